// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.common.source.SourceProgress;
import io.tdconnect.common.source.TaskThread;
import io.tdconnect.engine.errors.Backoff;
import io.tdconnect.engine.store.FailuresFile.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a source task and its transforms on a thread of their own. */
final class SourceLane {
    private static final Logger log = LoggerFactory.getLogger(SourceLane.class);

    private final SourceTask task;
    private final Map<String, String> config;
    private final Stages<SourceRecord> stages;
    private final FailurePolicy policy;
    private final Outlet outlet;
    private final Budget budget;
    private final SourcePositions positions;
    private final Counters counters;
    private final TaskThread thread;
    private volatile boolean stopping;
    private volatile boolean finished;
    private volatile boolean started;
    private volatile boolean ended;

    /** Where the records go. */
    @FunctionalInterface
    interface Outlet {
        void accept(Batch batch) throws InterruptedException;
    }

    /** What the records of a task pass. */
    record Way(Stages<SourceRecord> stages, FailurePolicy policy, Outlet outlet, Budget budget) {}

    /**
     * Does not start yet.
     *
     * @param task is initialized
     * @param onFailure hears of the failure that has ended the task
     */
    SourceLane(
            String name,
            SourceTask task,
            Map<String, String> config,
            Way way,
            SourcePositions positions,
            Consumer<Throwable> onFailure) {
        this.task = task;
        this.config = config;
        this.stages = way.stages;
        this.policy = way.policy;
        this.outlet = way.outlet;
        this.budget = way.budget;
        this.counters = way.policy.counters();
        this.positions = positions;
        thread = new TaskThread(name, this::run, onFailure);
    }

    void start() {
        thread.start();
    }

    private void run() throws InterruptedException {
        try {
            started = true;
            task.start(config);
            SourceProgress progress = progress();
            while (!stopping && !finished) {
                boolean all = progress != null && progress.finished();
                List<SourceRecord> records = poll();
                if (records == null || records.isEmpty()) {
                    finished = all;
                } else {
                    pass(records);
                }
            }
        } finally {
            ended = true;
        }
    }

    private @Nullable List<SourceRecord> poll() throws InterruptedException {
        Backoff backoff = new Backoff();
        while (!stopping) {
            try {
                return task.poll();
            } catch (RetriableException | org.apache.kafka.common.errors.RetriableException e) {
                long pause = backoff.next();
                counters.retries.increment();
                log.warn("The source asks for another try, in {} ms: {}", pause, e.getMessage());
                thread.pause(Duration.ofMillis(pause));
            }
        }
        return null;
    }

    private void pass(List<SourceRecord> records) throws InterruptedException {
        List<Batch.Item> items = new ArrayList<>(records.size());
        long bytes = 0;
        for (SourceRecord original : records) {
            SourceRecord made = stages.apply(
                    original,
                    (stage, failure) -> policy.failed(
                            stage,
                            original,
                            -1,
                            new Place(original.sourcePartition(), original.sourceOffset()),
                            failure));
            int size = RecordSize.of(original);
            bytes += size;
            if (made == null) {
                counters.dropped.increment();
            }
            items.add(new Batch.Item(original, made, size));
        }
        counters.read.add(records.size());
        counters.bytes.add(bytes);
        budget.take(records.size(), bytes);
        outlet.accept(new Batch(positions, items));
    }

    private @Nullable SourceProgress progress() {
        return task instanceof SourceProgress progress ? progress : null;
    }

    /** Whether the task has returned everything and was polled for the last time. */
    boolean finished() {
        return finished;
    }

    /** NaN if the task does not know. */
    double shareDone() {
        SourceProgress progress = progress();
        if (finished) {
            return 1;
        }
        return progress == null || !started ? Double.NaN : progress.shareDone();
    }

    String phase() {
        SourceProgress progress = progress();
        return progress == null || !started ? "" : progress.phase();
    }

    SourcePositions positions() {
        return positions;
    }

    Budget budget() {
        return budget;
    }

    /** Asks for the end after the current poll. */
    void askToStop() {
        stopping = true;
    }

    /** Waits for the end of polling; if it does not come in time, the poll is interrupted. */
    void awaitEnd(Duration limit) {
        if (!thread.awaitEnd(limit)) {
            thread.close();
        }
    }

    /** Ends the task; to be called when its records are confirmed. */
    void stop() {
        if (!ended && started) {
            log.warn("The source task has not ended its poll");
        }
        try {
            task.stop();
        } catch (RuntimeException e) {
            log.warn("The source task failed to stop", e);
        }
        stages.close();
    }
}
