// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as maps, lists and scalars.
 *
 * @param numbers reads numbers
 * @param uniqueNames whether an object with a repeated name is refused; otherwise the last value counts
 */
public record JsonTree(Numbers numbers, boolean uniqueNames) {
    /** How deep objects and arrays of a payload may be nested. */
    public static final int MAX_DEPTH = 100;

    private static final int SHOWN = 200;
    private static final JsonFactory TEXTS = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    /** Reads a number, mostly as Long or Double; the callers differ in how they treat wider ones. */
    @FunctionalInterface
    public interface Numbers {
        /** The number that is the parser's current token. */
        Object read(JsonParser parser, JsonToken token) throws IOException;
    }

    /**
     * All digits of a number, as BigInteger or BigDecimal.
     *
     * @throws DataException if its exponent is larger than that of any BigDecimal
     */
    public static Object exact(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getBigIntegerValue();
        }
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            // Without the cause: its message quotes the number.
            throw new DataException("Expected numbers in the range of a decimal, found a larger one at "
                    + at(parser.currentLocation()));
        }
    }

    /**
     * Copies the current event; a number stays as it is written. The generator's own copy reads numbers, and fails where an
     * exponent is larger than that of any BigDecimal.
     */
    public static void copyEvent(JsonParser from, JsonGenerator to) throws IOException {
        if (from.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            to.writeNumber(from.getText());
        } else {
            to.copyCurrentEventExact(from);
        }
    }

    /** Parser settings for payloads that others send. */
    public static JsonFactoryBuilder payloads() {
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                // Others choose the names of fields; interned names would stay until the process ends.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER);
    }

    /**
     * The value of a text.
     *
     * @throws DataException if it is not one JSON value; the message says where, without the text
     */
    public @Nullable Object parse(String text) {
        try (JsonParser parser = TEXTS.createParser(text)) {
            JsonToken first = parser.nextToken();
            Object value = first == null ? null : value(parser, first);
            if (first == null || parser.nextToken() != null) {
                throw new DataException("Expected one JSON value, found " + (first == null ? "none" : "more"));
            }
            return value;
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw new DataException("Expected JSON, found a fault" + (place == null ? "" : " at " + at(place)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The value that starts with the parser's current token: a LinkedHashMap, ArrayList, String, number, Boolean or null. The
     * parser is then at its last token.
     *
     * @throws DataException if an object has a repeated name and {@code uniqueNames} is set
     */
    public @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numbers.read(parser, token);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** The fields of the object that starts with the parser's current token, see {@link #value}. */
    public Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            int before = fields.size();
            fields.put(name, value(parser, parser.nextToken()));
            if (uniqueNames && fields.size() == before) {
                throw repeated(parser);
            }
        }
        return fields;
    }

    private List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token));
        }
        return elements;
    }

    private static String at(JsonLocation place) {
        return "line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private static DataException repeated(JsonParser parser) {
        String path = parser.getParsingContext().pathAsPointer().toString();
        return new DataException("expected each field of an object once, found "
                + path.substring(0, Math.min(path.length(), SHOWN)) + " twice, of which one would be lost");
    }
}
