// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * State of a connector on a cluster.
 *
 * @param connector RUNNING, FAILED, PAUSED, STOPPED, UNASSIGNED or RESTARTING
 * @param tasks states of its tasks
 * @param trace first line of the first failure; empty if nothing failed
 */
record ConnectorState(String connector, List<String> tasks, String trace) {
    ConnectorState {
        tasks = List.copyOf(tasks);
    }

    static ConnectorState of(JsonNode status) {
        List<String> tasks = new ArrayList<>();
        String trace = firstLine(status.path("connector"));
        for (JsonNode task : status.path("tasks")) {
            tasks.add(task.path("state").asText());
            trace = trace.isEmpty() ? firstLine(task) : trace;
        }
        return new ConnectorState(status.path("connector").path("state").asText(), tasks, trace);
    }

    boolean failed() {
        return connector.equals("FAILED") || tasks.contains("FAILED");
    }

    boolean running() {
        return connector.equals("RUNNING") && !tasks.isEmpty() && tasks.stream().allMatch("RUNNING"::equals);
    }

    /** Such as RUNNING 2/2. */
    String text() {
        long runningTasks = tasks.stream().filter("RUNNING"::equals).count();
        return connector + " " + runningTasks + "/" + tasks.size();
    }

    /** The messages of a stack trace: its first line and those of its causes. */
    private static String firstLine(JsonNode part) {
        StringBuilder messages = new StringBuilder();
        part.path("trace")
                .asText("")
                .lines()
                .filter(line -> !line.startsWith("\t") && !line.isBlank())
                .map(line -> line.replaceFirst("^(Caused by: )?[\\w.$]+(Exception|Error): ", ""))
                .distinct()
                .forEach(line ->
                        messages.append(messages.isEmpty() ? "" : "; cause: ").append(line));
        return messages.toString();
    }
}
