// SPDX-License-Identifier: Apache-2.0
/** Comparison window by window, down to the rows that differ. */
@NullMarked
package io.tdconnect.verify.compare;

import org.jspecify.annotations.NullMarked;
