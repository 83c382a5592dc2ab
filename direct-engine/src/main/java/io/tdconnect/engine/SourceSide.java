// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.engine.store.OffsetsFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTask;

/** The tasks of the source connector, which may be replaced by others while the sink goes on. */
final class SourceSide {
    private static final long LOOK_AGAIN = 200;
    private static final double UNKNOWN = Double.NaN;

    private final ConnectorSetup setup;
    private final Parts parts;
    private volatile List<SourceLane> lanes = List.of();
    private volatile List<Map<String, String>> configs = List.of();

    /**
     * What the tasks share.
     *
     * @param outlets where the records of the task with a number go
     * @param onFailure hears of the failure that ends a task
     */
    record Parts(
            OffsetsFile offsets,
            FailurePolicy policy,
            PluginMetrics metrics,
            IntFunction<SourceLane.Outlet> outlets,
            Consumer<Throwable> onFailure) {}

    SourceSide(ConnectorSetup setup, Parts parts) {
        this.setup = setup;
        this.parts = parts;
    }

    /** Starts tasks with these configurations. */
    void start(List<Map<String, String>> wanted) {
        configs = wanted;
        List<SourceLane> made = new ArrayList<>();
        for (Map<String, String> config : wanted) {
            made.add(lane(made.size(), config));
        }
        lanes = made;
        made.forEach(SourceLane::start);
    }

    List<Map<String, String>> configs() {
        return configs;
    }

    private SourceLane lane(int number, Map<String, String> config) {
        SourceTask task = setup.task(SourceTask.class);
        task.initialize(new ConnectorContexts.OfSourceTask(config, parts.offsets(), parts.metrics()));
        Budget budget = new Budget();
        return new SourceLane(
                setup.config().get("name") + "-source-" + number,
                task,
                config,
                new SourceLane.Way(
                        Stages.of(setup, parts.policy().counters().retries),
                        parts.policy(),
                        parts.outlets().apply(number),
                        budget),
                new SourcePositions(task, parts.offsets(), budget),
                parts.onFailure());
    }

    /** Whether all tasks have an end and have reached it. */
    boolean finished() {
        List<SourceLane> current = lanes;
        return !current.isEmpty() && current.stream().allMatch(SourceLane::finished);
    }

    /** Ends polling. */
    void stopPolling(Duration limit) {
        lanes.forEach(SourceLane::askToStop);
        long end = System.nanoTime() + limit.toNanos();
        for (SourceLane lane : lanes) {
            lane.awaitEnd(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
        }
    }

    /** Waits until nothing is on its way; false if {@code goOn} ends it. */
    boolean awaitDelivery(BooleanSupplier goOn) throws InterruptedException {
        for (SourceLane lane : lanes) {
            while (!lane.budget().awaitEmpty(LOOK_AGAIN)) {
                if (!goOn.getAsBoolean()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Stores the positions and ends the tasks; nobody may confirm records any more. */
    void stopTasks() throws IOException, InterruptedException {
        List<SourceLane> current = lanes;
        lanes = List.of();
        try {
            for (SourceLane lane : current) {
                lane.positions().settle();
                lane.positions().store();
            }
        } finally {
            current.forEach(SourceLane::stop);
        }
    }

    List<SourcePositions> positions() {
        return lanes.stream().map(SourceLane::positions).toList();
    }

    double shareDone() {
        return lanes.stream().mapToDouble(SourceLane::shareDone).average().orElse(UNKNOWN);
    }

    String phase() {
        return lanes.stream()
                .map(SourceLane::phase)
                .filter(phase -> !phase.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
