// SPDX-License-Identifier: Apache-2.0
/** Queries for the windows of a metric. */
@NullMarked
package io.tdconnect.opentsdb.read;

import org.jspecify.annotations.NullMarked;
