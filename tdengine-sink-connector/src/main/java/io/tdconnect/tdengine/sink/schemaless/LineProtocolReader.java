// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.common.time.Timestamp;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.config.TextOptions.TextPrecision;
import io.tdconnect.tdengine.sink.fault.MalformedTextException;
import io.tdconnect.tdengine.sink.schemaless.SeriesCache.Series;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads lines of InfluxDB's line protocol, with TDengine's types: {@code measurement,tag=value field=value,… time}.
 *
 * <p>As in TDengine's own reader, a backslash escapes a comma, space, equals sign or backslash in names and tags, and a
 * quote or backslash in quoted text; tags are NCHAR whatever they look like; a number without a suffix is a DOUBLE.
 * Unlike there, text after the time is refused unless it is a comment, times before 1970 are read, and quoted text may
 * contain line breaks, as in InfluxDB.
 */
final class LineProtocolReader implements PointReader {
    private static final String ESCAPABLE_IN_MEASUREMENT = ", \\";
    private static final String ESCAPABLE = ", =\\";
    private static final int MAX_TAG_BYTES = 16_379;

    private final TextPrecision precision;
    private final TextValue value = new TextValue();

    LineProtocolReader(TextPrecision precision) {
        this.precision = precision;
    }

    @Override
    public boolean isComment(char first) {
        return first == '#';
    }

    @Override
    public void readPoint(TextCursor cursor, SeriesCache cache, Point point) throws MalformedTextException {
        cursor.skipSpaces();
        point.start(series(cursor, cache));
        cursor.skipSpaces();
        readFields(cursor, point);
        if (point.isEmpty()) {
            throw new MalformedTextException("expected fields after measurement and tags, found none", cursor.position);
        }
        cursor.skipSpaces();
        if (!isComment(cursor.peek())) {
            readTime(cursor, point);
            cursor.skipSpaces();
        }
        if (!cursor.isAtLineEnd() && !isComment(cursor.peek())) {
            throw new MalformedTextException("expected the end of the line after the time", cursor.position);
        }
    }

    private Series series(TextCursor cursor, SeriesCache cache) throws MalformedTextException {
        char[] text = cursor.text;
        int start = cursor.position;
        long multiplier = cache.multiplier();
        long hash = 0;
        int end = start;
        while (end < cursor.limit) {
            char c = text[end];
            if (c == '\n' || (c == ' ' && !cursor.isEscaped(end, start))) {
                break;
            }
            hash = hash * multiplier + c;
            end++;
        }
        Series known = cache.find(text, start, end, hash);
        if (known == null) {
            known = newSeries(cursor, end, cache);
            cache.put(text, start, end, hash, known);
        }
        cursor.position = end;
        return known;
    }

    private static Series newSeries(TextCursor cursor, int end, SeriesCache cache) throws MalformedTextException {
        int start = cursor.position;
        int position = token(cursor, start, end, ",");
        if (position == start) {
            throw new MalformedTextException("expected a measurement, found none", start);
        }
        String measurement = cursor.string(start, position);
        String stable = cursor.unescaped(start, position, ESCAPABLE_IN_MEASUREMENT);
        List<String> names = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        while (position + 1 < end) {
            int nameStart = position + 1;
            int equals = token(cursor, nameStart, end, ",=");
            if (equals >= end || cursor.text[equals] != '=') {
                throw new MalformedTextException("expected tag=value, found a tag without a value", nameStart);
            }
            position = token(cursor, equals + 1, end, ",=");
            String value = cursor.unescaped(equals + 1, position, ESCAPABLE);
            if (value.isEmpty() || (position < end && cursor.text[position] == '=')) {
                throw new MalformedTextException(
                        "expected the value of a tag, with a backslash before each comma, space and equals sign in it",
                        equals + 1);
            }
            if (value.length() * 3L > MAX_TAG_BYTES && value.getBytes(StandardCharsets.UTF_8).length > MAX_TAG_BYTES) {
                throw new MalformedTextException(
                        "expected the value of a tag of at most " + MAX_TAG_BYTES + " bytes", equals + 1);
            }
            names.add(cursor.unescaped(nameStart, equals, ESCAPABLE));
            values.add(value);
        }
        List<ColumnType> types = Collections.nCopies(names.size(), ColumnType.NCHAR);
        return cache.create(measurement, stable, names, types, values.toArray());
    }

    /** The end of the token that starts here: at an unescaped character of {@code ends}, or at the limit. */
    private static int token(TextCursor cursor, int start, int limit, String ends) {
        int position = start;
        while (position < limit && (ends.indexOf(cursor.text[position]) < 0 || cursor.isEscaped(position, start))) {
            position++;
        }
        return position;
    }

    private void readFields(TextCursor cursor, Point point) throws MalformedTextException {
        while (!cursor.isAtLineEnd() && cursor.peek() != ' ') {
            String expected = point.expectedName();
            String name = expected != null && cursor.accept(expected, '=') ? expected : name(cursor);
            if (cursor.isAtLineEnd()) {
                throw new MalformedTextException(
                        "expected the value of field " + name + ", found none", cursor.position);
            }
            value.readValue(cursor);
            point.addField(name, value.type, value.value);
            if (cursor.peek() != ',') {
                return;
            }
            cursor.position++;
        }
    }

    private static String name(TextCursor cursor) throws MalformedTextException {
        int start = cursor.position;
        int position = start;
        while (position < cursor.limit) {
            char c = cursor.text[position];
            boolean ends = c == '=' || c == ',' || c == ' ';
            if (c == '\n' || (ends && !cursor.isEscaped(position, start))) {
                break;
            }
            position++;
        }
        if (position == start || position >= cursor.limit || cursor.text[position] != '=') {
            throw new MalformedTextException("expected name=value, found a field without a value", start);
        }
        cursor.position = position + 1;
        return cursor.unescaped(start, position, ESCAPABLE);
    }

    private void readTime(TextCursor cursor, Point point) throws MalformedTextException {
        int start = cursor.position;
        long number = TextTime.readNumber(cursor);
        int length = cursor.position - start;
        boolean isNow = length == 0 || (length == 1 && number == 0);
        Timestamp time = isNow ? null : TextTime.ofLine(precision, number, start);
        point.time = time;
    }
}
