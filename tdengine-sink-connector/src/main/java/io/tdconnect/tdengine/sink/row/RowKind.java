// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

/** What is done with a row. */
public enum RowKind {
    /** Written to a subtable of a supertable. */
    SUBTABLE,
    /** Written to a table without a supertable. */
    NORMAL_TABLE,
    /** Deleted from a table; the only field is the time. */
    DELETION
}
