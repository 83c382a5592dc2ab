// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tdconnect.console.connect.ConnectorView;
import io.tdconnect.console.http.Json;
import io.tdconnect.console.log.Warning;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has happened to connectors while the console was there: changes of states, failures, warnings. Thread-safe. */
final class Events {
    private static final int MOST = 5_000;
    private static final int MOST_OF_TASK = 500;

    private final Deque<Event> events = new ArrayDeque<>();
    private final Map<String, String> states = new HashMap<>();

    private record Event(Instant time, String level, String connector, String message) {}

    /** Compares with the states of the last time. */
    synchronized void observe(List<ConnectorView> connectors) {
        Map<String, String> now = new HashMap<>();
        for (ConnectorView connector : connectors) {
            change(now, connector.name(), "", connector.state());
            connector.tasks().forEach(task -> change(now, connector.name(), " task " + task.id(), task.state()));
            Failure.of(connector).forEach(failure -> {
                String key = connector.name() + "\n failure " + failure.task();
                now.put(key, failure.message());
                if (!failure.message().equals(states.get(key))) {
                    add("ERROR", connector.name(), failure.message());
                }
            });
        }
        states.clear();
        states.putAll(now);
    }

    private void change(Map<String, String> now, String connector, String part, String state) {
        String key = connector + '\n' + part;
        now.put(key, state);
        String before = states.get(key);
        if (!state.equals(before)) {
            String what = (part.isEmpty() ? "connector" : part.trim()) + ": ";
            add(
                    state.equals("FAILED") ? "ERROR" : "INFO",
                    connector,
                    what + (before == null ? state : before + " → " + state));
        }
    }

    void add(String level, String connector, String message) {
        add(new Event(Instant.now(), level, connector, message));
    }

    /** Adds what connectors have logged. */
    void addAll(List<Warning> warnings) {
        warnings.forEach(warning -> add(new Event(
                Instant.ofEpochMilli(warning.time()), warning.level(), warning.connector(), warning.message())));
    }

    private synchronized void add(Event event) {
        events.addLast(event);
        if (events.size() > MOST) {
            events.removeFirst();
        }
    }

    /** Those of some connectors, the newest first. */
    synchronized ArrayNode of(Set<String> connectors) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        events.descendingIterator().forEachRemaining(event -> {
            if (connectors.contains(event.connector) && list.size() < MOST_OF_TASK) {
                list.addObject()
                        .put("time", event.time.toString())
                        .put("level", event.level)
                        .put("connector", event.connector)
                        .put("message", event.message);
            }
        });
        return list;
    }
}
