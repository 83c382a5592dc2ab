// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.connect.ConnectApi;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A Connect cluster in memory, with faults at will. Every connector class has the options a and password. */
final class FakeConnect implements ConnectApi {
    static final String SOURCE = "x.TestSource";
    static final String SINK = "x.TestSink";
    static final String SECRET = "p4ss";

    /** As many of the next changes are refused, since the cluster rebalances. */
    final AtomicInteger rebalances = new AtomicInteger();

    /** Changes in their order, such as {@code DELETE a-sink}. */
    final List<String> changes = new ArrayList<>();

    /** Nothing answers. */
    volatile boolean gone;

    /** The change that fails, such as {@code POST b-source}; empty for none. */
    volatile String failing = "";

    private final ObjectNode loggers = Json.object().set("root", Json.object().put("level", "WARN"));
    private final Map<String, ObjectNode> connectors = new TreeMap<>();

    /** Adds a running connector with one task. */
    synchronized void add(String name, String type, Map<String, String> config) {
        ObjectNode all = Json.object().put("connector.class", type);
        config.forEach(all::put);
        put(name, all, "RUNNING");
    }

    synchronized void remove(String name) {
        connectors.remove(name);
    }

    synchronized List<String> names() {
        return List.copyOf(connectors.keySet());
    }

    synchronized String state(String name) {
        return connectors
                .get(name)
                .path("status")
                .path("connector")
                .path("state")
                .asText();
    }

    synchronized JsonNode config(String name) {
        return connectors.get(name).path("info").path("config").deepCopy();
    }

    synchronized String level(String logger) {
        return loggers.path(logger).path("level").asText();
    }

    private void put(String name, JsonNode config, String state) {
        ObjectNode connector = Json.object();
        connector
                .putObject("info")
                .put("type", config.path("connector.class").asText().contains("Source") ? "source" : "sink")
                .set("config", config);
        ObjectNode status = connector.putObject("status");
        status.putObject("connector").put("state", state);
        if (state.equals("RUNNING")) {
            status.putArray("tasks")
                    .addObject()
                    .put("id", 0)
                    .put("state", state)
                    .put("worker_id", "w:8083")
                    .put("trace", "");
        }
        connectors.put(name, connector);
    }

    @Override
    public synchronized JsonNode send(String method, String path, @Nullable JsonNode body) {
        if (gone) {
            throw new ApiException(503, "connect_unreachable", "Nothing answers");
        }
        if (method.equals("GET")) {
            return read(path);
        }
        if (path.startsWith("/admin/loggers/")) {
            String logger = path.substring("/admin/loggers/".length(), path.indexOf('?'));
            String level = body == null ? "" : body.path("level").asText();
            loggers.withObject("/" + logger).put("level", level);
            return MissingNode.getInstance();
        }
        if (path.endsWith("/config/validate")) {
            return validated(body == null ? Json.object() : body);
        }
        if (rebalances.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw ApiException.busy(REBALANCING, "The cluster rebalances", 1);
        }
        String[] parts = path.substring(1).split("[/?]", -1);
        String name = parts.length > 1
                ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8)
                : String.valueOf(body == null ? "" : body.path("name").asText());
        changes.add(method + ' ' + name + (parts.length > 2 ? ' ' + parts[2] : ""));
        if (changes.get(changes.size() - 1).equals(failing)) {
            throw new ApiException(502, "connect_failed", "It fails");
        }
        change(method, name, parts.length > 2 ? parts[2] : "", body == null ? Json.object() : body);
        return MissingNode.getInstance();
    }

    private void change(String method, String name, String what, JsonNode body) {
        if (method.equals("POST") && what.isEmpty()) {
            put(name, body.path("config"), body.path("initial_state").asText());
        } else if (!connectors.containsKey(name)) {
            throw ApiException.notFound("Connector " + name + " not found");
        } else if (method.equals("DELETE") && what.isEmpty()) {
            connectors.remove(name);
        } else if (what.equals("config")) {
            put(name, body, state(name));
        } else if (!what.equals("offsets")) {
            put(name, config(name), Map.of("stop", "STOPPED", "pause", "PAUSED").getOrDefault(what, "RUNNING"));
        }
    }

    private JsonNode read(String path) {
        if (path.startsWith("/connectors?")) {
            ObjectNode all = Json.object();
            connectors.forEach((name, connector) -> all.set(name, connector.deepCopy()));
            return all;
        }
        if (path.equals("/admin/loggers")) {
            return loggers.deepCopy();
        }
        if (path.endsWith("/config") && path.startsWith("/connector-plugins/x.")) {
            return Json.MAPPER
                    .createArrayNode()
                    .add(Json.object().put("name", "hidden").put("type", "PASSWORD"));
        }
        throw ApiException.notFound("There is no " + path);
    }

    private static ObjectNode validated(JsonNode config) {
        ObjectNode answer = Json.object();
        ObjectNode value = answer.putArray("configs").addObject().putObject("value");
        value.put("name", "a");
        value.putArray("errors");
        if (config.path("a").asText().equals("wrong")) {
            value.withArray("errors").add("Expected another value");
        }
        return answer;
    }
}
