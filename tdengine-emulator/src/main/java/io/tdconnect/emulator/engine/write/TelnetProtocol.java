// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import io.tdconnect.emulator.engine.value.TdengineException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** OpenTSDB's telnet protocol: `metric time value tag=value …`. */
final class TelnetProtocol {
    static final String VALUE = "_value";

    private static final int DIGITS_OF_SECONDS = 10;

    private TelnetProtocol() {}

    static List<Point> points(String data) throws TdengineException {
        List<Point> points = new ArrayList<>();
        for (String line : data.split("\n", -1)) {
            if (!line.isBlank()) {
                points.add(point(line.strip()));
            }
        }
        return points;
    }

    private static Point point(String line) throws TdengineException {
        String[] words = line.split(" +", -1);
        if (words.length < 4) {
            throw new TdengineException(Point.NUMBER, "SML telnet invalid value:");
        }
        Map<String, Point.Value> tags = new LinkedHashMap<>();
        for (int i = 3; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals <= 0 || equals == words[i].length() - 1) {
                throw new TdengineException(Point.FORMAT, "SML telnet invalid tag:" + words[i]);
            }
            tags.put(words[i].substring(0, equals), Point.Value.nchar(words[i].substring(equals + 1)));
        }
        return new Point(words[0], tags, Map.of(VALUE, value(words[2])), time(words[1]));
    }

    private static Point.Value value(String text) throws TdengineException {
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            return Point.Value.varchar(text.substring(1, text.length() - 1));
        }
        try {
            return LineProtocol.TypedText.value(text);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new TdengineException(Point.NUMBER, "SML telnet invalid value:" + text);
        }
    }

    /** Ten digits are seconds, thirteen are milliseconds. */
    static BigInteger time(String text) throws TdengineException {
        try {
            long value = Long.parseLong(text);
            return value == 0 ? Point.now() : Point.nanos(value, text.length() <= DIGITS_OF_SECONDS ? "s" : "ms");
        } catch (NumberFormatException e) {
            throw new TdengineException(Point.TIME, "SML telnet parse timestamp failed:" + text);
        }
    }
}
