// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.connect.ConnectorView;
import io.tdconnect.console.http.Call;
import io.tdconnect.console.http.Json;
import io.tdconnect.taosx.LineMapping;
import io.tdconnect.taosx.RunLine;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Tasks in the forms in which a user takes them away, with references in the place of secrets. */
final class TaskExport {
    private static final String NAME = "name";
    private static final String SOURCE = "source";
    private static final String SINK = "sink";

    private final TaskWatch watch;
    private final Secrets secrets;

    TaskExport(TaskWatch watch, Secrets secrets) {
        this.watch = watch;
        this.secrets = secrets;
    }

    /** Both documents for the REST API of Connect, and the line of {@code tdconnect run}. */
    ObjectNode export(Call call) throws InterruptedException {
        Task task = watch.task(call.variable("id"));
        ObjectNode json = Json.object();
        Map<String, Map<String, String>> sides = new LinkedHashMap<>();
        for (ConnectorView side : task.sides()) {
            String name = side.source() ? SOURCE : SINK;
            sides.put(name, side.config());
            json.putObject(name)
                    .put(NAME, side.name())
                    .set(
                            "config",
                            json(secrets.referring(
                                    side.config(), option -> "${file:/path/of/secrets.properties:" + option + "}")));
        }
        return json.setAll(line(task.id(), sides.getOrDefault(SOURCE, Map.of()), sides.getOrDefault(SINK, Map.of())));
    }

    /** The line of a task that is not made yet. */
    ObjectNode command(Call call) throws InterruptedException {
        ObjectNode body = call.json();
        return line(body.path(NAME).asText(""), sent(body, SOURCE), sent(body, SINK));
    }

    /** A configuration of a page, in which null is a secret that is set. */
    private static Map<String, String> sent(ObjectNode body, String side) {
        Map<String, String> config = Json.config(body.path(side), side);
        body.path(side).properties().forEach(option -> {
            if (option.getValue().isNull()) {
                config.put(option.getKey(), variable(side, option.getKey()));
            }
        });
        return config;
    }

    private ObjectNode line(String name, Map<String, String> source, Map<String, String> sink)
            throws InterruptedException {
        RunLine line = LineMapping.of(
                name,
                secrets.referring(source, option -> variable(SOURCE, option)),
                secrets.referring(sink, option -> variable(SINK, option)));
        ObjectNode json = Json.object().put("command", line.text());
        ArrayNode notes = json.putArray("notes");
        line.notes().forEach(notes::add);
        ArrayNode problems = json.putArray("problems");
        line.problems()
                .forEach(problem ->
                        problems.addObject().put("place", problem.place()).put("message", problem.message()));
        return json;
    }

    /** A reference that {@code tdconnect run} replaces, such as {@code ${env:SINK_CONNECTION_PASSWORD}}. */
    private static String variable(String side, String option) {
        return "${env:" + (side + '_' + option).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_") + '}';
    }

    private static JsonNode json(Map<String, String> config) {
        ObjectNode json = Json.object();
        config.forEach(json::put);
        return json;
    }
}
