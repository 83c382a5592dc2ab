// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.common.explore.Kind;
import io.tdconnect.console.connect.ConnectApi;
import io.tdconnect.console.connect.Connectors;
import io.tdconnect.console.http.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of plugins as forms, from the definitions that the worker reports. */
public final class Forms {
    private static final String PASSWORD = "PASSWORD";

    private final Connectors connectors;
    private final Kinds kinds;
    private final TransformForms transforms;
    private final Map<String, Set<String>> secrets = new HashMap<>();

    public Forms(Connectors connectors, Kinds kinds) {
        this.connectors = connectors;
        this.kinds = kinds;
        transforms = new TransformForms(connectors, kinds, this::definitions);
    }

    /** The form of a connector class. */
    ObjectNode connector(String type) throws InterruptedException {
        Kind kind = kinds.ofClass(type);
        JsonNode all = connectors.validation(example(type)).path("configs");
        Map<String, ArrayNode> groups = new LinkedHashMap<>();
        for (JsonNode entry : all) {
            JsonNode definition = entry.path("definition");
            ObjectNode option = option(definition, kind == null ? List.of() : kind.basicOptions());
            values(option, entry.path("value").path("recommended_values"));
            groups.computeIfAbsent(definition.path("group").asText(""), name -> Json.MAPPER.createArrayNode())
                    .add(option);
        }
        ObjectNode form = Json.object();
        ArrayNode list = form.putArray("groups");
        groups.forEach((name, options) -> list.addObject().put("name", name).set("options", options));
        return form;
    }

    /** A configuration for which the worker tells definitions, and tries nothing on a server. */
    static Map<String, String> example(String type) {
        return Map.of("connector.class", type, "name", "form", "topics", "form", "validate.connection", "false");
    }

    /** The transforms that the worker has, with their options. */
    ArrayNode transforms() throws InterruptedException {
        return transforms.all();
    }

    /** The names of the options of a connector class whose values must not be shown. */
    public synchronized Set<String> secrets(String type) throws InterruptedException {
        Set<String> known = secrets.get(type);
        if (known == null) {
            known = new LinkedHashSet<>();
            for (JsonNode definition : definitions(type)) {
                if (definition.path("type").asText().equals(PASSWORD)) {
                    known.add(definition.path("name").asText());
                }
            }
            secrets.put(type, known);
        }
        return known;
    }

    private JsonNode definitions(String type) throws InterruptedException {
        return connectors.api().get("/connector-plugins/" + ConnectApi.encoded(type) + "/config");
    }

    static ObjectNode option(JsonNode definition, List<String> basic) {
        String name = definition.path("name").asText();
        ObjectNode option = Json.object();
        option.put("name", name);
        option.put("type", definition.path("type").asText());
        option.set("default", definition.path("default_value"));
        option.put("doc", definition.path("documentation").asText(""));
        option.put("importance", definition.path("importance").asText());
        option.put("required", definition.path("required").asBoolean());
        option.put("secret", definition.path("type").asText().equals(PASSWORD));
        option.put("basic", basic.contains(name));
        option.set("dependents", definition.path("dependents"));
        return option;
    }

    static void values(ObjectNode option, @Nullable JsonNode recommended) {
        if (recommended != null && recommended.isArray() && !recommended.isEmpty()) {
            option.set("values", recommended);
        }
    }
}
