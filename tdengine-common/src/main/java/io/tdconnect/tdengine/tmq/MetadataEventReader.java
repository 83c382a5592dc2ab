// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tdconnect.tdengine.MalformedMessageException;
import io.tdconnect.tdengine.gateway.GatewayJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads metadata events from the gateway's JSON; each event keeps its own text. */
public final class MetadataEventReader {
    private final JsonParser parser;
    private final String text;
    private final List<MetadataEvent> events = new ArrayList<>();

    private MetadataEventReader(JsonParser parser, String text) {
        this.parser = parser;
        this.text = text;
    }

    /**
     * The events in an answer to {@code fetch_json_meta}.
     *
     * @throws MalformedMessageException if the answer cannot be read
     */
    public static List<MetadataEvent> events(String text) throws MalformedMessageException {
        return GatewayJson.parse(text, parser -> {
            MetadataEventReader reader = new MetadataEventReader(parser, text);
            reader.readAnswer();
            return reader.events;
        });
    }

    /** The event in a text. */
    static MetadataEvent event(String text) throws MalformedMessageException {
        return event(text, GatewayJson.parse(text, GatewayJson::object));
    }

    private static MetadataEvent event(String json, Map<String, @Nullable Object> fields)
            throws MalformedMessageException {
        if (!(fields.get("type") instanceof String type)) {
            throw new MalformedMessageException("Expected the type of a metadata event, found none");
        }
        String tableType = fields.get("tableType") instanceof String kind ? kind : "";
        return new MetadataEvent(type, tableType, json, fields);
    }

    private void readAnswer() throws IOException, MalformedMessageException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean data = parser.currentName().equals("data");
            if (parser.nextToken() == JsonToken.START_OBJECT && data) {
                readData();
            } else {
                GatewayJson.value(parser);
            }
        }
    }

    /** Reads a {@code data} object: a batch of events, or one. */
    private void readData() throws IOException, MalformedMessageException {
        int from = start();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        boolean batch = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("metas")) {
                batch = true;
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    int event = start();
                    events.add(eventFrom(event, GatewayJson.object(parser)));
                }
            } else {
                fields.put(name, GatewayJson.value(parser));
            }
        }
        if (!batch && !fields.isEmpty()) {
            events.add(eventFrom(from, fields));
        }
    }

    private int start() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    /** The event whose text starts at an index and ends where the parser is. */
    private MetadataEvent eventFrom(int start, Map<String, @Nullable Object> fields) throws MalformedMessageException {
        int end = (int) parser.currentLocation().getCharOffset();
        return event(text.substring(start, end), fields);
    }
}
