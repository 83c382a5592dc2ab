// SPDX-License-Identifier: Apache-2.0
/** Rows are collected into batches, wait within bounds, and go to the connections; what is written is counted and may be committed. */
@NullMarked
package io.tdconnect.tdengine.sink.delivery;

import org.jspecify.annotations.NullMarked;
