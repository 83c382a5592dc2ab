// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tdconnect.taosx.dsn.Dsn;
import io.tdconnect.taosx.dsn.DsnParameter;
import io.tdconnect.taosx.dsn.HostPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A task as taosX's explorer stores it and its interface {@code /api/x/tasks} takes it: {@code from} and {@code to} as DSNs,
 * or {@code from_json} with the fields of the form, {@code parser}, {@code labels} and others.
 *
 * <p>Based on requests to that interface in public repositories and on TDengine's pages; there is no page that describes it.
 *
 * @param name of the task; null if the document has none
 * @param notes about keys without a meaning here
 */
public record TaskDocument(@Nullable String name, TaosxTask task, List<String> notes) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> READ = Set.of("name", "from", "from_json", "to", "parser", "jobs", "transforms");

    /** Keys that the server adds, or that say what other keys say. */
    private static final Set<String> WITHOUT_NOTE = Set.of(
            "id",
            "status",
            "created_at",
            "updated_at",
            "create_time",
            "update_time",
            "started_at",
            "stopped_at",
            "reason",
            "labels",
            "to_json",
            "kind",
            "type",
            "progress",
            "metrics",
            "health",
            "activities",
            "error");

    private static final Map<String, String> NOTES = Map.of(
            "trigger", "a schedule is not part of a task here: use a systemd timer or cron for `tdconnect run`",
            "agent", "run the command, or a Connect worker, in the network of the source",
            "via", "run the command, or a Connect worker, in the network of the source");

    /** Copies the list. */
    public TaskDocument {
        notes = List.copyOf(notes);
    }

    /**
     * Reads a document, or a list of them as {@code GET /tasks} gives it.
     *
     * @throws TaosxException if it is not one
     */
    public static List<TaskDocument> read(String json) {
        JsonNode root = tree(json);
        List<TaskDocument> tasks = new ArrayList<>();
        List<TaosxProblem> problems = new ArrayList<>();
        if (root.isArray()) {
            for (int i = 0; i < root.size(); i++) {
                read(root.get(i), "task[" + i + "]", tasks, problems);
            }
        } else {
            read(root, "task", tasks, problems);
        }
        if (!problems.isEmpty()) {
            throw new TaosxException(problems);
        }
        return List.copyOf(tasks);
    }

    private static JsonNode tree(String json) {
        try {
            return parse(json);
        } catch (JsonProcessingException e) {
            // Without the cause, which repeats the text with its passwords.
            throw new TaosxException(List.of(new TaosxProblem("task", "JSON", "a fault" + place(e), null)));
        }
    }

    /** The one JSON value of a text. */
    static JsonNode parse(String json) throws JsonProcessingException {
        return MAPPER.readTree(json);
    }

    /** Line and column of a fault, for the end of a message. */
    static String place(JsonProcessingException fault) {
        JsonLocation at = fault.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static void read(JsonNode node, String place, List<TaskDocument> tasks, List<TaosxProblem> problems) {
        if (!node.isObject()) {
            problems.add(new TaosxProblem(place, "an object with from and to", "another value", null));
            return;
        }
        int before = problems.size();
        List<String> notes = new ArrayList<>();
        String from = from(node, place, problems);
        String to = text(node, "to");
        if (to == null) {
            problems.add(new TaosxProblem(place + ": to", "a DSN", node.has("to") ? "another value" : "none", null));
        }
        if (problems.size() > before || from == null || to == null) {
            return;
        }
        JsonNode parser = node.path("parser");
        String document = parser.isMissingNode() || parser.isNull() || (parser.isEmpty() && parser.isContainerNode())
                ? null
                : parser.isTextual() ? parser.textValue() : parser.toString();
        List<String> transforms = new ArrayList<>();
        node.path("transforms").forEach(transform -> transforms.add(transform.asText()));
        node.fieldNames().forEachRemaining(key -> note(key, node.path(key), place, notes));
        tasks.add(new TaskDocument(
                text(node, "name"),
                new TaosxTask(from, to, document, transforms, node.path("jobs").asInt(0)),
                notes));
    }

    private static void note(String key, JsonNode value, String place, List<String> notes) {
        boolean empty = value.isNull()
                || (value.isTextual() && value.textValue().isBlank())
                || (value.isContainerNode() && value.isEmpty());
        if (empty || READ.contains(key) || WITHOUT_NOTE.contains(key)) {
            return;
        }
        notes.add(place + ": " + key + ": " + NOTES.getOrDefault(key, "is not known and has no effect"));
    }

    private static @Nullable String from(JsonNode node, String place, List<TaosxProblem> problems) {
        String from = text(node, "from");
        if (from != null) {
            return from;
        }
        JsonNode form = node.path("from_json");
        if (!form.isObject()) {
            problems.add(new TaosxProblem(place + ": from", "a DSN, or from_json with type and data", "none", null));
            return null;
        }
        String type = text(form, "type");
        JsonNode data = form.path("data");
        String host = text(data, "host");
        if (type == null || !type.matches("[a-zA-Z][a-zA-Z0-9]*") || host == null) {
            problems.add(new TaosxProblem(
                    place + ": from_json", "type, and data with host", "others", "write the DSN into from"));
            return null;
        }
        return dsn(type, data, host, place, problems);
    }

    private static @Nullable String dsn(
            String type, JsonNode data, String host, String place, List<TaosxProblem> problems) {
        String port = text(data, "port");
        if (port != null && !port.matches("[0-9]{1,5}")) {
            problems.add(new TaosxProblem(place + ": from_json: port", "a number", "another text", null));
            return null;
        }
        List<DsnParameter> parameters = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        data.fieldNames().forEachRemaining(names::add);
        // Keys that end in a dollar sign belong to the form.
        names.removeIf(key -> Set.of("host", "port", "protocol").contains(key) || key.endsWith("$"));
        Dsn.Login login = Dsn.Login.NONE;
        if (!type.equalsIgnoreCase("influxdb")) {
            login = new Dsn.Login(text(data, "username"), text(data, "password"));
            names.removeAll(Set.of("username", "password"));
        }
        for (String key : names) {
            String value = text(data, key);
            if (value != null) {
                parameters.add(new DsnParameter(key, value, 0));
            }
        }
        return new Dsn(
                        type,
                        text(data, "protocol"),
                        login,
                        List.of(new HostPort(host, port == null ? null : Integer.valueOf(port))),
                        "",
                        parameters,
                        false,
                        true)
                .text();
    }

    /** The text, number or boolean of a key as text; null if it is missing or blank. */
    private static @Nullable String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        boolean scalar = value.isTextual() || value.isNumber() || value.isBoolean();
        return scalar && !value.asText().isBlank() ? value.asText() : null;
    }
}
