// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import io.tdconnect.common.type.PlainDecimal;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A field of a row.
 *
 * @param type Connect's type, or the class of a value without schema
 * @param value plain: text, number, boolean, list, map or null
 */
record FieldValue(String name, String type, @Nullable Object value) {
    /** The fields of the rows in a value; another value counts as one field without a name. */
    static List<List<FieldValue>> rows(@Nullable Object value, @Nullable Schema schema) {
        if (value instanceof List<?> list) {
            List<List<FieldValue>> rows = new ArrayList<>();
            list.forEach(row -> rows.add(row(row, null)));
            return rows;
        }
        return List.of(row(value, schema));
    }

    private static List<FieldValue> row(@Nullable Object row, @Nullable Schema schema) {
        List<FieldValue> fields = new ArrayList<>();
        if (row instanceof Struct struct) {
            for (Field field : struct.schema().fields()) {
                Object value = struct.get(field);
                fields.add(new FieldValue(field.name(), type(field.schema(), value), plain(value)));
            }
        } else if (row instanceof Map<?, ?> map) {
            map.forEach(
                    (name, value) -> fields.add(new FieldValue(String.valueOf(name), type(null, value), plain(value))));
        } else {
            fields.add(new FieldValue("", type(schema, row), plain(row)));
        }
        return fields;
    }

    /** A value in a form that JSON can represent. */
    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Struct struct) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            struct.schema().fields().forEach(field -> map.put(field.name(), plain(struct.get(field))));
            return map;
        }
        if (value instanceof Map<?, ?> fields) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            fields.forEach((name, inner) -> map.put(String.valueOf(name), plain(inner)));
            return map;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            list.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        if (value instanceof byte[] bytes) {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return plain(bytes);
        }
        if (value instanceof Date date) {
            return date.toInstant().toString();
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    /** A plain value as text, decimals without an exponent. */
    static String text(@Nullable Object plain) {
        return plain instanceof BigDecimal number ? PlainDecimal.text(number) : String.valueOf(plain);
    }

    private static String type(@Nullable Schema schema, @Nullable Object value) {
        if (schema == null) {
            return value == null ? "" : value.getClass().getSimpleName();
        }
        String name = schema.name();
        String unit = schema.parameters() == null ? null : schema.parameters().get("unit");
        return name == null
                ? schema.type().getName().toUpperCase(Locale.ROOT)
                : name.substring(name.lastIndexOf('.') + 1) + (unit == null ? "" : "(" + unit + ")");
    }
}
