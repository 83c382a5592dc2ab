// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * State of a connector and its tasks as the worker reports it.
 *
 * @param state of the connector: RUNNING, FAILED, PAUSED, STOPPED, UNASSIGNED, RESTARTING
 * @param tasks states of the tasks in the order of their numbers
 * @param traces stack traces of the failed parts
 */
public record ConnectorStatus(String state, List<String> tasks, List<String> traces) {
    public ConnectorStatus {
        tasks = List.copyOf(tasks);
        traces = List.copyOf(traces);
    }

    static ConnectorStatus of(JsonNode json) {
        List<String> tasks = new ArrayList<>();
        List<String> traces = new ArrayList<>();
        JsonNode connector = json.path("connector");
        if (connector.hasNonNull("trace")) {
            traces.add(connector.path("trace").asText());
        }
        for (JsonNode task : json.path("tasks")) {
            tasks.add(task.path("state").asText());
            if (task.hasNonNull("trace")) {
                traces.add(task.path("trace").asText());
            }
        }
        return new ConnectorStatus(connector.path("state").asText(), tasks, traces);
    }

    /** Whether the connector and exactly this number of tasks run. */
    public boolean running(int taskCount) {
        return state.equals("RUNNING")
                && tasks.size() == taskCount
                && tasks.stream().allMatch("RUNNING"::equals);
    }

    /** Whether the connector or one of its tasks has failed. */
    public boolean failed() {
        return state.equals("FAILED") || tasks.contains("FAILED");
    }
}
