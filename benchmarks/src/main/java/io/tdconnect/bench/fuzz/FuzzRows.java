// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/** Connect values as converters create them from the data of producers. */
final class FuzzRows {
    private static final List<String> COLUMNS = List.of("id", "ts", "s", "v", "data", "voltage");
    private static final List<String> HEADERS =
            List.of("td.database", "td.stable", "td.table", "td.tags", "td.timestamp", "td.metadata", "other");
    private static final int DEEPEST = 990;

    private FuzzRows() {}

    /** A row without schema, with values of every kind. */
    static Map<String, Object> map(FuzzInputs in) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (String name : COLUMNS) {
            Object value = name.equals("ts") && in.below(3) > 0 ? time(in) : value(in, 2);
            if (in.below(6) > 0) {
                row.put(name, value);
            }
        }
        for (int i = in.count(2, 20); i > 0; i--) {
            row.put(in.name() + i, value(in, 1));
        }
        return in.oneIn(500) ? Map.of("ts", 1, "id", deep(in)) : row;
    }

    /** A value without schema, possibly null. */
    static @Nullable Object value(FuzzInputs in, int depth) {
        return switch (in.below(depth > 0 ? 16 : 13)) {
            case 0 -> in.random().nextLong();
            case 1 -> in.below(5);
            case 2 -> in.random().nextDouble() * 1000;
            case 3 -> in.<Object>one(Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, Long.MIN_VALUE);
            case 4 -> in.<Object>one(in.random().nextFloat(), (byte) -1, (short) 300, Float.NaN);
            case 5 -> decimal(in);
            case 6 -> in.oneIn(2);
            case 7 -> in.bytes(64);
            case 8 -> ByteBuffer.wrap(in.bytes(8));
            case 9 -> Date.from(Instant.ofEpochMilli(in.random().nextLong() >> 10));
            case 10 -> null;
            case 13 -> list(in, depth);
            case 14, 15 -> nested(in, depth);
            default -> in.text();
        };
    }

    /** A decimal, often with an extreme scale. */
    static BigDecimal decimal(FuzzInputs in) {
        BigInteger digits = new BigInteger(in.oneIn(4) ? in.count(2_000, 1) : 64, in.random());
        int scale =
                in.below(3) > 0 ? in.below(12) : in.one(999_999_999, -999_999_999, Integer.MAX_VALUE, 400, -400, -20);
        return new BigDecimal(digits, scale);
    }

    private static List<Object> list(FuzzInputs in, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = in.count(4, 16); i > 0; i--) {
            list.add(value(in, depth - 1));
        }
        return list;
    }

    private static Map<String, Object> nested(FuzzInputs in, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = in.count(3, 24); i > 0; i--) {
            map.put(in.name() + i, value(in, depth - 1));
        }
        return map;
    }

    /** Nested maps, as deep as the worker's converter accepts. */
    private static Object deep(FuzzInputs in) {
        String name = in.one("a", "long name ").repeat(1 + in.below(100));
        Object value = in.one(1L, "x", true);
        for (int i = in.below(DEEPEST); i > 0; i--) {
            value = in.oneIn(50) ? List.of(value) : Map.of(name, value);
        }
        return value;
    }

    private static Object time(FuzzInputs in) {
        return in.<Object>one(
                1_700_000_000_123L,
                "2024-02-01T10:00:00.123456789Z",
                0L,
                in.random().nextLong(),
                in.text());
    }

    /** A row, or another value, with its schema. */
    static SchemaAndValue struct(FuzzInputs in) {
        return structure(in, 2);
    }

    private static SchemaAndValue structure(FuzzInputs in, int depth) {
        SchemaBuilder builder = SchemaBuilder.struct().optional();
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(COLUMNS.subList(0, in.below(COLUMNS.size()) + 1));
        for (int i = in.count(2, 30); i > 0; i--) {
            names.add(in.name() + i);
        }
        for (String name : names) {
            SchemaAndValue field = field(in, depth);
            builder.field(name, field.schema());
            values.put(name, field.value());
        }
        Schema schema = builder.build();
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            struct.put(field, values.get(field.name()));
        }
        return new SchemaAndValue(schema, struct);
    }

    private static SchemaAndValue field(FuzzInputs in, int depth) {
        return switch (in.below(depth > 0 ? 12 : 10)) {
            case 0 ->
                new SchemaAndValue(Schema.OPTIONAL_INT64_SCHEMA, in.random().nextLong());
            case 1 ->
                new SchemaAndValue(Schema.OPTIONAL_FLOAT32_SCHEMA, in.random().nextFloat());
            case 2 -> new SchemaAndValue(Schema.OPTIONAL_BOOLEAN_SCHEMA, in.oneIn(3) ? null : in.oneIn(2));
            case 3 -> new SchemaAndValue(Schema.OPTIONAL_BYTES_SCHEMA, in.bytes(64));
            case 4 -> {
                BigDecimal decimal = decimal(in);
                yield new SchemaAndValue(
                        Decimal.builder(decimal.scale()).optional().build(), decimal);
            }
            case 5 ->
                new SchemaAndValue(
                        Timestamp.builder().optional().build(),
                        Date.from(Instant.ofEpochMilli(in.random().nextLong() >> 10)));
            case 6 -> declared(in);
            case 7 -> new SchemaAndValue(Schema.OPTIONAL_INT8_SCHEMA, (byte) in.below(256));
            case 10 -> structure(in, depth - 1);
            case 11 ->
                new SchemaAndValue(
                        SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA)
                                .optional()
                                .build(),
                        List.of(in.text(), in.text()));
            default -> new SchemaAndValue(Schema.OPTIONAL_STRING_SCHEMA, in.text());
        };
    }

    /** With a schema parameter that names a type of TDengine, as the suite's connectors set it. */
    private static SchemaAndValue declared(FuzzInputs in) {
        String type = in.one("VARCHAR(8)", "NCHAR(2147483647)", "DECIMAL(38,10)", "JSON", "BIGINT UNSIGNED", in.text());
        Schema schema =
                SchemaBuilder.string().optional().parameter("td.type", type).build();
        return new SchemaAndValue(schema, in.text());
    }

    /** Headers that decide where a row goes. */
    static void addHeaders(FuzzInputs in, Headers headers) {
        for (int i = in.oneIn(3) ? in.count(4, 30) : 0; i > 0; i--) {
            String name = in.one(HEADERS);
            if (in.oneIn(6)) {
                headers.add(name, value(in, 1), null);
            } else {
                headers.addString(name, in.text());
            }
        }
    }
}
