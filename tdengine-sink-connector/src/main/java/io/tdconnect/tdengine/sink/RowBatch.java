// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that one execution of a prepared statement writes: the same supertable, the same columns. */
final class RowBatch {
    private final TableLayout layout;
    private final List<BoundRow> rows;
    private @Nullable SubtableRows subtables;

    RowBatch(TableLayout layout, List<BoundRow> rows) {
        this.layout = layout;
        this.rows = rows;
    }

    TableLayout layout() {
        return layout;
    }

    List<BoundRow> rows() {
        return rows;
    }

    /** The rows by subtable, once no more are added. */
    SubtableRows subtables() {
        SubtableRows known = subtables;
        if (known == null) {
            known = new SubtableRows(rows);
            subtables = known;
        }
        return known;
    }

    /** The first half of the rows. */
    RowBatch firstHalf() {
        return new RowBatch(layout, rows.subList(0, rows.size() / 2));
    }

    /** The rows that are not in the first half. */
    RowBatch secondHalf() {
        return new RowBatch(layout, rows.subList(rows.size() / 2, rows.size()));
    }
}
