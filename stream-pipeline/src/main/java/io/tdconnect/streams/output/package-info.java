// SPDX-License-Identifier: Apache-2.0
/** Rows as bytes, for output topics and for the internal topic. */
@NullMarked
package io.tdconnect.streams.output;

import org.jspecify.annotations.NullMarked;
