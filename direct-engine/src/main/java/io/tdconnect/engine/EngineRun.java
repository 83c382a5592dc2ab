// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.engine.EngineResult.Outcome;
import io.tdconnect.engine.queue.DiskQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of an engine that runs, from its start to its end; followed by one thread. */
final class EngineRun {
    private static final Logger log = LoggerFactory.getLogger(EngineRun.class);
    private static final String FINISHED = "finished";
    private static final long LOOK_AGAIN = 50;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final DirectTask task;
    private final ConnectorSetup source;
    private final ConnectorSetup sink;
    private final TaskFiles files;
    private final Counters counters = new Counters();
    private final LocalMetrics metrics = new LocalMetrics();
    private final List<SinkLane> sinkLanes = new ArrayList<>();
    private final List<SourceLane.Outlet> outlets = new ArrayList<>();
    private final List<QueueFeed> feeds = new ArrayList<>();
    private final SourceSide sources;
    private volatile boolean stopping;
    private volatile boolean reconfiguration;
    private volatile String phase = "starting";
    private @Nullable Throwable failure;

    EngineRun(DirectTask task, ConnectorSetup source, ConnectorSetup sink, TaskFiles files) {
        this.task = task;
        this.source = source;
        this.sink = sink;
        this.files = files;
        sources = new SourceSide(
                source,
                new SourceSide.Parts(
                        files.offsets(),
                        FailurePolicy.of(source.config(), files.failures(), counters),
                        metrics,
                        number -> outlets.get(number % outlets.size()),
                        this::fail));
    }

    /** Starts both connectors and their tasks. */
    void start() {
        source.start(context(() -> reconfiguration = true));
        sink.start(context(() -> log.warn("The sink asks for other tasks, which needs a restart")));
        List<Map<String, String>> wanted = source.taskConfigs(task.tasks());
        int lanes = Math.max(1, Math.max(wanted.size(), files.queuesOnDisk()));
        List<Map<String, String>> sinkConfigs = sink.taskConfigs(lanes);
        for (int i = 0; i < sinkConfigs.size(); i++) {
            addSinkLane(i, sinkConfigs);
        }
        if (sinkLanes.isEmpty()) {
            throw new ConnectException("The sink connector has no task");
        }
        sinkLanes.forEach(SinkLane::start);
        feeds.forEach(QueueFeed::start);
        sources.start(wanted);
        phase = "";
    }

    private ConnectorContexts.OfConnector context(Runnable reconfigured) {
        return new ConnectorContexts.OfConnector(reconfigured, this::fail, files.offsets(), metrics);
    }

    private void addSinkLane(int number, List<Map<String, String>> configs) {
        Inlet inlet;
        if (files.hasQueue()) {
            DiskQueue queue = files.queue(number, configs.size());
            QueueFeed feed = new QueueFeed(task.name() + "-queue-" + number, queue, this::fail);
            feeds.add(feed);
            outlets.add(feed);
            inlet = new QueueInlet(queue);
        } else {
            MemoryInlet memory = new MemoryInlet(files.offsets());
            outlets.add(memory);
            inlet = memory;
        }
        FailurePolicy policy = FailurePolicy.of(sink.config(), files.failures(), counters);
        sinkLanes.add(new SinkLane(
                task.name() + "-sink-" + number,
                () -> new SinkSession(
                        number,
                        sink.task(SinkTask.class),
                        configs.get(number),
                        Stages.of(sink, counters.retries),
                        policy,
                        metrics),
                inlet,
                files.hasQueue(),
                counters,
                this::fail));
    }

