// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.config.TextOptions.TextPrecision;
import io.tdconnect.tdengine.sink.fault.MalformedTextException;
import io.tdconnect.tdengine.sink.schemaless.SeriesCache.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads lines of OpenTSDB's telnet protocol: {@code metric time value tag=value …}.
 *
 * <p>As in TDengine's own reader, the command {@code put} may precede the metric, parts are separated by spaces, nothing
 * is escaped, at least one tag is required, tags are NCHAR, and the value may have TDengine's types, including quoted
 * text without spaces.
 */
final class TelnetReader implements PointReader {
    private static final String PUT = "put";

    private final TextPrecision precision;
    private final TextValue value = new TextValue();
    private char[] key = new char[256];

    TelnetReader(TextPrecision precision) {
        this.precision = precision;
    }

    @Override
    public boolean isComment(char first) {
        return false;
    }

    @Override
    public void readPoint(TextCursor cursor, SeriesCache cache, Point point) throws MalformedTextException {
        int lineEnd = lineEnd(cursor);
        cursor.skipSpaces();
        skipCommand(cursor, lineEnd);
        int metric = cursor.position;
        int metricEnd = token(cursor, lineEnd);
        cursor.skipSpaces();
        int time = cursor.position;
        long number = TextTime.readNumber(cursor);
        int digits = cursor.position - time;
        if (digits == 0) {
            throw new MalformedTextException("expected metric, time, value and tags, found no time", time);
        }
        cursor.skipSpaces();
        readValue(cursor, lineEnd);
        ColumnType type = value.type;
        cursor.skipSpaces();
        point.start(series(cursor, metric, metricEnd, lineEnd, cache));
        point.addField(SchemalessTable.VALUE, type, value.value);
        point.time = digits == 1 && number == 0 ? null : TextTime.ofOpenTsdb(precision, number, digits, time);
        cursor.position = lineEnd;
    }

    /** Skips the command {@code put} of OpenTSDB clients; a metric with that name is followed by its time. */
    private static void skipCommand(TextCursor cursor, int lineEnd) {
        int start = cursor.position;
        if (cursor.accept(PUT, ' ')) {
            cursor.skipSpaces();
            int metric = cursor.position;
            char first = cursor.peek();
            boolean mayBeTime = first >= '0' && first <= '9';
            if (mayBeTime) {
                token(cursor, lineEnd);
                cursor.skipSpaces();
                token(cursor, lineEnd);
                cursor.skipSpaces();
                int third = cursor.position;
                String tag = cursor.string(third, token(cursor, lineEnd));
                // put 1700000000 1.5 host=a, or put 5 1700000000 1.5 host=a.
                mayBeTime = tag.indexOf('=') >= 0;
            }
            cursor.position = mayBeTime ? start : metric;
        }
    }

    private static int lineEnd(TextCursor cursor) {
        int start = cursor.position;
        while (!cursor.isAtLineEnd()) {
            cursor.position++;
        }
        int end = cursor.position;
        cursor.position = start;
        return end;
    }

    /** Moves to the end of a token, and returns its position. */
    private static int token(TextCursor cursor, int lineEnd) {
        while (cursor.position < lineEnd && cursor.text[cursor.position] != ' ') {
            cursor.position++;
        }
        return cursor.position;
    }

    private void readValue(TextCursor cursor, int lineEnd) throws MalformedTextException {
        int start = cursor.position;
        int end = token(cursor, lineEnd);
        if (start == end) {
            throw new MalformedTextException("expected metric, time, value and tags, found no value", start);
        }
        char first = cursor.text[start];
        int open = first == '"' ? start : start + 1;
        if (open < end && cursor.text[open] == '"' && "\"LlBb".indexOf(first) >= 0) {
            if (end - 1 == open || cursor.text[end - 1] != '"') {
                throw new MalformedTextException("expected a closing quote before the next space", open);
            }
            ColumnType type = switch (first) {
                case '"' -> ColumnType.VARCHAR;
                case 'L', 'l' -> ColumnType.NCHAR;
                default -> ColumnType.VARBINARY;
            };
            value.content(type, cursor.string(open + 1, end - 1), open);
            return;
        }
        cursor.position = start;
        value.readValue(cursor);
        if (cursor.position != end) {
            throw new MalformedTextException("expected a value without a comma", cursor.position);
        }
    }

    private Series series(TextCursor cursor, int metric, int metricEnd, int lineEnd, SeriesCache cache)
            throws MalformedTextException {
        int tags = cursor.position;
        int metricLength = metricEnd - metric;
        int length = metricLength + 1 + lineEnd - tags;
        if (key.length < length) {
            key = new char[length * 2];
        }
        System.arraycopy(cursor.text, metric, key, 0, metricLength);
        key[metricLength] = ' ';
        System.arraycopy(cursor.text, tags, key, metricLength + 1, lineEnd - tags);
        long multiplier = cache.multiplier();
        long hash = 0;
        for (int i = 0; i < length; i++) {
            hash = hash * multiplier + key[i];
        }
        Series known = cache.find(key, 0, length, hash);
        if (known == null) {
            known = newSeries(cursor, cursor.string(metric, metricEnd), lineEnd, cache);
            cache.put(key, 0, length, hash, known);
        }
        return known;
    }

    private static Series newSeries(TextCursor cursor, String metric, int lineEnd, SeriesCache cache)
            throws MalformedTextException {
        List<String> names = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (cursor.skipSpaces(); cursor.position < lineEnd; cursor.skipSpaces()) {
            int start = cursor.position;
            String tag = cursor.string(start, token(cursor, lineEnd));
            int equals = tag.indexOf('=');
            if (equals <= 0 || equals == tag.length() - 1 || tag.indexOf('=', equals + 1) >= 0) {
                throw new MalformedTextException("expected tag=value without another equals sign", start);
            }
            names.add(tag.substring(0, equals));
            values.add(tag.substring(equals + 1));
        }
        if (names.isEmpty()) {
            throw new MalformedTextException("expected at least one tag=value after the value, found none", lineEnd);
        }
        List<ColumnType> types = Collections.nCopies(names.size(), ColumnType.NCHAR);
        return cache.create(metric, metric, names, types, values.toArray());
    }
}
