// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.finding;

import org.jspecify.annotations.Nullable;

/**
 * Something that differs.
 *
 * @param kind what differs
 * @param stable the supertable, or normal table, of the target
 * @param table the subtable of the target; empty if all are concerned
 * @param time of the row, in the precision of the target; empty without a row
 * @param column empty if all are concerned
 * @param expected what the source has
 * @param found what the target has
 */
public record Difference(
        Kind kind,
        String stable,
        String table,
        String time,
        String column,
        @Nullable String expected,
        @Nullable String found) {
    /** What differs. */
    public enum Kind {
        /** The target lacks a supertable or table. */
        MISSING_TABLE,
        /** Only the target has a table with rows. */
        EXTRA_TABLE,
        /** The target lacks a column. */
        MISSING_COLUMN,
        /** A tag has another value. */
        TAG,
        /** The target lacks a row. */
        MISSING_ROW,
        /** Only the target has a row. */
        EXTRA_ROW,
        /** A column of a row has another value. */
        VALUE
    }

    /** A supertable or table that the target lacks. */
    public static Difference missingTable(String stable, String found) {
        return new Difference(Kind.MISSING_TABLE, stable, "", "", "", null, found);
    }

    /** A column that the target lacks. */
    public static Difference missingColumn(String stable, String column) {
        return new Difference(Kind.MISSING_COLUMN, stable, "", "", column, null, null);
    }

    /** A tag with another value. */
    public static Difference tag(String stable, String table, String tag, String expected, String found) {
        return new Difference(Kind.TAG, stable, table, "", tag, expected, found);
    }
}
