// SPDX-License-Identifier: Apache-2.0
/** Queries to TDengine 2 over the REST of its gateway. */
@NullMarked
package io.tdconnect.tdengine.rest;

import org.jspecify.annotations.NullMarked;
