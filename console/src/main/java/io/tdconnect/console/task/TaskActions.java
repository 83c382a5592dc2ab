// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.connect.ConnectApi;
import io.tdconnect.console.connect.ConnectorView;
import io.tdconnect.console.connect.Connectors;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Call;
import io.tdconnect.console.http.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, stops, pauses, restarts and deletes tasks, moves them, and sets their log level. */
final class TaskActions implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskActions.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(25);
    private static final int LONGEST_MINUTES = 120;
    private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

    private final Connectors connectors;
    private final TaskWatch watch;
    private final Map<String, FallBack> fallBacks = new HashMap<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "tdconnect-console-levels");
        made.setDaemon(true);
        return made;
    });

    TaskActions(Connectors connectors, TaskWatch watch) {
        this.connectors = connectors;
        this.watch = watch;
    }

    /** The level before the first change, and what sets it again. */
    private record FallBack(String level, Future<?> timer) {}

    /** Something is done with each side. */
    @FunctionalInterface
    private interface Step {
        void run(String connector) throws InterruptedException;
    }

    @Nullable
    Object start(Call call) throws InterruptedException {
        return each(call, "started", name -> connectors.act(name, "resume"));
    }

    @Nullable
    Object stop(Call call) throws InterruptedException {
        return each(call, "stopped", name -> connectors.act(name, "stop"));
    }

    @Nullable
    Object pause(Call call) throws InterruptedException {
        return each(call, "paused", name -> connectors.act(name, "pause"));
    }

    @Nullable
    Object restart(Call call) throws InterruptedException {
        return each(call, "restarted", connectors::restart);
    }

    private @Nullable Object each(Call call, String what, Step step) throws InterruptedException {
        Task task = watch.task(call.variable("id"));
        for (ConnectorView side : task.sides()) {
            step.run(side.name());
            watch.events().add("INFO", side.name(), what + " by " + call.user());
        }
        return watch.json(watch.task(task.id()));
    }

    /** Deletes both sides; with {@code offsets=true} also where they stood, for which they are stopped first. */
    @Nullable
    Object delete(Call call) throws InterruptedException {
        Task task = watch.task(call.variable("id"));
        boolean offsets = "true".equals(call.parameter("offsets"));
        for (ConnectorView side : task.sides()) {
            if (offsets) {
                unlessGone(side.name(), name -> connectors.act(name, "stop"));
            }
        }
        if (offsets) {
            awaitStopped(task.id());
            for (ConnectorView side : task.sides()) {
                unlessGone(side.name(), connectors::resetOffsets);
            }
        }
        for (ConnectorView side : task.sides()) {
            unlessGone(side.name(), connectors::delete);
        }
        return Json.object();
    }

    /** Somebody else may have deleted a side meanwhile; the other one has to go all the same. */
    private static void unlessGone(String connector, Step step) throws InterruptedException {
        try {
            step.run(connector);
        } catch (ApiException e) {
            if (!e.code().equals(ApiException.NOT_FOUND)) {
                throw e;
            }
        }
    }

    private void awaitStopped(String id) throws InterruptedException {
        long end = System.nanoTime() + STOP_LIMIT.toNanos();
        while (!hasEnded(id)) {
            if (System.nanoTime() > end) {
                throw new ApiException(
                        504, "timeout", "The task has not stopped within " + STOP_LIMIT.toSeconds() + " s");
            }
            Thread.sleep(200);
        }
    }

    private boolean hasEnded(String id) throws InterruptedException {
        try {
            Task task = watch.task(id);
            return task.isStopped()
                    && task.sides().stream().allMatch(side -> side.tasks().isEmpty());
        } catch (ApiException e) {
            if (e.code().equals(ApiException.NOT_FOUND)) {
                return true;
            }
            throw e;
        }
    }

    /** Sets the level of the plugins' loggers on all workers; after some minutes it falls back. */
    ObjectNode logLevel(Call call) throws InterruptedException {
        Task task = watch.task(call.variable("id"));
        ObjectNode body = call.json();
        String level = body.path("level").asText("").toUpperCase(Locale.ROOT);
        int minutes = body.path("minutes").asInt(0);
        if (!LEVELS.contains(level) || minutes < 1 || minutes > LONGEST_MINUTES) {
            throw ApiException.badRequest("Expected a level of TRACE, DEBUG, INFO, WARN and ERROR and 1 to "
                    + LONGEST_MINUTES + " minutes, found something else");
        }
        Set<String> loggers = new HashSet<>();
        for (ConnectorView side : task.sides()) {
            loggers.add(side.type().replaceAll("\\.[^.]*$", ""));
        }
        for (String logger : loggers) {
            setFor(minutes, logger, level);
        }
        return Json.object().put("level", level).put("minutes", minutes);
    }

    private synchronized void setFor(int minutes, String logger, String level) throws InterruptedException {
        FallBack earlier = fallBacks.remove(logger);
        String before = earlier == null
                ? connectors
                        .api()
                        .get("/admin/loggers/" + ConnectApi.encoded(logger))
                        .path("level")
                        .asText("INFO")
                : earlier.level;
        if (earlier != null) {
            earlier.timer.cancel(false);
        }
        set(logger, level);
        Future<?> timer = later.schedule(() -> fallBack(logger, before), minutes, TimeUnit.MINUTES);
        fallBacks.put(logger, new FallBack(before, timer));
    }

    private void set(String logger, String level) throws InterruptedException {
        connectors
                .api()
                .send(
                        "PUT",
                        "/admin/loggers/" + ConnectApi.encoded(logger) + "?scope=cluster",
                        Json.object().put("level", level));
    }

    private synchronized void fallBack(String logger, String level) {
        fallBacks.remove(logger);
        try {
            set(logger, level);
        } catch (ApiException e) {
            log.warn("The level of {} could not be set back to {}: {}", logger, level, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
