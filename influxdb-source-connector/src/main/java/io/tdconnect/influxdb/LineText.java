// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes points as line protocol, the text format that InfluxDB itself accepts. */
final class LineText {
    private LineText() {}

    /** Measurement and tags, escaped: what all lines of a series begin with. */
    static String series(String measurement, Map<String, String> tags) {
        StringBuilder text = new StringBuilder(64);
        escape(measurement, ", ", text);
        new TreeMap<>(tags).forEach((tag, value) -> {
            if (!value.isEmpty()) {
                text.append(',');
                escape(tag, ",= ", text);
                text.append('=');
                escape(value, ",= ", text);
            }
        });
        return text.toString();
    }

    /** The line of a point; null if it has no field. */
    static @Nullable String line(String series, RowShape shape, long time, @Nullable Object[] row) {
        StringBuilder text = new StringBuilder(series.length() + 64).append(series);
        char separator = ' ';
        for (OutputField field : shape.fields().outputs()) {
            Object value = field.value(row);
            if (value != null) {
                text.append(separator);
                escape(field.name(), ",= ", text);
                text.append('=');
                append(value, text);
                separator = ',';
            }
        }
        return separator == ' ' ? null : text.append(' ').append(time).toString();
    }

    private static void append(Object value, StringBuilder target) {
        if (value instanceof String text) {
            target.append('"');
            escape(text, "\"\\", target);
            target.append('"');
        } else if (value instanceof Long) {
            target.append(value).append('i');
        } else if (value instanceof BigDecimal) {
            target.append(value).append('u');
        } else {
            target.append(value);
        }
    }

    private static void escape(String text, String special, StringBuilder target) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (special.indexOf(c) >= 0) {
                target.append('\\');
            }
            target.append(c);
        }
    }
}
