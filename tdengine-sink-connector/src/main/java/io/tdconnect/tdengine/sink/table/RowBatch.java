// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows with the same supertable and columns, which one execution of a prepared statement writes. */
public final class RowBatch {
    private final TableLayout layout;
    private final List<BoundRow> rows;
    private @Nullable SubtableRows subtables;

    public RowBatch(TableLayout layout, List<BoundRow> rows) {
        this.layout = layout;
        this.rows = rows;
    }

    public TableLayout layout() {
        return layout;
    }

    public List<BoundRow> rows() {
        return rows;
    }

    /** The rows by subtable; no row may be added afterwards. */
    public SubtableRows subtables() {
        SubtableRows known = subtables;
        if (known == null) {
            known = new SubtableRows(rows);
            subtables = known;
        }
        return known;
    }

    /** The first half of the rows. */
    public RowBatch firstHalf() {
        return new RowBatch(layout, rows.subList(0, rows.size() / 2));
    }

    /** The rows that are not in the first half. */
    public RowBatch secondHalf() {
        return new RowBatch(layout, rows.subList(rows.size() / 2, rows.size()));
    }
}
