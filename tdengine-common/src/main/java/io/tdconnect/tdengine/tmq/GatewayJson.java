// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gateway's JSON as maps, lists, text, Long, BigInteger, Double, Boolean and null. */
final class GatewayJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private final String text;

    private GatewayJson(JsonParser parser, String text) {
        this.parser = parser;
        this.text = text;
    }

    /** A request with a number that the answer repeats. */
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
    static Map<String, @Nullable Object> answer(String text) throws MalformedMessageException {
        return parse(text, GatewayJson::object);
    }

    /** The events in an answer to {@code fetch_json_meta}, each with the text that tells it. */
    static List<MetadataEvent> events(String text) throws MalformedMessageException {
        List<MetadataEvent> events = new ArrayList<>();
        parse(text, json -> {
            while (json.parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean data = json.parser.currentName().equals("data");
                if (json.parser.nextToken() == JsonToken.START_OBJECT && data) {
                    json.data(events);
                } else {
                    json.value();
                }
            }
            return Map.of();
        });
        return events;
    }

    /** The event that a text tells. */
    static MetadataEvent event(String text) throws MalformedMessageException {
        Map<String, @Nullable Object> fields = parse(text, GatewayJson::object);
        if (!(fields.get("type") instanceof String type)) {
            throw new MalformedMessageException("Expected the type of a metadata event, found none");
        }
        return new MetadataEvent(type, fields.get("tableType") instanceof String kind ? kind : "", text, fields);
    }

    /** A whole number of an answer. */
    static long number(Map<?, ?> answer, String name) throws MalformedMessageException {
        if (answer.get(name) instanceof Long number) {
            return number;
        }
        throw new MalformedMessageException("Expected the number " + name + " in an answer of the gateway, found none");
    }

    /** A text of an answer. */
    static String text(Map<?, ?> answer, String name) throws MalformedMessageException {
        if (answer.get(name) instanceof String text) {
            return text;
        }
        throw new MalformedMessageException("Expected the text " + name + " in an answer of the gateway, found none");
    }

    /** A list of an answer; empty for null. */
    static List<?> list(Map<?, ?> answer, String name) throws MalformedMessageException {
        Object value = answer.get(name);
        if (value instanceof List<?> list) {
            return list;
        }
        if (value == null && answer.containsKey(name)) {
            return List.of();
        }
        throw new MalformedMessageException("Expected the list " + name + " in an answer of the gateway, found none");
    }

    /** What {@link #parse} does with the object that a text begins with. */
    private interface Reading {
        Map<String, @Nullable Object> read(GatewayJson json) throws IOException, MalformedMessageException;
    }

    private static Map<String, @Nullable Object> parse(String text, Reading reading) throws MalformedMessageException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedMessageException("Expected a JSON object from the gateway, found something else");
            }
            return reading.read(new GatewayJson(parser, text));
        } catch (IOException e) {
            // The parser's message may repeat values.
            throw new MalformedMessageException(
                    "Expected JSON of " + text.length() + " characters from the gateway, found it cut off or damaged");
        }
    }

    /** The events of a {@code data} object: a batch of them, or one. */
    private void data(List<MetadataEvent> events) throws IOException, MalformedMessageException {
        int from = start();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        boolean batch = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("metas")) {
                batch = true;
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    int event = start();
                    events.add(event(object(), event));
                }
            } else {
                fields.put(name, value());
            }
        }
        if (!batch && !fields.isEmpty()) {
            events.add(event(fields, from));
        }
    }

    private MetadataEvent event(Map<String, @Nullable Object> fields, int from) throws MalformedMessageException {
        if (!(fields.get("type") instanceof String type)) {
            throw new MalformedMessageException("Expected the type of a metadata event, found none");
        }
        String tableType = fields.get("tableType") instanceof String kind ? kind : "";
        int to = (int) parser.currentLocation().getCharOffset();
        return new MetadataEvent(type, tableType, text.substring(from, to), fields);
    }

    private int start() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private @Nullable Object value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? parser.getBigIntegerValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Map<String, @Nullable Object> object() throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value());
        }
        return fields;
    }

    private List<@Nullable Object> array() throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return items;
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
