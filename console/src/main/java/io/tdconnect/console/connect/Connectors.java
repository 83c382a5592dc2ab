// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The connectors of a cluster. */
public record Connectors(ConnectApi api) {
    /** All connectors with their states and configurations. */
    public List<ConnectorView> all() throws InterruptedException {
        List<ConnectorView> views = new ArrayList<>();
        JsonNode answer = api.get("/connectors?expand=status&expand=info");
        answer.properties().forEach(entry -> views.add(ConnectorView.of(entry.getKey(), entry.getValue())));
        return views;
    }

    /** The options that a connector class finds wrong, with its messages. */
    public Map<String, List<String>> problems(Map<String, String> config) throws InterruptedException {
        Map<String, List<String>> problems = new LinkedHashMap<>();
        for (JsonNode entry : validation(config).path("configs")) {
            JsonNode value = entry.path("value");
            List<String> errors = new ArrayList<>();
            value.path("errors").forEach(error -> errors.add(error.asText()));
            if (!errors.isEmpty()) {
                problems.put(value.path("name").asText(), errors);
            }
        }
        return problems;
    }

    /** The definitions of all options of a connector class with their values, problems and recommended values. */
    public JsonNode validation(Map<String, String> config) throws InterruptedException {
        String type = config.getOrDefault("connector.class", "");
        return api.send("PUT", "/connector-plugins/" + ConnectApi.encoded(type) + "/config/validate", object(config));
    }

    /** Creates a connector that does nothing yet. */
    public void createStopped(String name, Map<String, String> config) throws InterruptedException {
        ObjectNode body = Json.object();
        body.put("name", name);
        body.set("config", object(config));
        body.put("initial_state", "STOPPED");
        api.send("POST", "/connectors", body);
    }

    public void change(String name, Map<String, String> config) throws InterruptedException {
        api.send("PUT", ConnectApi.connector(name) + "/config", object(config));
    }

    /**
     * Asks for another state.
     *
     * @param action pause, resume or stop
     */
    public void act(String name, String action) throws InterruptedException {
        api.send("PUT", ConnectApi.connector(name) + '/' + action, null);
    }

    /** Restarts a connector with all its tasks. */
    public void restart(String name) throws InterruptedException {
        api.send("POST", ConnectApi.connector(name) + "/restart?includeTasks=true&onlyFailed=false", null);
    }

    public void delete(String name) throws InterruptedException {
        api.send("DELETE", ConnectApi.connector(name), null);
    }

    public JsonNode offsets(String name) throws InterruptedException {
        return api.get(ConnectApi.connector(name) + "/offsets").path("offsets");
    }

    /** Moves a stopped connector. */
    public void setOffsets(String name, JsonNode offsets) throws InterruptedException {
        ObjectNode body = Json.object();
        body.set("offsets", offsets);
        api.send("PATCH", ConnectApi.connector(name) + "/offsets", body);
    }

    /** Makes a stopped connector begin anew. */
    public void resetOffsets(String name) throws InterruptedException {
        api.send("DELETE", ConnectApi.connector(name) + "/offsets", null);
    }

    private static ObjectNode object(Map<String, String> config) {
        ObjectNode object = Json.object();
        config.forEach(object::put);
        return object;
    }
}
