// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.side;

import io.tdconnect.influxdb.InfluxHistory;
import io.tdconnect.influxdb.InfluxHistory.Measurement;
import io.tdconnect.verify.digest.Digests;
import io.tdconnect.verify.digest.Measure;
import io.tdconnect.verify.digest.RowHash;
import io.tdconnect.verify.digest.TableDigest;
import io.tdconnect.verify.digest.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Field;
import org.jspecify.annotations.Nullable;

/** A connection to InfluxDB. */
public final class InfluxSide implements Side {
    private static final String TIME = "selected";

    private final InfluxHistory history;

    /** Takes over the client, which it closes. */
    public InfluxSide(InfluxHistory history) {
        this.history = history;
    }

    @Override
    public long @Nullable [] bounds(Selection selection, TimeRange range) throws SideException, InterruptedException {
        try {
            long[] bounds = history.bounds(measurement(selection), selection.from(range), selection.to(range));
            return bounds == null
                    ? null
                    : new long[] {
                        selection.scale().toTarget(bounds[0]), selection.scale().toTarget(bounds[1])
                    };
        } catch (InfluxHistory.Failure e) {
            throw failure(e);
        }
    }

    /** InfluxQL has no arithmetic of times. */
    @Override
    public boolean weighsTimes() {
        return false;
    }

    /** The time of an aggregate is known only if it is the only one of its statement. */
    @Override
    public void aggregates(Selection selection, TimeRange range, List<Measure> measures, Digests into)
            throws SideException, InterruptedException {
        Measurement measurement = measurement(selection);
        List<List<String>> statements = statements(measurement, fields(selection), measures);
        @Nullable Object[] values = new Object[measures.size()];
        try {
            history.aggregates(
                    measurement, selection.from(range), selection.to(range), statements, (tags, columns, time, row) -> {
                        int table = selection.tables().series(tags);
                        if (table < 0) {
                            return;
                        }
                        TableDigest digest = into.of(table);
                        if (columns.get(1).equals(TIME)) {
                            digest.addTime(selection.scale().toTarget(time));
                            return;
                        }
                        long most = 0;
                        for (int i = 0; i < values.length; i++) {
                            values[i] = counted(measures.get(i), whole(row[i + 1]));
                            if (measures.get(i).function() == Measure.Function.COUNT
                                    && values[i] instanceof Long count) {
                                most = Math.max(most, count);
                            }
                        }
                        // Points that have some of the fields can be more than the values of any field.
                        digest.addAggregates(most, false, measures, values);
                        into.count(most);
                    });
        } catch (InfluxHistory.Failure e) {
            throw failure(e);
        }
    }

    /** The aggregates of one statement, and a statement for each first and last time. */
    private static List<List<String>> statements(Measurement measurement, int[] fields, List<Measure> measures) {
        List<String> items = new ArrayList<>();
        List<List<String>> statements = new ArrayList<>(List.of(items));
        for (int i = 0; i < measures.size(); i++) {
            Measure measure = measures.get(i);
            String column = column(measurement, fields[measure.column()]);
            items.add(function(measure) + "(" + column + ") AS m" + i);
            if (measure.function() == Measure.Function.COUNT) {
                statements.add(List.of("first(" + column + ") AS " + TIME));
                statements.add(List.of("last(" + column + ") AS " + TIME));
            }
        }
        return statements;
    }

    private static @Nullable Object counted(Measure measure, @Nullable Object value) {
        return measure.function() == Measure.Function.COUNT && value == null ? (Object) 0L : value;
    }

    private static @Nullable Object whole(@Nullable Object value) {
        return value instanceof Number number && !(value instanceof Double) ? (Object) number.longValue() : value;
    }

    private static String function(Measure measure) {
        return switch (measure.function()) {
            case COUNT -> "count";
            case SUM -> "sum";
            case MIN -> "min";
            case MAX -> "max";
            case DIGITS, WEIGHTED -> throw new IllegalArgumentException("InfluxQL cannot compute that");
        };
    }

    @Override
    public void hashes(Selection selection, TimeRange range, @Nullable TableKey key, boolean[] columns, Digests into)
            throws SideException, InterruptedException {
        int[] fields = fields(selection);
        ValueKind[] kinds = selection.kinds().toArray(ValueKind[]::new);
        read(selection, range, key, new InfluxHistory.Points() {
            private @Nullable TableDigest digest;

            @Override
            public void series(Map<String, String> tags) {
                int table = selection.tables().series(tags);
                digest = table < 0 ? null : into.of(table);
            }

            @Override
            public void point(long time, @Nullable Object[] values) {
                if (digest != null) {
                    long at = selection.scale().toTarget(time);
                    long hash = RowHash.of(at);
                    for (int i = 0; i < fields.length; i++) {
                        if (columns[i]) {
                            hash = hash(hash, kinds[i], fields[i] < 0 ? null : values[fields[i]]);
                        }
                    }
                    digest.addRow(at, hash);
                    into.count(1);
                }
            }
        });
    }

    /** Without an object where the value has the right type already. */
    private static long hash(long hash, ValueKind kind, @Nullable Object value) {
        if (kind == ValueKind.DOUBLE && value instanceof Double real) {
            return RowHash.add(hash, real.doubleValue());
        }
        if (kind == ValueKind.LONG && value instanceof Long whole) {
            return RowHash.add(hash, whole.longValue());
        }
        return RowHash.addCanonical(hash, kind.canonical(value));
    }

    @Override
    public void rows(Selection selection, TimeRange range, TableKey key, int limit, Consumer<ComparedRow> rows)
            throws SideException, InterruptedException {
        int[] fields = fields(selection);
        int[] left = {limit};
        read(selection, range, key, new InfluxHistory.Points() {
            @Override
            public void series(Map<String, String> tags) {}

            @Override
            public void point(long time, @Nullable Object[] values) {
                if (left[0]-- > 0) {
                    @Nullable Object[] row = new Object[fields.length];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = fields[i] < 0 ? null : selection.kinds().get(i).canonical(values[fields[i]]);
                    }
                    rows.accept(new ComparedRow(selection.scale().toTarget(time), Arrays.asList(row)));
                }
            }
        });
    }

    private void read(Selection selection, TimeRange range, @Nullable TableKey key, InfluxHistory.Points points)
            throws SideException, InterruptedException {
        try {
            history.points(
                    measurement(selection),
                    selection.from(range),
                    selection.to(range),
                    key == null ? null : key.tags(),
                    points);
        } catch (InfluxHistory.Failure e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        history.close();
    }

    private static Measurement measurement(Selection selection) {
        return Objects.requireNonNull(selection.measurement(), "a measurement of InfluxDB");
    }

    private static String column(Measurement measurement, int field) {
        String column = field < 0 ? null : measurement.column(field);
        if (column == null) {
            throw new IllegalArgumentException("expected a field with one type");
        }
        return column;
    }

    /** The index of the field of each compared column; negative for a column without field. */
    private static int[] fields(Selection selection) {
        List<String> names =
                measurement(selection).fields().stream().map(Field::name).toList();
        return selection.columns().stream().mapToInt(names::indexOf).toArray();
    }

    /** The failure of a comparison that this one is. */
    public static SideException failure(InfluxHistory.Failure failure) {
        SideException.Cause cause = switch (failure.reason()) {
            case UNREACHABLE -> SideException.Cause.LOST;
            case TOO_MUCH -> SideException.Cause.TOO_MUCH;
            case REFUSED -> SideException.Cause.REFUSED;
        };
        return new SideException(cause, String.valueOf(failure.getMessage()), failure);
    }
}
