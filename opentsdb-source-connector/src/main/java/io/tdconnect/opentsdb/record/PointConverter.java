// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb.record;

import io.tdconnect.common.record.NamePolicy;
import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.record.SchemalessName;
import io.tdconnect.common.source.RecordSizeLimit;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.window.PointRecords;
import io.tdconnect.common.window.SeriesTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Converts the points of a metric to records; the result depends only on the points and the configuration. */
public final class PointConverter implements PointRecords {
    private static final Logger log = LoggerFactory.getLogger(PointConverter.class);
    private static final long NANOS_PER_MILLI = 1_000_000L;
    /** Whole numbers up to here are the same as a DOUBLE. */
    private static final long LARGEST_EXACT = 1L << 53;

    /** Bytes of a record without its points, of the schema of a field, and of a field of a point without its text. */
    private static final int RECORD = 2_048;

    private static final int SCHEMA_OF_FIELD = 100;
    private static final int FIELD = 40;

    private final RecordOptions options;
    private final String metric;
    private final String stable;
    private MetricSchema shape;
    private Map<String, String> tags = Map.of();
    private @Nullable String[] tagValues = {};
    private SeriesTarget target;
    private long beside;
    private long sizeOfPoint;
    private boolean warnedOfNumbers;
    private boolean warnedOfDigits;

    /**
     * A converter of one metric.
     *
     * @param partition source partition of the records
     */
    public PointConverter(RecordOptions options, String metric, Map<String, ?> partition) {
        this.options = options;
        this.metric = metric;
        String topic = NamePolicy.topic(options.topic().render(name -> name.equals("metric") ? metric : null));
        target = new SeriesTarget(partition, topic, "", new ConnectHeaders(), options.routing());
        stable = options.stable(metric);
        shape = MetricSchema.of(metric, List.of(), options.valueType(), options.names());
    }

    @Override
    public void check(@Nullable Object[] row) {
        // The reader of answers passes numbers only.
    }

    @Override
    public void startSeries(Map<String, String> newTags) {
        if (!shape.tags().containsAll(newTags.keySet())) {
            TreeSet<String> all = new TreeSet<>(shape.tags());
            all.addAll(newTags.keySet());
            shape = MetricSchema.of(metric, all, options.valueType(), options.names());
        }
        tags = newTags;
        tagValues = shape.tags().stream().map(newTags::get).toArray(String[]::new);
        String table = table();
        target = target.of(table, headers(table));
        beside = RECORD;
        sizeOfPoint = 0;
        for (Field field : shape.schema().fields()) {
            beside += SCHEMA_OF_FIELD + field.name().length();
            sizeOfPoint += FIELD + field.name().length();
        }
        for (String value : tagValues) {
            sizeOfPoint += value == null ? 0 : RecordSizeLimit.size(value);
        }
        if (beside + sizeOfPoint > options.limit().bytes()) {
            throw new ConnectException("Expected points that a record of " + RecordSizeLimit.OPTION + "="
                    + options.limit().bytes() + " bytes can hold, found one of about " + (beside + sizeOfPoint)
                    + " in table " + target.table() + "; raise it together with the producer's max.request.size");
        }
    }

    @Override
    public @Nullable Object value(long time, @Nullable Object[] row) {
        Object value = row[0] instanceof Number number ? converted(time, number) : null;
        if (value == null) {
            return null;
        }
        Struct struct = new Struct(shape.schema());
        struct.put(shape.time(), time / NANOS_PER_MILLI);
        struct.put(shape.value(), value);
        for (int i = 0; i < tagValues.length; i++) {
            struct.put(shape.tagFields().get(i), tagValues[i]);
        }
        return struct;
    }

    @Override
    public long size(long time, Object value) {
        return sizeOfPoint;
    }

    @Override
    public boolean fits(long bytesOfOthers, long bytes) {
        return beside + bytesOfOthers + bytes <= options.limit().bytes();
    }

    @Override
    public int pointsPerRecord() {
        return options.pointsPerRecord();
    }

    @Override
    public SourceRecord record(long time, List<Object> values, Map<String, ?> offset) {
        boolean list = options.pointsPerRecord() > 1;
        return target.record(
                time, offset, list ? shape.listSchema() : shape.schema(), list ? List.copyOf(values) : values.get(0));
    }

    /** The value in the type of its field; null to leave the point out. */
    private @Nullable Object converted(long time, Number number) {
        if (options.valueType() == RecordOptions.ValueType.BIGINT) {
            return whole(time, number);
        }
        if (number instanceof Long whole) {
            if (!warnedOfDigits && (whole > LARGEST_EXACT || whole < -LARGEST_EXACT)) {
                warnedOfDigits = true;
                log.warn(
                        "Metric {} has whole numbers of more than 53 bits, which lose their last digits as DOUBLE: {}=bigint"
                                + " keeps them",
                        metric,
                        RecordOptions.VALUE_TYPE);
            }
            return whole.doubleValue();
        }
        if (Double.isFinite(number.doubleValue())) {
            return number;
        }
        if (!warnedOfNumbers) {
            warnedOfNumbers = true;
            log.warn("Metric {} has points that are no number, which are left out", metric);
        }
        return null;
    }

    private Long whole(long time, Number number) {
        if (number instanceof Long whole) {
            return whole;
        }
        double real = number.doubleValue();
        if (real != Math.rint(real) || Math.abs(real) > LARGEST_EXACT) {
            throw new ConnectException("Expected whole numbers, as " + RecordOptions.VALUE_TYPE
                    + "=bigint says, found another one in metric " + metric + " at "
                    + new Timestamp(time, Precision.NS).instant() + "; " + RecordOptions.VALUE_TYPE
                    + "=double takes all numbers");
        }
        return (long) real;
    }

    private String table() {
        if (options.routing().table() != null) {
            return options.names().subtable(options.routing().table().render(this::variable));
        }
        TreeMap<String, String> sorted = new TreeMap<>(tags);
        return SchemalessName.subtable(
                metric,
                List.copyOf(sorted.keySet()),
                sorted.values().stream()
                        .map(value -> value.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    private @Nullable String variable(String name) {
        String tag = tags.get(name);
        return tag == null && name.equals("metric") ? metric : tag;
    }

    private ConnectHeaders headers(String table) {
        ConnectHeaders all = new ConnectHeaders();
        if (options.routing().mode() != RoutingMode.NONE) {
            new Routing(null, stable, table, shape.tagNames(), SchemalessName.TIME).writeTo(all);
        }
        return all;
    }
}
