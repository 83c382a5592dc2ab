// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.connect.ConnectApi;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Json;
import io.tdconnect.console.http.RouteGroup;
import io.tdconnect.console.http.Routes;
import java.util.HashMap;
import java.util.Map;

/**
 * Route of workers and plugins.
 *
 * @param workers with their tasks
 */
public record WorkerRoutes(ConnectApi api, WorkerList workers, PluginPath path) implements RouteGroup {
    /** Who knows the workers. */
    @FunctionalInterface
    public interface WorkerList {
        /** Each with its tasks, as the cluster reports them now. */
        ArrayNode now() throws InterruptedException;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("workers", call -> answer());
    }

    private ObjectNode answer() throws InterruptedException {
        ObjectNode json = Json.object();
        json.set("workers", workers.now());
        ArrayNode plugins = json.putArray("plugins");
        ArrayNode problems = json.putArray("problems");
        path.problems().forEach(problems::add);
        Map<String, String> versions = new HashMap<>();
        for (JsonNode plugin : api.get("/connector-plugins?connectorsOnly=false")) {
            String type = plugin.path("class").asText();
            String kind = plugin.path("type").asText();
            String version = plugin.path("version").asText("");
            plugins.addObject().put("class", type).put("type", kind).put("version", version);
            String other = versions.put(kind + ' ' + type, version);
            if (other != null && !other.equals(version)) {
                problems.add("The worker has " + type + " in the versions " + other + " and " + version
                        + "; remove one of them from plugin.path");
            }
        }
        try {
            api.get("/admin/loggers");
        } catch (ApiException e) {
            problems.add("Log levels cannot be changed: " + e.getMessage());
        }
        return json;
    }
}
