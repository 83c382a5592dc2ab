// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.sink.config.TimeOptions;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.FaultPolicies;
import io.tdconnect.tdengine.sink.fault.FaultPolicy;
import io.tdconnect.tdengine.sink.fault.RowException;
import io.tdconnect.tdengine.sink.fault.ValueTooLongException;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowShape;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Converts rows to the types of their columns; columns that are missing or too short are created or made longer. */
public final class RowBinder implements DefinitionCheck {
    /** How often columns are made longer or tables are read again for the same rows. */
    private static final int MOST_ROUNDS = 10;

    private final TableEvolution evolution;
    private final TimeOptions times;
    private final FaultPolicies faults;
    private final Subtables subtables;
    private final Map<RowShape, TableLayout> layouts = new HashMap<>();

    public RowBinder(TableEvolution evolution, Subtables subtables, TimeOptions times, FaultPolicies faults) {
        this.evolution = evolution;
        this.subtables = subtables;
        this.times = times;
        this.faults = faults;
    }

    /** The result of one round. */
    private static final class Round {
        final List<BoundRow> bound;
        final List<BadRecord> bad = new ArrayList<>();
        final Set<Row> unprepared = new HashSet<>();
        /** By column, the longest value that does not fit into a column that may become longer. */
        final Map<RowShape, Map<String, ValueTooLongException>> tooLong = new LinkedHashMap<>();
        /** Shapes of rows that are bad by the definition of a table. */
        final Set<RowShape> doubtful = new HashSet<>();

        Round(int rows) {
            bound = new ArrayList<>(rows);
        }
    }

    /**
     * The rows that can be bound, in order.
     *
     * @param bad receives the records of the others
     * @throws SQLException if the server cannot be queried for, or refuses to change, a definition
     */
    public List<BoundRow> bind(List<Row> rows, List<BadRecord> bad) throws SQLException {
        Set<String> readAgain = new HashSet<>();
        Round round = bindOnce(rows);
        for (int i = 1; i < MOST_ROUNDS && (widen(round.tooLong) || haveChanged(round.doubtful, readAgain)); i++) {
            round = bindOnce(rows);
        }
        List<BoundRow> allowed = subtables.allowed(round.bound, round.bad);
        bad.addAll(round.bad);
        return allowed;
    }

    private Round bindOnce(List<Row> rows) throws SQLException {
        Round round = new Round(rows.size());
        Map<RowShape, List<Row>> byShape = byShape(rows);
        for (Map.Entry<RowShape, List<Row>> ofShape : byShape.entrySet()) {
            prepare(ofShape.getKey(), ofShape.getValue(), round);
        }
        if (byShape.size() > 1 && !layouts.keySet().containsAll(byShape.keySet())) {
            // Rows of another shape have changed the table.
            for (Map.Entry<RowShape, List<Row>> ofShape : byShape.entrySet()) {
                if (!layouts.containsKey(ofShape.getKey())) {
                    prepare(ofShape.getKey(), prepared(ofShape.getValue(), round), round);
                }
            }
        }
        for (Row row : rows) {
            TableLayout layout = layouts.get(row.shape);
            if (layout != null && (round.unprepared.isEmpty() || !round.unprepared.contains(row))) {
                bind(row, layout, round);
            }
        }
        return round;
    }

    private static List<Row> prepared(List<Row> rows, Round round) {
        return rows.stream().filter(row -> !round.unprepared.contains(row)).toList();
    }

    /** Forgets all metadata: the server has reported that it is out of date. */
    public void forget() {
        evolution.forget();
        layouts.clear();
        subtables.forget();
    }

    @Override
    public boolean haveChanged(TableLayout layout) throws SQLException {
        if (!evolution.changed(layout.shape)) {
            return false;
        }
        dropLayouts(layout.shape, null);
        return true;
    }

    /** Whether tables by whose definition rows are bad have changed; reads each table only once. */
    private boolean haveChanged(Set<RowShape> shapes, Set<String> readAgain) throws SQLException {
        boolean changed = false;
        for (RowShape shape : shapes) {
            if (readAgain.add(shape.fullName()) && evolution.changed(shape)) {
                dropLayouts(shape, null);
                changed = true;
            }
        }
        return changed;
    }

    private void dropLayouts(RowShape shape, @Nullable TableMetadata current) {
        layouts.values()
                .removeIf(layout -> layout.shape.stable.equals(shape.stable)
                        && layout.shape.database.equals(shape.database)
                        && !layout.table.equals(current));
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

    private void prepare(RowShape shape, List<Row> rows, Round round) throws SQLException {
        TableLayout layout = layouts.get(shape);
        if (rows.isEmpty() || (layout != null && !layout.misses(rows))) {
            return;
        }
        try {
            TableMetadata table = evolution.table(shape, rows);
            // Without a table there is no row to delete.
            if (table != null) {
                dropLayouts(shape, table);
                layouts.put(shape, new TableLayout(shape, table, times, faults));
            }
        } catch (RowException e) {
            if (rows.size() == 1 || e.fault() == Fault.MISSING_TABLE) {
                for (Row row : rows) {
                    round.bad.add(new BadRecord(row.origin, e));
                    round.unprepared.add(row);
                }
            } else {
                // A single row may be to blame; if the table is, every row gets this fault.
                for (Row row : rows) {
                    prepare(shape, List.of(row), round);
                }
            }
        }
    }

    private void bind(Row row, TableLayout layout, Round round) {
        try {
            round.bound.add(bindOrCut(row, layout, round));
        } catch (DataException e) {
            round.bad.add(new BadRecord(row.origin, strictest(row, layout, e)));
            round.doubtful.add(row.shape);
        }
    }

    /** Of several faults of a row the one with the strictest policy; of equally strict ones the first. */
    private Exception strictest(Row row, TableLayout layout, DataException first) {
        Exception strictest = described(row, first);
        for (DataException other : layout.problems(row)) {
            Exception problem = described(row, other);
            FaultPolicy policy = faults.of(Fault.of(problem));
            if (policy.isStricterThan(faults.of(Fault.of(strictest)))) {
                strictest = problem;
            }
        }
        return strictest;
    }

    private static Exception described(Row row, DataException e) {
        return e instanceof ValueTooLongException tooLong
                ? new RowException(Fault.VALUE_TOO_LONG, String.valueOf(e.getMessage()), e)
                        .at(row.shape.database, row.table)
                        .field(tooLong.column().name())
                : e;
    }

    private BoundRow bindOrCut(Row row, TableLayout layout, Round round) {
        try {
            return layout.bind(row, false);
        } catch (ValueTooLongException e) {
            if (evolution.mayWiden(row.shape, e.column(), e.length())) {
                round.tooLong
                        .computeIfAbsent(row.shape, shape -> new HashMap<>())
                        .merge(e.column().name(), e, (a, b) -> a.length() >= b.length() ? a : b);
            }
            if (faults.of(Fault.VALUE_TOO_LONG) != FaultPolicy.TRUNCATE) {
                throw e;
            }
            return layout.bind(row, true);
        }
    }

    /** Makes columns longer; false if no column has to be longer. */
    private boolean widen(Map<RowShape, Map<String, ValueTooLongException>> tooLong) throws SQLException {
        for (Map.Entry<RowShape, Map<String, ValueTooLongException>> ofShape : tooLong.entrySet()) {
            RowShape shape = ofShape.getKey();
            for (ValueTooLongException e : ofShape.getValue().values()) {
                evolution.widen(shape, e.column(), e.length());
            }
            dropLayouts(shape, null);
        }
        return !tooLong.isEmpty();
    }
}
