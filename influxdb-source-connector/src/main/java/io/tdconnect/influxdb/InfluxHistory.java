// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.influxdb.client.AnswerReader;
import io.tdconnect.influxdb.client.FieldType;
import io.tdconnect.influxdb.client.HttpInfluxClient;
import io.tdconnect.influxdb.client.InfluxClient;
import io.tdconnect.influxdb.client.InfluxException;
import io.tdconnect.influxdb.client.InfluxQl;
import io.tdconnect.influxdb.client.SelectionOptions;
import io.tdconnect.influxdb.client.TagCondition;
import io.tdconnect.influxdb.read.FailureMessages;
import io.tdconnect.influxdb.record.MeasurementFields;
import io.tdconnect.influxdb.record.PointConverter;
import io.tdconnect.influxdb.record.RecordOptions;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The points that the source selects, for comparisons with their copy: as the source converts them, and as aggregates of the
 * server. Times are nanoseconds, ranges are half open. For use by one thread.
 */
public final class InfluxHistory implements AutoCloseable {
    private final InfluxSourceConfig config;
    private final SelectionOptions selection;
    private final RecordOptions records;
    private final HttpInfluxClient client;

    /**
     * Does not connect yet.
     *
     * @param properties configuration of the source
     * @throws ConfigException if an option is wrong
     */
    public InfluxHistory(Map<String, String> properties) {
        config = new InfluxSourceConfig(properties);
        selection = config.selection();
        records = config.records();
        client = new HttpInfluxClient(config.connection(), selection);
        if (records.format() != RecordOptions.ValueFormat.STRUCT) {
            throw new ConfigException("value.format: expected struct, whose rows can be compared, found line");
        }
    }

    /** Why an answer is missing. */
    public enum Cause {
        /** The server cannot be reached, or the answer is cut off. */
        UNREACHABLE,
        /** The query was too much; a shorter range may work. */
        TOO_MUCH,
        /** The server refuses the login, the database or the query. */
        REFUSED
    }

    /** An answer that is missing. */
    public static final class Failure extends Exception {
        private final Cause reason;

        Failure(Cause reason, String message, Exception cause) {
            super(message, cause);
            this.reason = reason;
        }

        /** The kind of failure. */
        public Cause reason() {
            return reason;
        }
    }

    /** Receives points. */
    public interface Points {
        /** The next points are of this series; tags that it does not have are empty. */
        void series(Map<String, String> tags);

        /** A point, with the values of the measurement's fields; the array is reused. */
        void point(long time, @Nullable Object[] values);
    }

    /** Receives the answer to queries of aggregates. */
    public interface Aggregates {
        /** A row of a series. */
        void row(Map<String, String> tags, List<String> columns, long time, @Nullable Object[] row);
    }

    /** A measurement and how its points are converted. */
    public static final class Measurement {
        private final String name;
        private final MeasurementFields fields;
        private final PointConverter converter;
        private final List<Field> valueFields;

        Measurement(String name, MeasurementFields fields, PointConverter converter) {
            this.name = name;
            this.fields = fields;
            this.converter = converter;
            converter.ask(fields);
            valueFields = converter.valueFields();
        }

        /** Its name in InfluxDB. */
        public String name() {
            return name;
        }

        /** The fields of records with the values of a point. */
        public List<Field> fields() {
            return valueFields;
        }

        /** A field as a query names it; null if it has several types, which aggregates do not combine. */
        public @Nullable String column(int field) {
            return fields.onlyColumn(field);
        }

        /** A record of a series as the source makes it, with a value in every field. */
        public SourceRecord example(Map<String, String> tags) {
            converter.startSeries(tags);
            return converter.example();
        }
    }

    /** The version that the server reports; needs no login. */
    public String version() throws Failure {
        try {
            return client.version();
        } catch (IOException | InfluxException e) {
            throw failure(e);
        }
    }

    /** The selected measurements that have selected fields. */
    public List<Measurement> measurements() throws Failure {
        List<Measurement> found = new ArrayList<>();
        try {
            // Without fields a missing database has no error in its answer.
            client.names("SHOW FIELD KEYS LIMIT 1");
            new TreeMap<>(client.catalog(selection.measurements().named()).fields()).forEach((name, types) -> {
                Map<String, Set<FieldType>> selected = new TreeMap<>(types);
                if (!selection.fields().isEmpty()) {
                    selected.keySet().retainAll(selection.fields());
                }
                if (selection.measurements().filter().test(name) && !selected.isEmpty()) {
                    found.add(new Measurement(
                            name,
                            MeasurementFields.of(name, selected, records.conflicts()),
                            new PointConverter(records, selection.bucket(), name, Map.of())));
                }
            });
        } catch (IOException | InfluxException e) {
            throw failure(e);
        }
        return found;
    }

