// SPDX-License-Identifier: Apache-2.0
/** Tests that every connector and transform has to pass, and the reference pages generated from their options. */
@NullMarked
package io.tdconnect.common.contract;

import org.jspecify.annotations.NullMarked;
