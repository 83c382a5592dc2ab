// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

/** What is to be done with a row. */
enum RowKind {
    /** Written to a subtable of a supertable. */
    SUBTABLE,
    /** Written to a table without a supertable. */
    NORMAL_TABLE,
    /** Deleted from a table; all it has is the time. */
    DELETION
}
