// SPDX-License-Identifier: Apache-2.0
/**
 * Rows are collected into batches and handed to the connections; back-pressure bounds what waits, and offsets of written
 * rows may be committed.
 */
@NullMarked
package io.tdconnect.tdengine.sink.delivery;

import org.jspecify.annotations.NullMarked;
