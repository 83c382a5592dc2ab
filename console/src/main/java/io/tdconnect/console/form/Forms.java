// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.common.explore.Kind;
import io.tdconnect.console.connect.ConnectApi;
import io.tdconnect.console.connect.Connectors;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The options of plugins as forms, from the definitions that the worker reports. */
public final class Forms {
    private static final Logger log = LoggerFactory.getLogger(Forms.class);
    private static final String PASSWORD = "PASSWORD";

    private final Connectors connectors;
    private final Kinds kinds;
    private final Map<String, Set<String>> secrets = new HashMap<>();

    public Forms(Connectors connectors, Kinds kinds) {
        this.connectors = connectors;
        this.kinds = kinds;
    }

    /** The form of a connector class. */
    ObjectNode connector(String type) throws InterruptedException {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", type);
        config.put("name", "form");
        config.put("topics", "form");
        // The definitions are wanted, and no try on a server.
        config.put("validate.connection", "false");
        Kind kind = kinds.ofClass(type);
        JsonNode all = connectors.validation(config).path("configs");
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

    /** The transforms that the worker has, with their options. */
    ArrayNode transforms() throws InterruptedException {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (JsonNode plugin : connectors.api().get("/connector-plugins?connectorsOnly=false")) {
            if (plugin.path("type").asText().equals("transformation")) {
                addTransform(list, plugin.path("class").asText());
            }
        }
        return list;
    }

    private void addTransform(ArrayNode list, String type) throws InterruptedException {
        JsonNode definitions;
        try {
            definitions = definitions(type);
        } catch (ApiException e) {
            log.debug("The options of {} are not known: {}", type, e.getMessage());
            return;
        }
        ArrayNode options = list.addObject().put("class", type).put("doc", "").putArray("options");
        definitions.forEach(definition -> options.add(option(definition, List.of())));
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

    private static ObjectNode option(JsonNode definition, List<String> basic) {
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

    private static void values(ObjectNode option, @Nullable JsonNode recommended) {
        if (recommended != null && recommended.isArray() && !recommended.isEmpty()) {
            option.set("values", recommended);
        }
    }
}
