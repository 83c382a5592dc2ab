// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import io.tdconnect.emulator.engine.value.Cells;
import io.tdconnect.emulator.engine.value.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one table, column by column.
 *
 * @param values one array for each column, with the cells of {@link ResultSet}
 */
public record Batch(List<Definition> columns, List<@Nullable Object[]> values, int rows) {
    /**
     * The same rows with columns and rows in the order of the table and one row for each key, as the server writes
     * them.
     */
    Batch inOrder(Schema schema) {
        Batch batch = columnsAscend() ? this : withColumnsAscending();
        return RowStore.ascending(batch.values.get(0)) ? batch : batch.merged(schema.key());
    }

    private boolean columnsAscend() {
        for (int c = 1; c < columns.size(); c++) {
            if (columns.get(c).id() < columns.get(c - 1).id()) {
                return false;
            }
        }
        return true;
    }

    private Batch withColumnsAscending() {
        List<Integer> order = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            order.add(c);
        }
        order.sort(Comparator.comparing(c -> columns.get(c).id()));
        List<@Nullable Object[]> cells = new ArrayList<>();
        order.forEach(c -> cells.add(values.get(c)));
        return new Batch(order.stream().map(columns::get).toList(), cells, rows);
    }

    private Batch merged(@Nullable Definition key) {
        int keyAt = key == null ? 0 : columns.indexOf(key);
        Comparator<Integer> byTime = (a, b) -> Cells.compare(values.get(0)[a], values.get(0)[b]);
        Comparator<Integer> byKey =
                byTime.thenComparing((a, b) -> Cells.compare(values.get(keyAt)[a], values.get(keyAt)[b]));
        // A value wins over NULL, and a later value over an earlier.
        Map<Integer, @Nullable Object[]> merged = new TreeMap<>(byKey);
        for (int row = 0; row < rows; row++) {
            @Nullable Object[] target = merged.computeIfAbsent(row, r -> new Object[columns.size()]);
            for (int c = 0; c < target.length; c++) {
                Object value = values.get(c)[row];
                target[c] = value == null ? target[c] : value;
            }
        }
        List<@Nullable Object[]> cells = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            int column = c;
            cells.add(merged.values().stream().map(row -> row[column]).toArray());
        }
        return new Batch(columns, cells, merged.size());
    }
}
