// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import io.tdconnect.console.connect.ConnectorView;
import io.tdconnect.console.connect.Connectors;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Call;
import io.tdconnect.console.http.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Starts, stops, pauses, restarts and deletes tasks. */
final class TaskActions {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(25);

    private final Connectors connectors;
    private final TaskWatch watch;

    TaskActions(Connectors connectors, TaskWatch watch) {
        this.connectors = connectors;
        this.watch = watch;
    }

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
}
