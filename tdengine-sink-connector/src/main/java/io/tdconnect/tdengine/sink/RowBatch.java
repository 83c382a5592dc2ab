// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import java.util.List;

/** Rows that one execution of a prepared statement writes: the same supertable, the same columns. */
record RowBatch(TableLayout layout, List<BoundRow> rows) {
    /** The first half of the rows. */
    RowBatch firstHalf() {
        return new RowBatch(layout, rows.subList(0, rows.size() / 2));
    }

    /** The rows that are not in the first half. */
    RowBatch secondHalf() {
        return new RowBatch(layout, rows.subList(rows.size() / 2, rows.size()));
    }
}
