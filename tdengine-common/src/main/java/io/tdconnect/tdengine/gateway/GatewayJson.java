// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tdconnect.common.json.JsonTree;
import io.tdconnect.tdengine.MalformedMessageException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gateway's JSON as maps, lists, String, Long, BigInteger, Double, Boolean and null. */
public final class GatewayJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonTree VALUES = new JsonTree(GatewayJson::number, false);

    private GatewayJson() {}

    /** A request with its number, which the answer repeats. */
    static String request(String action, long id, Map<String, ?> args) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("action", action);
            json.writeObjectFieldStart("args");
            json.writeNumberField("req_id", id);
            for (Map.Entry<String, ?> arg : args.entrySet()) {
                json.writeFieldName(arg.getKey());
                write(json, arg.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A request cannot be written", e);
        }
        return out.toString();
    }

    /** The fields of an answer. */
    public static Map<String, @Nullable Object> answer(String text) throws MalformedMessageException {
        return parse(text, GatewayJson::object);
    }

    /** A whole number of an answer. */
    public static long number(Map<?, ?> answer, String name) throws MalformedMessageException {
        if (answer.get(name) instanceof Long number) {
            return number;
        }
        throw new MalformedMessageException("Expected the number " + name + " in an answer of the gateway, found none");
    }

    /** A text of an answer. */
    public static String text(Map<?, ?> answer, String name) throws MalformedMessageException {
        if (answer.get(name) instanceof String text) {
            return text;
        }
        throw new MalformedMessageException("Expected the text " + name + " in an answer of the gateway, found none");
    }

    /** A list of an answer; empty for null. */
    public static List<?> list(Map<?, ?> answer, String name) throws MalformedMessageException {
        Object value = answer.get(name);
        if (value instanceof List<?> list) {
            return list;
        }
        if (value == null && answer.containsKey(name)) {
            return List.of();
        }
        throw new MalformedMessageException("Expected the list " + name + " in an answer of the gateway, found none");
    }

    /** What {@link #parse} does with an object whose first token is read. */
    @FunctionalInterface
    public interface Reading<T> {
        /** Reads the object to its end. */
        T read(JsonParser json) throws IOException, MalformedMessageException;
    }

    /**
     * Reads the object that a text starts with.
     *
     * @throws MalformedMessageException if the text is not JSON, or does not start with an object
     */
    public static <T> T parse(String text, Reading<T> reading) throws MalformedMessageException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedMessageException("Expected a JSON object from the gateway, found something else");
            }
            return reading.read(parser);
        } catch (IOException e) {
            // The parser's message may repeat values.
            throw new MalformedMessageException(
                    "Expected JSON of " + text.length() + " characters from the gateway, found it cut off or damaged");
        }
    }

    /** The value whose first token was read last. */
    public static @Nullable Object value(JsonParser parser) throws IOException {
        return VALUES.value(parser, parser.currentToken());
    }

    /** The fields of the object whose first token was read last. */
    public static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        return VALUES.object(parser);
    }

    private static Object number(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return parser.getDoubleValue();
        }
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue()
                : (Object) parser.getLongValue();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> field : map.entrySet()) {
                json.writeFieldName(String.valueOf(field.getKey()));
                write(json, field.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(String.valueOf(value));
        }
    }
}
