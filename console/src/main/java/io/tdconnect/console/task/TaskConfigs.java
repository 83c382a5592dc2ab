// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.connect.ConnectorView;
import io.tdconnect.console.connect.Connectors;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Call;
import io.tdconnect.console.http.Json;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates, shows, changes and copies the configurations of tasks. */
final class TaskConfigs {
    private static final Logger log = LoggerFactory.getLogger(TaskConfigs.class);
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}/\\\\]{1,200}");
    private static final String NAME_OPTION = "name";
    private static final Duration SEEN_LIMIT = Duration.ofSeconds(3);

    private final Connectors connectors;
    private final TaskWatch watch;
    private final Secrets secrets;
    private final Map<String, Map<String, String>> previous = new ConcurrentHashMap<>();

    TaskConfigs(Connectors connectors, TaskWatch watch, Secrets secrets) {
        this.connectors = connectors;
        this.watch = watch;
        this.secrets = secrets;
    }

    /** A task with its configurations, failures, and the configurations before the last change. */
    ObjectNode detail(Call call) throws InterruptedException {
        Task task = watch.task(call.variable("id"));
        ObjectNode json = watch.json(task);
        ObjectNode configs = json.putObject("configs");
        ArrayNode set = configs.putArray("secretsSet");
        ObjectNode before = Json.object();
        ArrayNode problems = json.putArray("problems");
        for (ConnectorView side : task.sides()) {
            String name = side.source() ? "source" : "sink";
            configs.set(name, secrets.hidden(side, side.config(), set));
            Map<String, String> old = previous.get(side.name());
            if (old != null) {
                before.set(name, secrets.hidden(side, old, Json.MAPPER.createArrayNode()));
            }
            Failure.of(side).forEach(failure -> problems.add(json(failure)));
        }
        json.set("previous", before.isEmpty() ? null : before);
        json.put("version", version(task));
        return json;
    }

    private static ObjectNode json(Failure failure) {
        ObjectNode json = Json.object();
        json.put("connector", failure.connector());
        json.put("task", failure.task());
        json.put("cause", failure.cause().word());
        json.put("message", failure.message());
        json.put("option", failure.option());
        json.put("trace", failure.trace());
        return json;
    }

    /** Changes when a configuration changes, by whomever. */
    private static String version(Task task) {
        return Integer.toHexString(
                task.sides().stream().map(ConnectorView::config).toList().hashCode());
    }

    /** Creates both sides stopped, then starts them; on a failure nothing is left. */
    ObjectNode create(Call call) throws InterruptedException {
        ObjectNode body = call.json();
        String name = body.path(NAME_OPTION).asText("");
        if (!NAME.matcher(name).matches()) {
            throw ApiException.ofOption(
                    NAME_OPTION, "Expected a name of 1 to 200 characters without / and \\, found something else", null);
        }
        Map<String, Map<String, String>> sides = new LinkedHashMap<>();
        for (String side : List.of("sink", "source")) {
            Map<String, String> config = Json.config(body.path(side), side);
            if (!config.isEmpty()) {
                config.put(Task.LABEL, name);
                config.remove(NAME_OPTION);
                sides.put(name + '-' + side, config);
            }
        }
        if (sides.isEmpty()) {
            throw ApiException.badRequest("Expected a configuration in source or sink, found none");
        }
        create(sides, body.path("start").asBoolean(true));
        noteMade(sides.keySet(), call);
        return watch.json(watch.newTask(name));
    }

    private void create(Map<String, Map<String, String>> sides, boolean start) throws InterruptedException {
        for (Map.Entry<String, Map<String, String>> side : sides.entrySet()) {
            refuseProblems(side.getKey(), side.getValue());
        }
        Deque<String> made = new ArrayDeque<>();
        boolean complete = false;
        try {
            for (Map.Entry<String, Map<String, String>> side : sides.entrySet()) {
                connectors.createStopped(side.getKey(), side.getValue());
                made.push(side.getKey());
            }
            if (start) {
                for (String name : sides.keySet()) {
                    connectors.act(name, "resume");
                }
            }
            complete = true;
        } finally {
            if (!complete) {
                undo(made);
            }
        }
    }

    private void noteMade(Set<String> made, Call call) {
        log.info("{} created by {}", made, call.user());
        made.forEach(name -> watch.events().add("INFO", name, "created by " + call.user()));
    }

    private void refuseProblems(String name, Map<String, String> config) throws InterruptedException {
        Map<String, String> named = new LinkedHashMap<>(config);
        named.put(NAME_OPTION, name);
        connectors.problems(named).forEach((option, messages) -> {
            throw ApiException.ofOption(option, name + ": " + String.join("; ", messages), null);
        });
    }

    private void undo(Deque<String> made) {
        boolean interrupted = Thread.interrupted();
        while (!made.isEmpty()) {
            String name = made.pop();
            try {
                connectors.delete(name);
            } catch (ApiException e) {
                log.warn("The connector {} of a task that could not be created remains: {}", name, e.getMessage());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Changes one or both sides, unless somebody else has changed one since the page was drawn. */
    synchronized ObjectNode change(Call call) throws InterruptedException {
        Task task = watch.task(call.variable("id"));
        ObjectNode body = call.json();
        String version = body.path("version").asText("");
        if (!version.isEmpty() && !version.equals(version(task))) {
            throw new ApiException(
                    409,
                    "changed",
                    "Somebody else has changed this task meanwhile; load it again and repeat your change");
        }
        Map<ConnectorView, Map<String, String>> changes = new LinkedHashMap<>();
        for (ConnectorView side : task.sides()) {
            if (body.get(side.source() ? "source" : "sink") instanceof ObjectNode sent) {
                Map<String, String> config = secrets.kept(sent, side.config());
                config.put(NAME_OPTION, side.name());
                refuseProblems(side.name(), config);
                changes.put(side, config);
            }
        }
        for (Map.Entry<ConnectorView, Map<String, String>> change : changes.entrySet()) {
            ConnectorView side = change.getKey();
            connectors.change(side.name(), change.getValue());
            previous.put(side.name(), side.config());
            watch.events().add("INFO", side.name(), "configuration changed by " + call.user());
        }
        return watch.json(changed(task));
    }

    /** The task once the cluster reports another version, so that the next change of somebody else is compared with it. */
    private Task changed(Task before) throws InterruptedException {
        long end = System.nanoTime() + SEEN_LIMIT.toNanos();
        Task now = watch.task(before.id());
        while (version(now).equals(version(before)) && System.nanoTime() < end) {
            Thread.sleep(100);
            now = watch.task(before.id());
        }
        return now;
    }

    /** A stopped task with the same configurations, secrets included. */
    ObjectNode copy(Call call) throws InterruptedException {
        Task task = watch.task(call.variable("id"));
        String name = call.json().path(NAME_OPTION).asText("");
        if (!NAME.matcher(name).matches()) {
            throw ApiException.ofOption(NAME_OPTION, "Expected a name for the copy, found none", null);
        }
        Map<String, Map<String, String>> sides = new LinkedHashMap<>();
        for (ConnectorView side : task.sides()) {
            Map<String, String> config = new LinkedHashMap<>(side.config());
            config.remove(NAME_OPTION);
            config.put(Task.LABEL, name);
            sides.put(name + (side.source() ? "-source" : "-sink"), config);
        }
        create(sides, false);
        noteMade(sides.keySet(), call);
        return watch.json(watch.newTask(name));
    }

    /**
     * A configuration of a page, with the secrets that are set in a task.
     *
     * @param onlySame whether the page may not change what the secrets are sent to
     */
    Map<String, String> filled(Map<String, String> config, JsonNode sent, String id, boolean onlySame)
            throws InterruptedException {
        if (id.isEmpty() || !(sent instanceof ObjectNode object)) {
            return config;
        }
        for (ConnectorView side : watch.task(id).sides()) {
            if (side.type().equals(config.get("connector.class"))) {
                if (onlySame
                        && !side.config()
                                .entrySet()
                                .containsAll(Json.config(object, "config").entrySet())) {
                    throw new ApiException(
                            403,
                            "read_only",
                            "Expected the options of task " + id
                                    + " as they are, found others: the console is set to read"
                                    + " only (tdconnect.console.read.only), and sends secrets nowhere else");
                }
                return secrets.kept(object, side.config());
            }
        }
        return config;
    }
}
