// SPDX-License-Identifier: Apache-2.0
/** Rows are fitted to their tables: definitions are read, created and changed, values become cells. */
@NullMarked
package io.tdconnect.tdengine.sink.table;

import org.jspecify.annotations.NullMarked;
