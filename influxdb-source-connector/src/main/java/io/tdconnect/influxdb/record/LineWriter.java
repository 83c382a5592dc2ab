// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.record;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes points as line protocol, the text format that InfluxDB accepts. */
public final class LineWriter {
    private LineWriter() {}

    /** Measurement and tags, escaped: the start of all lines of a series. */
    public static String series(String measurement, Map<String, String> tags) {
        StringBuilder text = new StringBuilder(64);
        escapeName(measurement, ", ", text);
        new TreeMap<>(tags).forEach((tag, value) -> {
            if (!value.isEmpty()) {
                text.append(',');
                escapeName(tag, ",= ", text);
                text.append('=');
                escapeName(value, ",= ", text);
            }
        });
        return text.toString();
    }

    /** The line of a point; null if it has no field. */
    static @Nullable String line(String series, PointSchema shape, long time, @Nullable Object[] row) {
        StringBuilder text = new StringBuilder(series.length() + 64).append(series);
        char separator = ' ';
        for (OutputField field : shape.fields().outputs()) {
            Object value = field.value(row);
            if (value != null) {
                text.append(separator);
                escapeName(field.name(), ",= ", text);
                text.append('=');
                append(value, text);
                separator = ',';
            }
        }
        if (separator == ' ') {
            return null;
        }
        // TDengine takes a single 0 for the current time.
        return text.append(' ').append(time == 0 ? "00" : String.valueOf(time)).toString();
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

    /**
     * Escapes names and values of tags. A backslash is doubled before another backslash, an escaped character or the end,
     * because TDengine would read it as an escape there. InfluxDB has no escape for a backslash.
     */
    private static void escapeName(String text, String special, StringBuilder target) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean last = i + 1 == text.length();
            boolean ambiguous =
                    c == '\\' && (last || text.charAt(i + 1) == '\\' || special.indexOf(text.charAt(i + 1)) >= 0);
            if (ambiguous || special.indexOf(c) >= 0) {
                target.append('\\');
            }
            target.append(c);
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
