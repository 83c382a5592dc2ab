// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.record;

import io.tdconnect.common.record.NamePolicy;
import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.source.RecordSizeLimit;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.window.PointRecords;
import io.tdconnect.common.window.SeriesKey;
import io.tdconnect.common.window.SeriesTarget;
import io.tdconnect.influxdb.client.FieldType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Converts the points of a measurement to records; the result depends only on the points and the configuration. */
public final class PointConverter implements PointRecords {
    private static final Logger log = LoggerFactory.getLogger(PointConverter.class);

    private final RecordOptions options;
    private final String bucket;
    private final String measurement;
    private final String stable;
    private MeasurementFields fields = new MeasurementFields(List.of(), List.of());
    private @Nullable PointSchema shape;
    private Map<String, String> tags = Map.of();
    private String series = "";
    private SeriesTarget target;
    private @Nullable String[] tagValues = {};
    private PointSize size = new PointSize(0, 0, List.of());

    /**
     * A converter of one measurement.
     *
     * @param partition source partition of the records
     */
    public PointConverter(RecordOptions options, String bucket, String measurement, Map<String, ?> partition) {
        this.options = options;
        this.bucket = bucket;
        this.measurement = measurement;
        String topic = NamePolicy.topic(options.topic().render(this::nameVariable));
        target = new SeriesTarget(partition, topic, "", new ConnectHeaders(), options.routing());
        stable = options.names().table(measurement);
    }

    /** Sets the fields that the next queries ask for. */
    public void ask(MeasurementFields asked) {
        fields = asked;
    }

    @Override
    public void check(@Nullable Object[] row) throws IOException {
        int columns = 1 + fields.columns().size();
        if (row.length != columns) {
            throw new IOException("Expected rows of " + columns + " columns as asked for, found " + row.length);
        }
    }

    @Override
    public void startSeries(Map<String, String> newTags) {
        PointSchema current = shape;
        List<String> known = current == null ? List.of() : current.tags();
        if (current == null
                || !known.containsAll(newTags.keySet())
                || !current.fields().equals(fields)) {
            List<String> all = new ArrayList<>(known);
            all.addAll(newTags.keySet());
            current = PointSchema.of(measurement, all, fields, options.names());
            shape = current;
        }
        tags = newTags;
        series = LineWriter.series(measurement, newTags);
        tagValues = current.tags().stream().map(this::tag).toArray(String[]::new);
        String table = table(!current.tags().isEmpty());
        target = target.of(table, headers(current, table));
        size = PointSize.of(current, tagValues);
    }

    @Override
    public long size(long time, Object value) {
        long bytes = size.of(value);
        if (size.beside() + bytes <= options.limit().bytes()) {
            return bytes;
        }
        String message = "expected points that a record of " + RecordSizeLimit.OPTION + "="
                + options.limit().bytes()
                + " bytes can hold, found one of about " + bytes + " at " + new Timestamp(time, Precision.NS).instant()
                + " in table "
                + target.table();
        if (options.onLargePoint() == RecordOptions.LargePoint.FAIL) {
            throw new ConnectException(
                    message + "; raise it together with the producer's max.request.size, or leave such points out with "
                            + RecordOptions.ON_LARGE_POINT + "=skip");
        }
        log.warn("Left out: {}", message);
        return -1;
    }

    @Override
    public boolean fits(long bytesOfOthers, long bytes) {
        return size.beside() + bytesOfOthers + bytes <= options.limit().bytes();
    }

    @Override
    public int pointsPerRecord() {
        return options.pointsPerRecord();
    }

    @Override
    public @Nullable Object value(long time, @Nullable Object[] row) {
        return options.format() == RecordOptions.ValueFormat.STRUCT
                ? struct(currentShape(), time, row)
                : LineWriter.line(series, currentShape(), time, row);
    }

    /** The fields of records that contain the values of points, whatever the series is. */
    public List<Field> valueFields() {
        return PointSchema.of(measurement, List.of(), fields, options.names()).valueFields();
    }

    /** A record of the current series with a value in every field, which shows where its points go. */
    public SourceRecord example() {
        PointSchema current = currentShape();
        Struct struct = new Struct(current.schema());
        struct.put(current.time(), 0L);
        for (int i = 0; i < tagValues.length; i++) {
            struct.put(current.tagFields().get(i), tagValues[i]);
        }
        for (Field field : current.valueFields()) {
            struct.put(field, FieldType.example(field.schema()));
        }
        return record(0, List.of(struct), Map.of());
    }

    @Override
    public SourceRecord record(long time, List<Object> values, Map<String, ?> offset) {
        boolean list = options.pointsPerRecord() > 1;
        return target.record(time, offset, schema(list), list ? joined(values) : values.get(0));
    }

    private Schema schema(boolean list) {
        if (options.format() == RecordOptions.ValueFormat.LINE) {
            return Schema.STRING_SCHEMA;
        }
        return list ? currentShape().listSchema() : currentShape().schema();
    }

    private Object joined(List<Object> values) {
        return options.format() == RecordOptions.ValueFormat.LINE
                ? values.stream().map(String.class::cast).collect(Collectors.joining("\n"))
                : List.copyOf(values);
    }

    private PointSchema currentShape() {
        PointSchema current = shape;
        if (current == null) {
            throw new IllegalStateException("Expected a series before the first point");
        }
        return current;
    }

    private @Nullable Struct struct(PointSchema current, long time, @Nullable Object[] row) {
        Struct struct = new Struct(current.schema());
        boolean empty = true;
        List<OutputField> outputs = current.fields().outputs();
        List<Field> valueFields = current.valueFields();
        for (int i = 0; i < outputs.size(); i++) {
            Object value = outputs.get(i).value(row);
            if (value != null) {
                struct.put(valueFields.get(i), value);
                empty = false;
            }
        }
        if (empty) {
            return null;
        }
        struct.put(current.time(), time);
        for (int i = 0; i < tagValues.length; i++) {
            struct.put(current.tagFields().get(i), tagValues[i]);
        }
        return struct;
    }

    private ConnectHeaders headers(PointSchema current, String table) {
        ConnectHeaders all = new ConnectHeaders();
        if (options.routing().mode() != RoutingMode.NONE) {
            List<String> tagNames =
                    current.tagFields().stream().map(Field::name).toList();
            boolean tagged = !tagNames.isEmpty();
            // A supertable needs tags; without the header for it the sink creates a normal table.
            new Routing(
                            options.routing().mode() == RoutingMode.ALL ? bucket : null,
                            tagged ? stable : "",
                            table,
                            tagged ? tagNames : null,
                            PointSchema.TIME)
                    .writeTo(all);
        }
        return all;
    }

    private String table(boolean tagged) {
        if (options.routing().table() != null) {
            return options.names().subtable(options.routing().table().render(this::variable));
        }
        if (!tagged) {
            return options.names().untagged(measurement);
        }
        List<String> parts = new ArrayList<>(List.of(measurement));
        new TreeMap<>(tags).forEach((name, value) -> {
            if (!value.isEmpty()) {
                parts.add(name);
                parts.add(value);
            }
        });
        String key = SeriesKey.of(tags);
        return options.names().subtable(parts, key.isEmpty() ? measurement + "," : measurement + "," + key);
    }

    private @Nullable String tag(String name) {
        String value = tags.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private @Nullable String variable(String name) {
        String tag = tag(name);
        return tag == null ? nameVariable(name) : tag;
    }

    private @Nullable String nameVariable(String name) {
        return switch (name) {
            case "bucket" -> bucket;
            case "measurement" -> measurement;
            default -> null;
        };
    }
}
