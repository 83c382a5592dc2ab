// SPDX-License-Identifier: Apache-2.0
/** Records become rows: the fields of a record, the table that each row goes to, and the names of both. */
@NullMarked
package io.tdconnect.tdengine.sink.row;

import org.jspecify.annotations.NullMarked;
