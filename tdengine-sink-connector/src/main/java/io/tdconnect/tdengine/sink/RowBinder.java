// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.ValueTooLongException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;

/** Converts rows to the types of their columns, and has columns created or made longer for them. */
final class RowBinder {
    private final TableEvolution evolution;
    private final TimestampUnit unit;
    private final Rounding rounding;
    private final Map<RowShape, TableLayout> layouts = new HashMap<>();

    RowBinder(TableEvolution evolution, TimestampUnit unit, Rounding rounding) {
        this.evolution = evolution;
        this.unit = unit;
        this.rounding = rounding;
    }

    /**
     * The rows that can be bound, in order.
     *
     * @param bad receives the records of the others
     * @throws SQLException if the server cannot be asked for, or refuses to change, a definition
     */
    List<BoundRow> bind(List<Row> rows, List<BadRecord> bad) throws SQLException {
        List<BadRecord> found = new ArrayList<>();
        Map<RowShape, List<Row>> byShape = new LinkedHashMap<>();
        rows.forEach(row ->
                byShape.computeIfAbsent(row.shape, shape -> new ArrayList<>()).add(row));
        for (Map.Entry<RowShape, List<Row>> ofShape : byShape.entrySet()) {
            prepare(ofShape.getKey(), ofShape.getValue(), found);
        }
        List<BoundRow> bound = new ArrayList<>(rows.size());
        Map<RowShape, Map<String, ValueTooLongException>> tooLong = new LinkedHashMap<>();
        for (Row row : rows) {
            TableLayout layout = layouts.get(row.shape);
            if (layout != null) {
                bind(row, layout, bound, found, tooLong);
            }
        }
        if (widen(tooLong)) {
            return bind(rows, bad);
        }
        bad.addAll(found);
        return bound;
    }

    /** Forgets all metadata: the server says that it is out of date. */
    void forget() {
        layouts.keySet().forEach(evolution::forget);
        layouts.clear();
    }

    private void prepare(RowShape shape, List<Row> rows, List<BadRecord> found) throws SQLException {
        TableLayout layout = layouts.get(shape);
        if (layout != null && !layout.misses(rows)) {
            return;
        }
        try {
            layouts.put(shape, new TableLayout(shape, evolution.table(shape, rows), unit, rounding));
        } catch (DataException e) {
            if (rows.size() == 1) {
                found.add(new BadRecord(rows.get(0).origin, e));
            } else {
                // One row may be to blame; if it is the supertable, each row gets to know.
                for (Row row : rows) {
                    prepare(shape, List.of(row), found);
                }
            }
        }
    }

    private void bind(
            Row row,
            TableLayout layout,
            List<BoundRow> bound,
            List<BadRecord> found,
            Map<RowShape, Map<String, ValueTooLongException>> tooLong) {
        try {
            bound.add(layout.bind(row));
        } catch (ValueTooLongException e) {
            if (canWiden(row.shape, e)) {
                tooLong.computeIfAbsent(row.shape, shape -> new HashMap<>())
                        .merge(e.column().name(), e, (a, b) -> a.length() >= b.length() ? a : b);
            }
            found.add(new BadRecord(row.origin, e));
        } catch (DataException e) {
            found.add(new BadRecord(row.origin, e));
        }
    }

    private boolean canWiden(RowShape shape, ValueTooLongException e) {
        ColumnType type = e.column().type();
        return evolution.widens() && type.canGrow() && e.length() <= NewColumn.step(shape, type, e.length());
    }

    /** Whether something has become longer, so that binding again is worth while. */
    private boolean widen(Map<RowShape, Map<String, ValueTooLongException>> tooLong) throws SQLException {
        boolean changed = false;
        for (Map.Entry<RowShape, Map<String, ValueTooLongException>> ofShape : tooLong.entrySet()) {
            for (ValueTooLongException e : ofShape.getValue().values()) {
                changed |= widen(ofShape.getKey(), e.column(), e.length());
            }
        }
        return changed;
    }

    private boolean widen(RowShape shape, Column column, int length) throws SQLException {
        try {
            evolution.widen(shape, column, length);
            layouts.keySet().removeIf(other -> other.fullName().equals(shape.fullName()));
            return true;
        } catch (SQLException e) {
            if (TdengineErrors.classify(e) == ErrorClass.RETRIABLE) {
                throw e;
            }
            // The row would become too long for the server: the records stay bad.
            return false;
        }
    }
}
