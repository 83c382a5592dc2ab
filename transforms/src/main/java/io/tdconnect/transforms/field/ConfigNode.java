// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tdconnect.common.config.NearestName;
import io.tdconnect.transforms.type.JsonValues;
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
 * @param pointer its place, a JSON pointer (RFC 6901)
 * @param value a Map or List of nodes, text, number, boolean or null
 * @param place in the text, as "line 1, column 2"
 */
public record ConfigNode(String pointer, @Nullable Object value, String place) {
    /** A problem of a document; {@link #place} contains the position and quotes nothing of the document. */
    public static final class Problem extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final String place;

        Problem(String message, String place) {
            super(message);
            this.place = place;
        }

        public String place() {
            return place;
        }
    }

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * The root of a document.
     *
     * @throws Problem if it is not JSON, or has a key twice; the message contains the position, not the text
     */
    public static ConfigNode parse(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            JsonToken first = parser.nextToken();
            ConfigNode root = first == null ? null : node(parser, "");
            if (root == null || parser.nextToken() != null) {
                throw new Problem(
                        "expected one JSON document, found " + (root == null ? "nothing" : "more after its end"),
                        at(parser.currentLocation()));
            }
            return root;
        } catch (JsonProcessingException e) {
            // Without the parser's message, which quotes the text: it may be any file of the worker.
            boolean twice = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate");
            String place = at(e.getLocation());
            throw new Problem(
                    "expected JSON" + (twice ? " with each key once" : "") + ", found a fault at " + place, place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String at(@Nullable JsonLocation place) {
        return place == null ? "its end" : "line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private static ConfigNode node(JsonParser parser, String pointer) throws IOException {
        String place = at(parser.currentTokenLocation());
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, ConfigNode> members = new LinkedHashMap<>();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    members.put(
                            name,
                            node(parser, pointer + "/" + name.replace("~", "~0").replace("/", "~1")));
                }
                yield new ConfigNode(pointer, members, place);
            }
            case START_ARRAY -> {
                List<ConfigNode> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(node(parser, pointer + "/" + elements.size()));
                }
                yield new ConfigNode(pointer, elements, place);
            }
            default -> new ConfigNode(pointer, JsonValues.scalar(parser, parser.currentToken()), place);
        };
    }

    public boolean isText() {
        return value instanceof String;
    }

    public boolean isObject() {
        return value instanceof Map<?, ?>;
    }

    public boolean isList() {
        return value instanceof List;
    }

    /** The value as text. */
    public String text() {
        if (value instanceof String text) {
            return text;
        }
        throw expected("text");
    }

    /** The elements of a list. */
    @SuppressWarnings("unchecked")
    public List<ConfigNode> list() {
        if (value instanceof List<?> list) {
            return (List<ConfigNode>) list;
        }
        throw expected("a list");
    }

    /** The members of an object, by name. */
    @SuppressWarnings("unchecked")
    public Map<String, ConfigNode> members() {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, ConfigNode>) map;
        }
        throw expected("an object");
    }

    /** The members of an object; other names than these are refused. */
    public Map<String, ConfigNode> members(Set<String> allowed) {
        Map<String, ConfigNode> members = members();
        members.forEach((name, member) -> {
            if (!allowed.contains(name)) {
                throw new Problem(
                        "unknown key at " + member.pointer + "; expected one of "
                                + String.join(", ", allowed.stream().sorted().toList())
                                + NearestName.hint(name, allowed),
                        member.place);
            }
        });
        return members;
    }

    /** A required member of an object. */
    public ConfigNode required(String name) {
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

    /** A problem of this value, with its place. */
    public IllegalArgumentException problem(String message) {
        return new Problem(message + " at " + (pointer.isEmpty() ? "the top" : pointer), place);
    }

    /** The value as Map, List or scalar, without places. */
    @Nullable
    public Object plain() {
        if (value() instanceof Map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            members().forEach((name, member) -> members.put(name, member.plain()));
            return members;
        }
        return isList() ? list().stream().map(ConfigNode::plain).toList() : value();
    }
}
