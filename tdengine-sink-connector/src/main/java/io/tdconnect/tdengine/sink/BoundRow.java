// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import org.jspecify.annotations.Nullable;

/** A row whose values have the types of the columns they go to. */
final class BoundRow {
    final Row row;
    final TableLayout layout;
    private final @Nullable Object[] cells;

    BoundRow(Row row, TableLayout layout, @Nullable Object[] cells) {
        this.row = row;
        this.layout = layout;
        this.cells = cells;
    }

    String table() {
        return row.table;
    }

    /** The primary timestamp in the precision of the database. */
    long timestamp() {
        Object timestamp = cells[0];
        if (timestamp == null) {
            throw new IllegalStateException("a bound row always has a timestamp");
        }
        return (Long) timestamp;
    }

    /** The cell of a column, see {@link io.tdconnect.tdengine.CellConverter}. */
    @Nullable
    Object cell(int column) {
        return cells[column];
    }
}
