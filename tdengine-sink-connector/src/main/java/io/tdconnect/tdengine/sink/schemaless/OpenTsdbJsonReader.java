// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.config.TextOptions.TextPrecision;
import io.tdconnect.tdengine.sink.fault.MalformedTextException;
import io.tdconnect.tdengine.sink.schemaless.SeriesCache.Series;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenTSDB's JSON: an object, or an array of objects, with {@code metric}, {@code timestamp}, {@code value} and
 * {@code tags}.
 *
 * <p>As in TDengine's own reader, a bare number is a DOUBLE and bare text a VARCHAR; <code>{"value": 1, "type":
 * "i8"}</code> declares another type, also for tags, and for timestamps with the types s, ms, us and ns. Unlike there,
 * whole numbers and times keep all their digits.
 */
final class OpenTsdbJsonReader implements TextReader {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Object NO_TIME = "";
    private static final int MAX_DIGITS = 19;

    private final TextPrecision precision;
    private final OpenTsdbValue value = new OpenTsdbValue();
    private final Point point = new Point();
    private final StringBuilder key = new StringBuilder();
    private final List<String> tags = new ArrayList<>();
    private final List<ColumnType> tagTypes = new ArrayList<>();
    private final List<Object> tagValues = new ArrayList<>();
    private char[] keyText = new char[256];

    OpenTsdbJsonReader(TextPrecision precision) {
        this.precision = precision;
    }

    @Override
    public void readPoints(TextCursor cursor, SeriesCache cache, PointConsumer target) {
        int element = 1;
        try (JsonParser parser = FACTORY.createParser(cursor.text, 0, cursor.limit)) {
            boolean several = parser.nextToken() == JsonToken.START_ARRAY;
            if (several) {
                parser.nextToken();
            }
            while (several ? parser.currentToken() != JsonToken.END_ARRAY : parser.currentToken() != null) {
                readElement(parser, cache, target, element);
                element++;
                parser.nextToken();
            }
            if (several ? parser.nextToken() != null : element == 1) {
                throw new MalformedTextException(
                        "expected one JSON object or one array of them", OpenTsdbValue.position(parser));
            }
        } catch (JsonProcessingException e) {
            // The parser's own message may quote the text.
            int position = e.getLocation() == null ? -1 : (int) e.getLocation().getCharOffset();
            target.refuse("element " + element, 0, new MalformedTextException("expected JSON", position));
        } catch (MalformedTextException e) {
            target.refuse("element " + element, 0, e);
        } catch (IOException e) {
            throw new IllegalStateException("text in memory is always readable", e);
        }
    }

    private void readElement(JsonParser parser, SeriesCache cache, PointConsumer target, int element)
            throws IOException {
        int depth = parser.getParsingContext().getNestingDepth();
        boolean isObject = parser.currentToken() == JsonToken.START_OBJECT;
        try {
            readObject(parser, cache);
            target.accept(point);
        } catch (MalformedTextException e) {
            target.refuse("element " + element, 0, e);
            while (isObject && parser.getParsingContext().getNestingDepth() >= depth && parser.nextToken() != null) {
                // Skips the rest of the object.
            }
            if (!isObject) {
                parser.skipChildren();
            }
        }
    }

    private void readObject(JsonParser parser, SeriesCache cache) throws IOException, MalformedTextException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedTextException("expected an object", OpenTsdbValue.position(parser));
        }
        String metric = null;
        Object time = null;
        ColumnType type = null;
        Object field = null;
        tags.clear();
        int members = 0;
        for (; parser.nextToken() != JsonToken.END_OBJECT; members++) {
            String member = parser.currentName().toLowerCase(Locale.ROOT);
            parser.nextToken();
            switch (member) {
                case "metric" -> metric = text(parser, "the name of the metric");
                case "timestamp" -> time = time(parser);
                case "value" -> {
                    value.readValue(parser);
                    type = value.type;
                    field = value.value;
                }
                case "tags" -> readTags(parser);
                default -> throw wrongMembers(parser);
            }
        }
        if (metric == null || time == null || type == null || field == null || tags.isEmpty() || members != 4) {
            throw wrongMembers(parser);
        }
        point.start(series(metric, cache));
        point.addField(SchemalessTable.VALUE, type, field);
        point.time = time instanceof Timestamp timestamp ? timestamp : null;
    }

    private void readTags(JsonParser parser) throws IOException, MalformedTextException {
        tags.clear();
        tagTypes.clear();
        tagValues.clear();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedTextException("expected an object of tags", OpenTsdbValue.position(parser));
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            tags.add(parser.currentName());
            parser.nextToken();
            value.readValue(parser);
            tagTypes.add(value.type);
            tagValues.add(value.value);
        }
        if (tags.isEmpty()) {
            throw new MalformedTextException("expected at least one tag, found none", OpenTsdbValue.position(parser));
        }
    }

    /** The time, or {@link #NO_TIME} for 0, which means the time of the record. */
    private Object time(JsonParser parser) throws IOException, MalformedTextException {
        int position = OpenTsdbValue.position(parser);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            long number = wholeTime(value.number(parser), position);
            return number == 0
                    ? NO_TIME
                    : TextTime.ofOpenTsdb(
                            precision, number, Long.toString(number).length(), position);
        }
        value.readTyped(parser);
        long number = wholeTime(value.number, position);
        return number == 0 ? NO_TIME : TextTime.ofOpenTsdb(unit(value.typeName, position), number, position);
    }

    private static long wholeTime(@Nullable BigDecimal number, int position) throws MalformedTextException {
        boolean fits = number != null
                && number.precision() - (long) number.scale() <= MAX_DIGITS
                && (number.signum() == 0 || number.stripTrailingZeros().scale() <= 0)
                && number.toBigInteger().bitLength() < Long.SIZE;
        if (number == null || !fits) {
            throw new MalformedTextException("expected the timestamp as a whole number of 64 bits", position);
        }
        return number.longValue();
    }

    private static TextPrecision unit(@Nullable String name, int position) throws MalformedTextException {
        for (TextPrecision unit : TextPrecision.values()) {
            if (unit != TextPrecision.AUTO && unit.name().equalsIgnoreCase(name)) {
                return unit;
            }
        }
        throw new MalformedTextException("expected s, ms, us or ns as the type of the timestamp", position);
    }

    private Series series(String metric, SeriesCache cache) throws MalformedTextException {
        key.setLength(0);
        key.append(metric);
        for (int i = 0; i < tags.size(); i++) {
            key.append('\0')
                    .append(tags.get(i))
                    .append('\0')
                    .append(tagTypes.get(i).code());
            key.append('\0').append(tagValues.get(i));
        }
        int length = key.length();
        if (keyText.length < length) {
            keyText = new char[length * 2];
        }
        key.getChars(0, length, keyText, 0);
        long multiplier = cache.multiplier();
        long hash = 0;
        for (int i = 0; i < length; i++) {
            hash = hash * multiplier + keyText[i];
        }
        Series known = cache.find(keyText, 0, length, hash);
        if (known == null) {
            known = cache.create(metric, metric, tags, tagTypes, tagValues.toArray());
            cache.put(keyText, 0, length, hash, known);
        }
        return known;
    }

    private static String text(JsonParser parser, String what) throws IOException, MalformedTextException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new MalformedTextException("expected " + what + " as text", OpenTsdbValue.position(parser));
        }
        return parser.getText();
    }

    private static MalformedTextException wrongMembers(JsonParser parser) {
        return new MalformedTextException(
                "expected the members metric, timestamp, value and tags, each once", OpenTsdbValue.position(parser));
    }
}
