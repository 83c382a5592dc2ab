// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A connector as the cluster reports it.
 *
 * @param source whether it is a source; else it is a sink
 * @param state RUNNING, FAILED, PAUSED, STOPPED, UNASSIGNED or RESTARTING
 * @param trace of the connector's failure; empty without one
 */
public record ConnectorView(
        String name, boolean source, String state, String trace, List<TaskView> tasks, Map<String, String> config) {
    public ConnectorView {
        tasks = List.copyOf(tasks);
    }

    /**
     * A task of it.
     *
     * @param worker address of the worker that runs it
     * @param trace of its failure; empty without one
     */
    public record TaskView(int id, String state, String worker, String trace) {
        public boolean failed() {
            return state.equals("FAILED");
        }
    }

    static ConnectorView of(String name, JsonNode expanded) {
        JsonNode status = expanded.path("status");
        JsonNode connector = status.path("connector");
        List<TaskView> tasks = new ArrayList<>();
        for (JsonNode task : status.path("tasks")) {
            tasks.add(new TaskView(
                    task.path("id").asInt(),
                    task.path("state").asText(),
                    task.path("worker_id").asText(),
                    task.path("trace").asText("")));
        }
        Map<String, String> config = new LinkedHashMap<>();
        JsonNode info = expanded.path("info");
        info.path("config")
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        return new ConnectorView(
                name,
                info.path("type").asText(status.path("type").asText()).equals("source"),
                connector.path("state").asText("UNASSIGNED"),
                connector.path("trace").asText(""),
                tasks,
                config);
    }

    public String type() {
        return config.getOrDefault("connector.class", "");
    }

    /** Whether the connector or a task has failed. */
    public boolean failed() {
        return state.equals("FAILED") || tasks.stream().anyMatch(TaskView::failed);
    }
}
