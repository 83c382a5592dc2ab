// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Writes values of records as JSON: times as ISO-8601, bytes as Base64, what JSON has no number for as null. */
final class JsonText {
    private final StringBuilder json = new StringBuilder();

    private JsonText() {}

    static String of(@Nullable Object value) {
        JsonText text = new JsonText();
        text.append(value);
        return text.json.toString();
    }

    private void append(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Struct struct) {
            object(struct);
        } else if (value instanceof Collection<?> list) {
            array(list);
        } else if (value instanceof byte[] bytes) {
            quoted(Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            append(copy);
        } else if (value instanceof Date date) {
            quoted(date.toInstant().toString());
        } else if (value instanceof BigDecimal decimal) {
            json.append(decimal.toPlainString());
        } else if (value == null || value instanceof Boolean || isFinite(value)) {
            json.append(value);
        } else if (value instanceof Number) {
            json.append("null");
        } else {
            quoted(value.toString());
        }
    }

    private static boolean isFinite(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue());
    }

    private void object(Map<?, ?> map) {
        json.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.append(separator);
            quoted(String.valueOf(entry.getKey()));
            json.append(':');
            append(entry.getValue());
            separator = ",";
        }
        json.append('}');
    }

    private void object(Struct struct) {
        json.append('{');
        String separator = "";
        for (Field field : struct.schema().fields()) {
            json.append(separator);
            quoted(field.name());
            json.append(':');
            append(struct.get(field));
            separator = ",";
        }
        json.append('}');
    }

    private void array(Collection<?> list) {
        json.append('[');
        for (Iterator<?> elements = list.iterator(); elements.hasNext(); ) {
            append(elements.next());
            json.append(elements.hasNext() ? "," : "");
        }
        json.append(']');
    }

    private void quoted(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
