// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.ValueTooLongException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Converts rows to the types of their columns, and has columns created or made longer for them. */
final class RowBinder {
    private static final Logger log = LoggerFactory.getLogger(RowBinder.class);

    private final TableEvolution evolution;
    private final CellRules rules;
    private final Subtables subtables;
    private final Map<RowShape, TableLayout> layouts = new HashMap<>();
    /** Columns that the server did not make longer, with their table. */
    private final Set<String> fixed = new HashSet<>();

    RowBinder(TableEvolution evolution, Subtables subtables, CellRules rules) {
        this.evolution = evolution;
        this.subtables = subtables;
        this.rules = rules;
    }

    /**
     * The rows that can be bound, in order.
     *
     * @param bad receives the records of the others
     * @throws SQLException if the server cannot be asked for, or refuses to change, a definition
     */
    List<BoundRow> bind(List<Row> rows, List<BadRecord> bad) throws SQLException {
        List<BadRecord> found = new ArrayList<>();
        Set<Row> unprepared = new HashSet<>();
        for (Map.Entry<RowShape, List<Row>> ofShape : byShape(rows).entrySet()) {
            prepare(ofShape.getKey(), ofShape.getValue(), found, unprepared);
        }
        List<BoundRow> bound = new ArrayList<>(rows.size());
        Map<RowShape, Map<String, ValueTooLongException>> tooLong = new LinkedHashMap<>();
        for (Row row : rows) {
            TableLayout layout = layouts.get(row.shape);
            if (layout != null && (unprepared.isEmpty() || !unprepared.contains(row))) {
                bind(row, layout, bound, found, tooLong);
            }
        }
        if (!tooLong.isEmpty()) {
            widen(tooLong);
            return bind(rows, bad);
        }
        bound = subtables.allowed(bound, found);
        bad.addAll(found);
        return bound;
    }

    /** Forgets all metadata: the server says that it is out of date. */
    void forget() {
        layouts.keySet().forEach(evolution::forget);
        layouts.clear();
        fixed.clear();
        subtables.forget();
    }

    private static Map<RowShape, List<Row>> byShape(List<Row> rows) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        RowShape first = rows.get(0).shape;
        if (haveShape(rows, first)) {
            return Map.of(first, rows);
        }
        Map<RowShape, List<Row>> byShape = new LinkedHashMap<>();
        rows.forEach(row ->
                byShape.computeIfAbsent(row.shape, shape -> new ArrayList<>()).add(row));
        return byShape;
    }

    private static boolean haveShape(List<Row> rows, RowShape shape) {
        for (Row row : rows) {
            if (row.shape != shape) {
                return false;
            }
        }
        return true;
    }

    private void prepare(RowShape shape, List<Row> rows, List<BadRecord> found, Set<Row> unprepared)
            throws SQLException {
        TableLayout layout = layouts.get(shape);
        if (layout != null && !layout.misses(rows)) {
            return;
        }
        try {
            TableMetadata table = evolution.table(shape, rows);
            // Where there is no table there is no row to delete.
            if (table != null) {
                layouts.put(shape, new TableLayout(shape, table, rules));
            }
        } catch (RowException e) {
            if (rows.size() == 1 || e.fault() == Fault.MISSING_TABLE) {
                for (Row row : rows) {
                    found.add(new BadRecord(row.origin, e));
                    unprepared.add(row);
                }
            } else {
                // One row may be to blame; if it is the table, each row gets to know.
                for (Row row : rows) {
                    prepare(shape, List.of(row), found, unprepared);
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
            bound.add(bind(row, layout, tooLong));
        } catch (ValueTooLongException e) {
            RowException problem = new RowException(Fault.VALUE_TOO_LONG, String.valueOf(e.getMessage()), e)
                    .at(row.shape.database, row.table)
                    .field(e.column().name());
            found.add(new BadRecord(row.origin, problem));
        } catch (DataException e) {
            found.add(new BadRecord(row.origin, e));
        }
    }

    private BoundRow bind(Row row, TableLayout layout, Map<RowShape, Map<String, ValueTooLongException>> tooLong) {
        try {
            return layout.bind(row, false);
        } catch (ValueTooLongException e) {
            if (canWiden(row.shape, e)) {
                tooLong.computeIfAbsent(row.shape, shape -> new HashMap<>())
                        .merge(e.column().name(), e, (a, b) -> a.length() >= b.length() ? a : b);
            }
            if (rules.faults().of(Fault.VALUE_TOO_LONG) != FaultPolicy.TRUNCATE) {
                throw e;
            }
            return layout.bind(row, true);
        }
    }

    private boolean canWiden(RowShape shape, ValueTooLongException e) {
        ColumnType type = e.column().type();
        return evolution.widens()
                && type.canGrow()
                && e.length() <= NewColumn.step(shape, type, e.length())
                && !fixed.contains(place(shape, e.column()));
    }

    private void widen(Map<RowShape, Map<String, ValueTooLongException>> tooLong) throws SQLException {
        for (Map.Entry<RowShape, Map<String, ValueTooLongException>> ofShape : tooLong.entrySet()) {
            for (ValueTooLongException e : ofShape.getValue().values()) {
                widen(ofShape.getKey(), e.column(), e.length());
            }
        }
    }

    private void widen(RowShape shape, Column column, int length) throws SQLException {
        try {
            if (!evolution.widen(shape, column, length)) {
                fixed.add(place(shape, column));
            }
            layouts.keySet().removeIf(other -> other.fullName().equals(shape.fullName()));
        } catch (SQLException e) {
            if (TdengineErrors.classify(e) == ErrorClass.RETRIABLE) {
                throw e;
            }
            log.warn("{} of {} stays as long as it is: {}", column.name(), shape.fullName(), e.getMessage());
            fixed.add(place(shape, column));
        }
    }

    private static String place(RowShape shape, Column column) {
        return shape.fullName() + '.' + column.name();
    }
}
