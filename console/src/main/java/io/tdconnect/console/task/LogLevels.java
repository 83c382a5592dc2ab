// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.connect.ConnectApi;
import io.tdconnect.console.connect.ConnectorView;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Call;
import io.tdconnect.console.http.Json;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the log levels of plugins on all workers, for some minutes. */
final class LogLevels implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LogLevels.class);
    private static final int LONGEST_MINUTES = 120;
    private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");
    private static final String LOGGERS = "/admin/loggers";
    private static final String LEVEL = "level";

    private final ConnectApi api;
    private final TaskWatch watch;
    private final Map<String, Raised> raised = new HashMap<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "tdconnect-console-levels");
        made.setDaemon(true);
        return made;
    });

    LogLevels(ConnectApi api, TaskWatch watch) {
        this.api = api;
        this.watch = watch;
    }

    /**
     * A level that falls back.
     *
     * @param before the level until somebody raised it
     */
    private record Raised(String before, ScheduledFuture<?> end) {}

    /** Sets the level for the plugins of a task. */
    ObjectNode raise(Call call) throws InterruptedException {
        Task task = watch.task(call.variable("id"));
        ObjectNode body = call.json();
        String level = body.path(LEVEL).asText("").toUpperCase(Locale.ROOT);
        int minutes = body.path("minutes").asInt(0);
        if (!LEVELS.contains(level) || minutes < 1 || minutes > LONGEST_MINUTES) {
            throw ApiException.badRequest("Expected a level of TRACE, DEBUG, INFO, WARN and ERROR and 1 to "
                    + LONGEST_MINUTES + " minutes, found something else");
        }
        Set<String> loggers = task.sides().stream()
                .map(ConnectorView::type)
                .map(type -> type.substring(0, Math.max(0, type.lastIndexOf('.'))))
                .collect(Collectors.toSet());
        for (String logger : loggers) {
            raise(logger, level, minutes);
        }
        task.sides()
                .forEach(side -> watch.events()
                        .add("INFO", side.name(), "log level " + level + " for " + minutes + " min by " + call.user()));
        return Json.object().put(LEVEL, level).put("minutes", minutes);
    }

    private synchronized void raise(String logger, String level, int minutes) throws InterruptedException {
        Raised earlier = raised.get(logger);
        String before = earlier == null ? levelOf(logger) : earlier.before;
        set(logger, level);
        if (earlier != null) {
            earlier.end.cancel(false);
        }
        raised.put(logger, new Raised(before, later.schedule(() -> fallBack(logger), minutes, TimeUnit.MINUTES)));
    }

    /** The level of the nearest logger above it that has one. */
    private String levelOf(String logger) throws InterruptedException {
        JsonNode all = api.get(LOGGERS);
        String level = all.path("root").path(LEVEL).asText("INFO");
        for (int end = logger.length(); end > 0; end = logger.lastIndexOf('.', end - 1)) {
            JsonNode found = all.path(logger.substring(0, end)).path(LEVEL);
            if (found.isTextual()) {
                return found.asText();
            }
        }
        return level;
    }

    private void set(String logger, String level) throws InterruptedException {
        String path = LOGGERS + '/' + ConnectApi.encoded(logger) + "?scope=cluster";
        api.send("PUT", path, Json.object().put(LEVEL, level));
    }

    private synchronized void fallBack(String logger) {
        Raised ended = raised.remove(logger);
        if (ended == null) {
            return;
        }
        try {
            set(logger, ended.before);
        } catch (ApiException e) {
            log.warn("The level of {} could not be set back to {}: {}", logger, ended.before, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sets everything back. */
    @Override
    public synchronized void close() {
        later.shutdownNow();
        Set.copyOf(raised.keySet()).forEach(this::fallBack);
    }
}
