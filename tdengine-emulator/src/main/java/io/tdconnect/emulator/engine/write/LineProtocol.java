// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** InfluxDB's line protocol with TDengine's type suffixes. */
final class LineProtocol {
    private static final int INVALID = 0x21f;
    private static final int MAX_NAME = 64;

    private final String precision;
    private String line = "";
    private int position;

    LineProtocol(String precision) {
        this.precision = precision;
    }

    List<Point> points(String data) throws TdengineException {
        List<Point> points = new ArrayList<>();
        if (data.isBlank()) {
            throw new TdengineException(Point.FORMAT, "line num is invalid");
        }
        for (String text : data.stripTrailing().split("\n", -1)) {
            if (!text.startsWith("#")) {
                points.add(point(text.strip()));
            }
        }
        return points;
    }

    private Point point(String text) throws TdengineException {
        line = text;
        position = 0;
        String measurement = until(", ");
        if (measurement.isEmpty()) {
            throw line.isEmpty()
                    ? new TdengineException(0x20a, "SML line measure is empty or too large than 192")
                    : new TdengineException(Point.FORMAT, "Invalid data format");
        }
        Map<String, Point.Value> tags = new LinkedHashMap<>();
        while (accept(',')) {
            if (at(position) == ',') {
                throw new TdengineException(Point.FORMAT, "invalid data:" + rest());
            }
            String name = name();
            String value = until(", ");
            if (value.isEmpty()) {
                throw new TdengineException(Point.FORMAT, "invalid value:" + rest());
            }
            put(tags, name, Point.Value.nchar(value));
        }
        skipBlanks();
        if (position == line.length()) {
            throw new TdengineException(Point.FORMAT, "SML line cols is empty");
        }
        Map<String, Point.Value> fields = new LinkedHashMap<>();
        do {
            String name = name();
            put(fields, name, value());
        } while (accept(','));
        return new Point(measurement, tags, fields, time());
    }

    private void put(Map<String, Point.Value> values, String name, Point.Value value) throws TdengineException {
        if (values.put(name, value) != null) {
            throw Failures.duplicateColumn();
        }
    }

    private BigInteger time() throws TdengineException {
        skipBlanks();
        String text = line.substring(position).strip();
        if (text.isEmpty()) {
            return Point.now();
        }
        try {
            return Point.nanos(Long.parseLong(text), precision);
        } catch (NumberFormatException e) {
            throw new TdengineException(Point.TIME, "SML line invalid timestamp:" + text);
        }
    }

    private String name() throws TdengineException {
        int start = position;
        String name = until(",= ");
        if (name.isEmpty() || name.length() > MAX_NAME || !accept('=')) {
            throw new TdengineException(
                    INVALID, "SML line invalid key or key is too long than 64:" + line.substring(start));
        }
        return name;
    }

    private Point.Value value() throws TdengineException {
        int start = position;
        if (at(position) == '"') {
            return Point.Value.varchar(quoted());
        }
        if ((at(position) == 'L' || at(position) == 'l') && at(position + 1) == '"') {
            position++;
            return Point.Value.nchar(quoted());
        }
        String text = until(", ");
        try {
            return TypedText.value(text);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new TdengineException(Point.NUMBER, "invalid data:" + line.substring(start));
        }
    }

    private String quoted() throws TdengineException {
        int start = position++;
        StringBuilder text = new StringBuilder();
        while (position < line.length()) {
            char c = line.charAt(position++);
            if (c == '"') {
                return text.toString();
            }
            boolean escape = c == '\\' && (at(position) == '"' || at(position) == '\\');
            text.append(escape ? line.charAt(position++) : c);
        }
        throw new TdengineException(Point.FORMAT, "SML line unbalanced quotes:" + line.substring(start));
    }

    private String until(String ends) {
        StringBuilder text = new StringBuilder();
        while (position < line.length() && ends.indexOf(line.charAt(position)) < 0) {
            char c = line.charAt(position++);
            boolean escape = c == '\\' && position < line.length() && ",= ".indexOf(line.charAt(position)) >= 0;
            text.append(escape ? line.charAt(position++) : c);
        }
        return text.toString();
    }

    private boolean accept(char c) {
        if (at(position) != c) {
            return false;
        }
        position++;
        return true;
    }

    private void skipBlanks() {
        while (at(position) == ' ') {
            position++;
        }
    }

    private String rest() {
        return line.substring(position);
    }

    private char at(int index) {
        return index < line.length() ? line.charAt(index) : '\0';
    }

    /** Numbers and booleans with TDengine's suffixes. */
    static final class TypedText {
        private static final Map<String, ColumnType> SUFFIXES = new LinkedHashMap<>();

        static {
            SUFFIXES.put("f64", ColumnType.DOUBLE);
            SUFFIXES.put("f32", ColumnType.FLOAT);
            SUFFIXES.put("i16", ColumnType.SMALLINT);
            SUFFIXES.put("i32", ColumnType.INT);
            SUFFIXES.put("i64", ColumnType.BIGINT);
            SUFFIXES.put("u16", ColumnType.USMALLINT);
            SUFFIXES.put("u32", ColumnType.UINT);
            SUFFIXES.put("u64", ColumnType.UBIGINT);
            SUFFIXES.put("i8", ColumnType.TINYINT);
            SUFFIXES.put("u8", ColumnType.UTINYINT);
            SUFFIXES.put("i", ColumnType.BIGINT);
            SUFFIXES.put("u", ColumnType.UBIGINT);
        }

        private TypedText() {}

        static Point.Value value(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            switch (lower) {
                case "t", "true" -> {
                    return Point.Value.bool(true);
                }
                case "f", "false" -> {
                    return Point.Value.bool(false);
                }
                default -> {}
            }
            for (Map.Entry<String, ColumnType> suffix : SUFFIXES.entrySet()) {
                if (lower.endsWith(suffix.getKey())) {
                    String digits =
                            text.substring(0, text.length() - suffix.getKey().length());
                    return Point.Value.number(digits, suffix.getValue());
                }
            }
            return Point.Value.number(text, ColumnType.DOUBLE);
        }
    }
}
