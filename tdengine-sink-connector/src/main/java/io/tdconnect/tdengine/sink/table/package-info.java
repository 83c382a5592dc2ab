// SPDX-License-Identifier: Apache-2.0
/** Rows are bound to their tables: definitions are read, created and changed, and values become cells. */
@NullMarked
package io.tdconnect.tdengine.sink.table;

import org.jspecify.annotations.NullMarked;
