// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tdconnect.common.json.JsonTree;
import io.tdconnect.transforms.type.JsonValues;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a payload as Maps, for paths to several places, which need an object as a whole; not for use by several
 * threads.
 */
final class ObjectTrees {
    private final JsonParsers parsers;
    private final JsonTree trees = new JsonTree(JsonTree::exact, false);
    private final Deque<Map<String, @Nullable Object>> objects = new ArrayDeque<>();

    ObjectTrees(JsonParsers parsers) {
        this.parsers = parsers;
    }

    /** Reads the objects of a payload; what else is in it is left to the reader of rows. */
    void open(Object payload) throws IOException {
        objects.clear();
        try (JsonParser parser = parsers.open(payload)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    objects.add(trees.object(parser));
                }
            }
        }
    }

    /** The objects in their order, one with each call. */
    Map<String, @Nullable Object> next() {
        return objects.remove();
    }

    /** A parser of a value from an object. */
    JsonParser parser(Object value) throws IOException {
        return parsers.open(JsonValues.text(value));
    }
}
