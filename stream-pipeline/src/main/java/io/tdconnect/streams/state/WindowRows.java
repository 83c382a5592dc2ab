// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.state;

import io.tdconnect.common.time.IsoText;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.streams.config.WindowColumn;
import io.tdconnect.streams.row.OutputRow;
import io.tdconnect.streams.row.RoutedRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Creates the row of a window: timestamp, columns and tags; not for use by several threads. */
final class WindowRows {
    private static final long LARGEST_SECONDS = 10_000_000_000L;

    private final List<WindowColumn> columns;
    private @Nullable Schema lastRow;
    private @Nullable Schema lastWindow;
    private Set<String> lastTags = Set.of();

    WindowRows(List<WindowColumn> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * The row of a window.
     *
     * @param start of the window, ms since 1970
     * @param newest row in it, which supplies the tags
     */
    StateRow of(long start, Window window, StateRow newest) {
        Object value = newest.value() instanceof Struct struct
                ? struct(start, window, newest, struct)
                : map(start, window, newest, (Map<?, ?>) newest.value());
        OutputRow row = newest.routed().row();
        Schema schema = value instanceof Struct struct ? struct.schema() : null;
        return new StateRow(
                newest.key(),
                new RoutedRow(
                        new OutputRow(row.topic(), row.key(), schema, value),
                        newest.routed().headers(),
                        newest.routed().origin()),
                newest.messageTime(),
                newest.timestampField(),
                Instant.ofEpochMilli(start));
    }

    private Struct struct(long start, Window window, StateRow newest, Struct row) {
        Schema schema = schema(row.schema(), newest);
        Struct result = new Struct(schema);
        String time = newest.timestampField();
        result.put(time, time(start, row.get(time), row.schema().field(time).schema()));
        for (WindowColumn column : columns) {
            Field field = schema.field(column.name());
            Object value = window.field(column.field()).result(column.function());
            if (field != null && value != null) {
                result.put(field, typed(value, field.schema()));
            }
        }
        for (String tag : newest.tags()) {
            if (schema.field(tag) != null) {
                result.put(tag, row.get(tag));
            }
        }
        return result;
    }

    private Map<String, @Nullable Object> map(long start, Window window, StateRow newest, Map<?, ?> row) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        String time = newest.timestampField();
        result.put(time, time(start, Objects.requireNonNull(row.get(time), time), null));
        columns.forEach(
                column -> result.put(column.name(), window.field(column.field()).result(column.function())));
        newest.tags().stream().filter(row::containsKey).forEach(tag -> result.put(tag, row.get(tag)));
        return result;
    }

    @SuppressWarnings("ReferenceEquality") // Equal schemas are mostly the same, and building one more is harmless.
    private Schema schema(Schema row, StateRow newest) {
        Schema known = lastWindow;
        Set<String> tags = newest.tags();
        if (known != null && row == lastRow && tags.equals(lastTags)) {
            return known;
        }
        SchemaBuilder schema = SchemaBuilder.struct();
        String time = newest.timestampField();
        schema.field(time, row.field(time).schema());
        for (WindowColumn column : columns) {
            Field field = row.field(column.field());
            switch (column.function()) {
                case AVG, SUM -> schema.field(column.name(), Schema.OPTIONAL_FLOAT64_SCHEMA);
                case COUNT -> schema.field(column.name(), Schema.OPTIONAL_INT64_SCHEMA);
                default -> {
                    if (field != null) {
                        schema.field(column.name(), field.schema());
                    }
                }
            }
        }
        row.fields().stream()
                .filter(field -> tags.contains(field.name()))
                .forEach(field -> schema.field(field.name(), field.schema()));
        Schema built = schema.build();
        lastRow = row;
        lastTags = tags;
        lastWindow = built;
        return built;
    }

    /** A number from a store in the type of its field. */
    private static Object typed(Object value, Schema schema) {
        if (!(value instanceof Number number)) {
            return value;
        }
        return switch (schema.type()) {
            case INT8 -> number.byteValue();
            case INT16 -> number.shortValue();
            case INT32 -> number.intValue();
            case INT64 -> number.longValue();
            case FLOAT32 -> number.floatValue();
            case FLOAT64 -> number.doubleValue();
            default -> Decimal.LOGICAL_NAME.equals(schema.name()) ? new BigDecimal(value.toString()) : value;
        };
    }

    /** The start of a window, in the form of the timestamps of rows. */
    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    private static Object time(long start, Object original, @Nullable Schema schema) {
        if (original instanceof String) {
            return IsoText.of(start, Precision.MS);
        }
        if (original instanceof Date) {
            return new Date(start);
        }
        boolean ours = schema != null && Timestamp.SCHEMA_NAME.equals(schema.name());
        if (!ours && Math.abs(((Number) original).longValue()) < LARGEST_SECONDS) {
            return start / 1000;
        }
        Precision precision = Timestamp.of(original, schema, TimestampUnit.AUTO).precision();
        return start * (precision.perSecond() / Precision.MS.perSecond());
    }
}
