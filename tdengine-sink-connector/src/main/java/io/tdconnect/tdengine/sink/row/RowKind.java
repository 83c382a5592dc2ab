// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

/** What is to be done with a row. */
public enum RowKind {
    /** Written to a subtable of a supertable. */
    SUBTABLE,
    /** Written to a table without a supertable. */
    NORMAL_TABLE,
    /** Deleted from a table; all it has is the time. */
    DELETION
}
