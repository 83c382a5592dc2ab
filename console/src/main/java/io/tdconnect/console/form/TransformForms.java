// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.connect.Connectors;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The options of transforms, for which the worker is asked once a minute at most. */
final class TransformForms {
    private static final Logger log = LoggerFactory.getLogger(TransformForms.class);
    private static final long LIFE = Duration.ofMinutes(1).toNanos();
    private static final String TYPE = "type";
    private static final Pattern OPTION = Pattern.compile("transforms\\.t(\\d{1,6})\\.(.+)");

    private final Connectors connectors;
    private final Kinds kinds;
    private final Definitions definitions;
    private @Nullable ArrayNode known;
    private long asked;

    /** Asks for the definitions of the options of a plugin. */
    @FunctionalInterface
    interface Definitions {
        JsonNode of(String type) throws InterruptedException;
    }

    TransformForms(Connectors connectors, Kinds kinds, Definitions definitions) {
        this.connectors = connectors;
        this.kinds = kinds;
        this.definitions = definitions;
    }

    /** The transforms that the worker has, with their options. */
    synchronized ArrayNode all() throws InterruptedException {
        ArrayNode all = known;
        if (all == null || System.nanoTime() - asked > LIFE) {
            all = ask();
            known = all;
            asked = System.nanoTime();
        }
        return all;
    }

    private ArrayNode ask() throws InterruptedException {
        List<String> types = new ArrayList<>();
        String connector = "";
        for (JsonNode plugin : connectors.api().get("/connector-plugins?connectorsOnly=false")) {
            String type = plugin.path("class").asText();
            String kind = plugin.path(TYPE).asText();
            if (kind.equals("transformation")) {
                types.add(type);
            } else if (Set.of("sink", "source").contains(kind)
                    && (connector.isEmpty() || (kind.equals("sink") && kinds.ofClass(type) != null))) {
                connector = type;
            }
        }
        Map<String, JsonNode> all = new LinkedHashMap<>();
        for (String type : types) {
            try {
                all.put(type, definitions.of(type));
            } catch (ApiException e) {
                log.debug("The options of {} are not known: {}", type, e.getMessage());
            }
        }
        Map<String, JsonNode> values = new HashMap<>();
        addValues(connector, List.copyOf(all.keySet()), values);
        ArrayNode list = Json.MAPPER.createArrayNode();
        all.forEach((type, options) -> list.add(form(type, options, values)));
        return list;
    }

    private static ObjectNode form(String type, JsonNode definitions, Map<String, JsonNode> values) {
        ObjectNode form = Json.object().put("class", type).put("doc", "");
        ArrayNode options = form.putArray("options");
        for (JsonNode definition : definitions) {
            ObjectNode option = Forms.option(definition, List.of());
            Forms.values(option, values.get(key(type, definition.path("name").asText())));
            options.add(option);
        }
        return form;
    }

    /**
     * Adds recommended values, which a worker tells only for the options of a connector: here of one with all transforms, or with
     * half of them if one makes the worker fail.
     */
    private void addValues(String connector, List<String> types, Map<String, JsonNode> values)
            throws InterruptedException {
        if (types.isEmpty()) {
            return;
        }
        try {
            for (JsonNode entry :
                    connectors.validation(withTransforms(connector, types)).path("configs")) {
                JsonNode value = entry.path("value");
                Matcher option = OPTION.matcher(value.path("name").asText());
                if (option.matches()) {
                    String type = types.get(Integer.parseInt(option.group(1)));
                    values.put(key(type, option.group(2)), value.path("recommended_values"));
                }
            }
        } catch (ApiException e) {
            log.debug("The values of the options of {} transforms are not known: {}", types.size(), e.getMessage());
            int half = types.size() / 2;
            addValues(connector, types.subList(0, half), values);
            addValues(connector, half == 0 ? List.of() : types.subList(half, types.size()), values);
        }
    }

    private static Map<String, String> withTransforms(String connector, List<String> types) {
        Map<String, String> config = new HashMap<>(Forms.example(connector));
        List<String> aliases = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            aliases.add("t" + i);
            config.put("transforms.t" + i + ".type", types.get(i));
        }
        config.put("transforms", String.join(",", aliases));
        return config;
    }

    private static String key(String type, String option) {
        return type + ' ' + option;
    }
}
