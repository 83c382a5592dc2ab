// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import io.tdconnect.tdengine.sink.table.BoundRow;
import io.tdconnect.tdengine.sink.table.RowBatch;
import io.tdconnect.tdengine.sink.table.TableLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups rows into batches by supertable and column set.
 *
 * <p>Rows that may overwrite each other (rows of one subtable whose time does not increase) stay in their order: if they
 * have different columns, the second one starts new batches, which are written later.
 */
final class RowGrouping {
    private static final String SEVERAL = "";

    private final List<RowBatch> batches = new ArrayList<>();
    private final Map<String, RowBatch> open = new HashMap<>();
    private final Map<String, LastRow> lastRows = new HashMap<>();

    private RowGrouping() {}

    /** The batches in the order in which they have to be written. */
    static List<RowBatch> group(List<BoundRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        TableLayout first = rows.get(0).layout;
        if (haveLayout(rows, first)) {
            return List.of(new RowBatch(first, rows));
        }
        RowGrouping grouping = new RowGrouping();
        rows.forEach(grouping::add);
        return grouping.batches;
    }

    private static boolean haveLayout(List<BoundRow> rows, TableLayout layout) {
        for (BoundRow row : rows) {
            if (row.layout != layout) {
                return false;
            }
        }
        return true;
    }

    private void add(BoundRow row) {
        String sql = row.layout.sql;
        String table = row.row.shape.database + '.' + row.table();
        LastRow last = lastRows.get(table);
        if (last != null && row.timestamp() <= last.timestamp() && !last.sql().equals(sql)) {
            open.clear();
            lastRows.clear();
            last = null;
        }
        RowBatch batch = open.get(sql);
        if (batch == null) {
            batch = new RowBatch(row.layout, new ArrayList<>());
            batches.add(batch);
            open.put(sql, batch);
        }
        batch.rows().add(row);
        if (last == null) {
            lastRows.put(table, new LastRow(row.timestamp(), sql));
        } else {
            String sqls = last.sql().equals(sql) ? sql : SEVERAL;
            lastRows.put(table, new LastRow(Math.max(last.timestamp(), row.timestamp()), sqls));
        }
    }

    /** The greatest time of a subtable in the open batches, and the statement of its rows if all have the same. */
    private record LastRow(long timestamp, String sql) {}
}
