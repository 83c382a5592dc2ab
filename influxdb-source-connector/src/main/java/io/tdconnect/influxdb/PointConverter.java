// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.source.RecordSizeLimit;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.RecordTime;
import java.util.ArrayList;
import java.util.HashMap;
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

/** Makes records of the points of a measurement; depends on nothing but the points and the configuration. */
final class PointConverter {
    private static final Logger log = LoggerFactory.getLogger(PointConverter.class);
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Settings settings;
    private final String measurement;
    private final Map<String, ?> partition;
    private final String topic;
    private final String stable;
    private @Nullable RowShape shape;
    private Map<String, String> tags = Map.of();
    private String series = "";
    private String table = "";
    private @Nullable String[] tagValues = {};
    private ConnectHeaders headers = new ConnectHeaders();
    private PointSize size = new PointSize(0, 0, List.of());

    /**
     * What of the configuration matters for records.
     *
     * @param bucket name for templates
     * @param topic template of the topic
     * @param table template of the subtable, null for measurement and tags
     * @param format of values
     * @param routing which headers are set
     * @param names what becomes of names that are not allowed
     * @param timestamp which one records have in Kafka
     * @param pointsPerRecord most points of a record; with more than one its value is a list, or several lines
     * @param onLargePoint what becomes of a point that alone is beyond the limit
     */
    record Settings(
            String bucket,
            Template topic,
            @Nullable Template table,
            ValueFormat format,
            RoutingMode routing,
            Names names,
            RecordTimestamp timestamp,
            int pointsPerRecord,
            RecordSizeLimit limit,
            LargePoint onLargePoint) {}

    PointConverter(Settings settings, String measurement, Map<String, ?> partition) {
        this.settings = settings;
        this.measurement = measurement;
        this.partition = partition;
        topic = Names.topic(settings.topic.render(this::name));
        stable = settings.names.table(measurement);
    }

    /** The next points are of this series and have these fields. */
    void series(Map<String, String> newTags, MeasurementFields fields) {
        RowShape current = shape;
        List<String> known = current == null ? List.of() : current.tags();
        if (current == null
                || !known.containsAll(newTags.keySet())
                || !current.fields().equals(fields)) {
            List<String> all = new ArrayList<>(known);
            all.addAll(newTags.keySet());
            current = RowShape.of(measurement, all, fields, settings.names);
            shape = current;
        }
        tags = newTags;
        series = LineText.series(measurement, newTags);
        tagValues = current.tags().stream().map(this::tag).toArray(String[]::new);
        table = table(!current.tags().isEmpty());
        headers = headers(current);
        size = PointSize.of(current, tagValues);
    }

    /**
     * Bytes that a point adds to a record; negative for one that is to be left out since a record cannot hold it.
     *
     * @throws ConnectException if such points are not to be left out
     */
    long size(long time, Object value) {
        long bytes = size.of(value);
        if (size.beside() + bytes <= settings.limit.bytes()) {
            return bytes;
        }
        String message = "expected points that a record of " + RecordSizeLimit.OPTION + "=" + settings.limit.bytes()
                + " bytes can hold, found one of about " + bytes + " at " + TimeText.format(time) + " in table "
                + table;
        if (settings.onLargePoint == LargePoint.FAIL) {
            throw new ConnectException(
                    message + "; raise it together with the producer's max.request.size, or leave such points out with "
                            + InfluxSourceConfig.ON_LARGE_POINT + "=skip");
        }
        log.warn("Left out: {}", message);
        return -1;
    }

    /** Whether a record has room for a point beside others. */
    boolean fits(long bytesOfOthers, long bytes) {
        return size.beside() + bytesOfOthers + bytes <= settings.limit.bytes();
    }

    int pointsPerRecord() {
        return settings.pointsPerRecord;
    }

    /** The point as {@link #record} takes it; null if none of its fields is read. */
    @Nullable
    Object value(long time, @Nullable Object[] row) {
        return settings.format == ValueFormat.STRUCT
                ? struct(currentShape(), time, row)
                : LineText.line(series, currentShape(), time, row);
    }

    /** The record of some points of the current series, of which the first has this time. */
    SourceRecord record(long time, List<Object> values, Map<String, ?> offset) {
        boolean list = settings.pointsPerRecord > 1;
        return new SourceRecord(
                partition,
                offset,
                topic,
                null,
                Schema.STRING_SCHEMA,
                table,
                schema(list),
                list ? together(values) : values.get(0),
                settings.timestamp == RecordTimestamp.ARRIVAL
                        ? null
                        : RecordTime.of(Math.floorDiv(time, NANOS_PER_MILLI)),
                headers.duplicate());
    }

    /** The same record with another offset. */
    static SourceRecord withOffset(SourceRecord record, Map<String, ?> offset) {
        return new SourceRecord(
                record.sourcePartition(),
                offset,
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                record.headers());
    }

    private Schema schema(boolean list) {
        if (settings.format == ValueFormat.LINE) {
            return Schema.STRING_SCHEMA;
        }
        return list ? currentShape().listSchema() : currentShape().schema();
    }

    private Object together(List<Object> values) {
        return settings.format == ValueFormat.LINE
                ? values.stream().map(String.class::cast).collect(Collectors.joining("\n"))
                : List.copyOf(values);
    }

    private RowShape currentShape() {
        RowShape current = shape;
        if (current == null) {
            throw new IllegalStateException("No series yet");
        }
        return current;
    }

    private @Nullable Struct struct(RowShape current, long time, @Nullable Object[] row) {
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

    private ConnectHeaders headers(RowShape current) {
        ConnectHeaders all = new ConnectHeaders();
        if (settings.routing != RoutingMode.NONE) {
            List<String> tagNames =
                    current.tagFields().stream().map(Field::name).toList();
            boolean tagged = !tagNames.isEmpty();
            // A supertable needs tags; without a name of one the sink makes a normal table.
            new Routing(
                            settings.routing == RoutingMode.ALL ? settings.bucket : null,
                            tagged ? stable : "",
                            table,
                            tagged ? tagNames : null,
                            RowShape.TIME)
                    .writeTo(all);
        }
        return all;
    }

    private String table(boolean tagged) {
        if (settings.table != null) {
            return settings.names.subtable(settings.table.render(this::variable));
        }
        if (!tagged) {
            return settings.names.untagged(measurement);
        }
        List<String> parts = new ArrayList<>(List.of(measurement));
        new TreeMap<>(tags).forEach((name, value) -> {
            if (!value.isEmpty()) {
                parts.add(name);
                parts.add(value);
            }
        });
        String key = SeriesKey.of(tags);
        return settings.names.subtable(parts, key.isEmpty() ? measurement + "," : measurement + "," + key);
    }

    private @Nullable String tag(String name) {
        String value = tags.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private @Nullable Object variable(String name) {
        String tag = tag(name);
        return tag == null ? name(name) : tag;
    }

    private @Nullable Object name(String name) {
        Map<String, String> names = new HashMap<>();
        names.put("bucket", settings.bucket);
        names.put("measurement", measurement);
        return names.get(name);
    }
}
