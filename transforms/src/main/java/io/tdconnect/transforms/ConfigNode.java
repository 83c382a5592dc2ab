// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON document in the configuration.
 *
 * @param pointer its place, as RFC 6901 writes it
 * @param value a Map or List of nodes, text, number, boolean or null
 */
record ConfigNode(String pointer, @Nullable Object value) {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * The root of a document.
     *
     * @throws IllegalArgumentException if it is not JSON, or has a key twice; the message says where
     */
    static ConfigNode parse(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            JsonToken first = parser.nextToken();
            ConfigNode root = first == null ? null : node(parser, "");
            if (root == null || parser.nextToken() != null) {
                throw new IllegalArgumentException(
                        "expected one JSON document, found " + (root == null ? "nothing" : "more after its end"));
            }
            return root;
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw new IllegalArgumentException("expected JSON: " + e.getOriginalMessage()
                    + (place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConfigNode node(JsonParser parser, String pointer) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, ConfigNode> members = new LinkedHashMap<>();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    members.put(
                            name,
                            node(parser, pointer + "/" + name.replace("~", "~0").replace("/", "~1")));
                }
                yield new ConfigNode(pointer, members);
            }
            case START_ARRAY -> {
                List<ConfigNode> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(node(parser, pointer + "/" + elements.size()));
                }
                yield new ConfigNode(pointer, elements);
            }
            default -> new ConfigNode(pointer, JsonValues.scalar(parser, parser.currentToken()));
        };
    }

    boolean isText() {
        return value instanceof String;
    }

    boolean isList() {
        return value instanceof List;
    }

    /** The text that this is. */
    String text() {
        if (value instanceof String text) {
            return text;
        }
        throw expected("text");
    }

    /** The elements of the list that this is. */
    @SuppressWarnings("unchecked")
    List<ConfigNode> list() {
        if (value instanceof List<?> list) {
            return (List<ConfigNode>) list;
        }
        throw expected("a list");
    }

    /** The members of the object that this is, by their names. */
    @SuppressWarnings("unchecked")
    Map<String, ConfigNode> members() {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, ConfigNode>) map;
        }
        throw expected("an object");
    }

    /** The members of the object that this is, of which there must be no others than these. */
    Map<String, ConfigNode> members(Set<String> allowed) {
        Map<String, ConfigNode> members = members();
        members.forEach((name, member) -> {
            if (!allowed.contains(name)) {
                throw new IllegalArgumentException("unknown key at " + member.pointer + "; expected one of "
                        + String.join(", ", allowed.stream().sorted().toList()));
            }
        });
        return members;
    }

    /** The member of an object that must be there. */
    ConfigNode required(String name) {
        ConfigNode member = members().get(name);
        if (member == null) {
            throw problem("expected the key " + name + ", found none");
        }
        return member;
    }

    IllegalArgumentException expected(String what) {
        String found = value == null
                ? "null"
                : value instanceof Map
                        ? "an object"
                        : value instanceof List ? "a list" : isText() ? "text" : "a scalar";
        return problem("expected " + what + ", found " + found);
    }

    /** A complaint about this value that says its place. */
    IllegalArgumentException problem(String message) {
        return new IllegalArgumentException(message + " at " + (pointer.isEmpty() ? "the top" : pointer));
    }
}