    private synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
            notifyAll();
        }
    }

    private synchronized @Nullable Throwable failure() {
        return failure;
    }

    /** Asks for the end. */
    synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    private boolean goesOn() {
        return !stopping && failure() == null;
    }

    /** Follows the tasks until the end, and cleans up. */
    EngineResult run() {
        boolean finished = false;
        try {
            finished = follow();
            end(finished);
        } catch (IOException | RuntimeException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        }
        Throwable cause = failure();
        Outcome outcome = cause != null ? Outcome.FAILED : finished ? Outcome.FINISHED : Outcome.STOPPED;
        phase = outcome == Outcome.FINISHED ? FINISHED : outcome == Outcome.STOPPED ? "stopped" : "failed";
        return new EngineResult(outcome, cause, figures());
    }

    /** Returns true when everything is read, and false when the end was asked for or a task has failed. */
    private boolean follow() throws InterruptedException {
        while (goesOn()) {
            if (reconfiguration) {
                reconfiguration = false;
                reconfigure();
            }
            if (sources.finished() && !reconfiguration) {
                phase = "writing the rest";
                return awaitRest();
            }
            synchronized (this) {
                if (goesOn()) {
                    wait(LOOK_AGAIN);
                }
            }
        }
        return false;
    }

    private boolean awaitRest() throws InterruptedException {
        if (!sources.awaitDelivery(this::goesOn)) {
            return false;
        }
        sinkLanes.forEach(SinkLane::finish);
        for (SinkLane lane : sinkLanes) {
            while (!lane.awaitEnd(Duration.ofMillis(LOOK_AGAIN))) {
                if (!goesOn()) {
                    return false;
                }
            }
        }
        return failure() == null;
    }

    /** Replaces the source's tasks, once all that they have read is confirmed. */
    private void reconfigure() throws InterruptedException {
        List<Map<String, String>> wanted = source.taskConfigs(task.tasks());
        if (wanted.equals(sources.configs())) {
            return;
        }
        log.info("The source has other tasks now: {}", wanted.size());
        List<SourcePositions> ended = sources.positions();
        sources.stopPolling(task.stopTimeout());
        if (!sources.awaitDelivery(this::goesOn)) {
            return;
        }
        try {
            sources.stopTasks();
        } catch (IOException e) {
            throw new ConnectException("The offsets file cannot be written: " + e.getMessage(), e);
        }
        for (SourceLane.Outlet outlet : outlets) {
            if (outlet instanceof MemoryInlet memory) {
                ended.forEach(memory::forget);
            }
        }
        sources.start(wanted);
    }

    private void end(boolean finished) throws IOException, InterruptedException {
        long limit = System.nanoTime() + task.stopTimeout().toNanos();
        if (!finished) {
            phase = "stopping";
        }
        try {
            // A task that waits for room waits in vain after a failure.
            sources.stopPolling(failure() == null ? left(limit).dividedBy(2) : AFTER_FAILURE);
            feeds.forEach(feed -> feed.close(left(limit)));
            sinkLanes.forEach(SinkLane::finishWithoutRest);
            for (SinkLane lane : sinkLanes) {
                lane.awaitEnd(left(limit));
                lane.close();
            }
            sources.stopTasks();
        } finally {
            stopConnectors();
            files.close();
            metrics.close();
        }
    }

    private static Duration left(long limit) {
        return Duration.ofNanos(Math.max(1_000_000, limit - System.nanoTime()));
    }

    /** Ends the connectors without their tasks, after a start that failed. */
    void abandon() {
        sources.stopPolling(Duration.ofSeconds(1));
        sinkLanes.forEach(SinkLane::close);
        feeds.forEach(feed -> feed.close(Duration.ofSeconds(1)));
        stopConnectors();
        files.close();
        metrics.close();
    }

    private void stopConnectors() {
        for (ConnectorSetup each : List.of(source, sink)) {
            try {
                each.connector().stop();
            } catch (RuntimeException e) {
                log.warn("The {} connector failed to stop", each.side(), e);
            }
        }
    }

    EngineFigures figures() {
        List<DiskQueue> queues = files.queues();
        return new EngineFigures(
                counters.read.sum(),
                counters.dropped.sum(),
                counters.written.sum(),
                counters.failures.sum(),
                counters.bytes.sum(),
                sinkLanes.stream().mapToLong(SinkLane::waiting).sum(),
                queues.stream().mapToLong(DiskQueue::records).sum(),
                queues.stream().mapToLong(DiskQueue::bytes).sum(),
                queues.stream().anyMatch(DiskQueue::full),
                counters.retries.sum(),
                phase(queues),
                phase.equals(FINISHED) ? 1 : sources.shareDone(),
                sinkLanes.stream().map(SinkLane::lag).max(Duration::compareTo).orElse(Duration.ZERO));
    }

    private String phase(List<DiskQueue> queues) {
        for (SinkLane lane : sinkLanes) {
            if (!lane.problem().isEmpty()) {
                return lane.problem();
            }
        }
        if (queues.stream().anyMatch(DiskQueue::full)) {
            return "the queue is full, the source waits";
        }
        String current = phase;
        return current.isEmpty() ? sources.phase() : current;
    }
}
