// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON of the API. */
public final class Json {
    /** Reads and writes; refuses names that come twice. */
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final int DEEPEST = 100;

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    }

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * The configuration of a connector: names and texts; numbers and booleans become text, null is left out.
     *
     * @throws ApiException if it is there and no object of single values
     */
    public static Map<String, String> config(JsonNode node, String name) {
        Map<String, String> config = new LinkedHashMap<>();
        if (node.isMissingNode() || node.isNull()) {
            return config;
        }
        if (!node.isObject()) {
            throw ApiException.badRequest("Expected an object in " + name + ", found something else");
        }
        node.properties().forEach(entry -> {
            if (entry.getValue().isContainerNode()) {
                throw ApiException.badRequest(
                        "Expected a text in " + name + "." + entry.getKey() + ", found an object or array");
            }
            if (!entry.getValue().isNull()) {
                config.put(entry.getKey(), entry.getValue().asText());
            }
        });
        return config;
    }
}