    /** The first and the last time in a range; null if it has no points. */
    public long @Nullable [] bounds(Measurement measurement, long from, long to) throws Failure, InterruptedException {
        String first = InfluxQl.first(measurement.name, measurement.fields.columns(), from, to, selection.conditions());
        List<Long> times = new ArrayList<>();
        stream(first + "; " + first.replaceFirst(" ORDER BY time ASC LIMIT 1$", " ORDER BY time DESC LIMIT 1"), times);
        return times.isEmpty() ? null : new long[] {times.get(0), times.get(times.size() - 1)};
    }

    private void stream(String query, List<Long> times) throws Failure, InterruptedException {
        try {
            client.stream(query, new InfluxClient.Rows() {
                @Override
                public void series(String name, Map<String, String> tags) {}

                @Override
                public void row(long time, @Nullable Object[] row) {
                    times.add(time);
                }
            });
        } catch (IOException | InfluxException e) {
            throw failure(e);
        }
    }

    /**
     * Passes the points of a range on, series by series.
     *
     * @param series only the points of this one; null for all
     */
    public void points(Measurement measurement, long from, long to, @Nullable Map<String, String> series, Points points)
            throws Failure, InterruptedException {
        read(
                measurement,
                InfluxQl.window(measurement.name, measurement.fields.columns(), from, to, conditions(series)),
                points);
    }

    /** Passes one point of each series in a range on. */
    public void series(Measurement measurement, long from, long to, Points points)
            throws Failure, InterruptedException {
        read(
                measurement,
                InfluxQl.window(measurement.name, measurement.fields.columns(), from, to, selection.conditions())
                        + " LIMIT 1",
                points);
    }

    private void read(Measurement measurement, String query, Points points) throws Failure, InterruptedException {
        @Nullable Object[] values = new Object[measurement.fields().size()];
        try {
            client.stream(query, new InfluxClient.Rows() {
                @Override
                public void series(String name, Map<String, String> tags) {
                    points.series(tags);
                }

                @Override
                public void row(long time, @Nullable Object[] row) {
                    if (measurement.fields.values(row, values)) {
                        points.point(time, values);
                    }
                }
            });
        } catch (IOException | InfluxException e) {
            throw failure(e);
        }
    }

    /**
     * Passes aggregates of a range on, for each series.
     *
     * @param lists the items of each statement, such as {@code count("f"::float) AS c0}
     */
    public void aggregates(Measurement measurement, long from, long to, List<List<String>> lists, Aggregates aggregates)
            throws Failure, InterruptedException {
        List<String> statements = lists.stream()
                .map(items ->
                        InfluxQl.select(measurement.name, items, from, to, selection.conditions()) + " GROUP BY *")
                .toList();
        try {
            client.answer(String.join("; ", statements), new AnswerReader.Target() {
                private Map<String, String> tags = Map.of();
                private List<String> columns = List.of();

                @Override
                public void series(String name, Map<String, String> newTags, List<String> newColumns) {
                    tags = newTags;
                    columns = newColumns;
                }

                @Override
                public void row(long time, @Nullable Object[] row) {
                    aggregates.row(tags, columns, time, row);
                }

                @Override
                public void row(@Nullable Object[] row) throws IOException {
                    throw new IOException("Expected rows that begin with a time, found other rows");
                }
            });
        } catch (IOException | InfluxException e) {
            throw failure(e);
        }
    }

    private List<TagCondition> conditions(@Nullable Map<String, String> series) {
        List<TagCondition> all = new ArrayList<>(selection.conditions());
        if (series != null) {
            series.forEach((tag, value) -> all.add(new TagCondition(tag, "=", value)));
        }
        return all;
    }

    private Failure failure(Exception e) {
        if (e instanceof InfluxException refused) {
            Cause cause = switch (refused.kind()) {
                case TOO_MUCH -> Cause.TOO_MUCH;
                case UNAVAILABLE -> Cause.UNREACHABLE;
                default -> Cause.REFUSED;
            };
            return new Failure(cause, FailureMessages.of(refused), e);
        }
        Cause cause = e instanceof SocketTimeoutException ? Cause.TOO_MUCH : Cause.UNREACHABLE;
        return new Failure(
                cause, "No answer from InfluxDB at " + config.connection().url().getHost() + ": " + e, e);
    }

    @Override
    public void close() {
        client.close();
    }
}
