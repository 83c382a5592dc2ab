// SPDX-License-Identifier: Apache-2.0
/** Records become rows: flat fields, the table of each row, and the names of both. */
@NullMarked
package io.tdconnect.tdengine.sink.row;

import org.jspecify.annotations.NullMarked;
