// SPDX-License-Identifier: Apache-2.0
/**
 * Reading points of time series window by window, from past to future: the options, splits of the work over tasks, their
 * positions and offsets, and batches of records. A source adds its queries and the form of its records.
 */
@NullMarked
package io.tdconnect.common.window;

import org.jspecify.annotations.NullMarked;
