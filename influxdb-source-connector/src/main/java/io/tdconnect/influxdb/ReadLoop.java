// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.source.RecordBuffer;
import io.tdconnect.common.source.TaskThread;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the lanes of a task in turn, on a thread of its own, into a bounded buffer. */
final class ReadLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReadLoop.class);
    private static final int MOST_NAMED = 50;
    private static final int BUFFERED_BATCHES = 4;

    private final InfluxClient client;
    private final Settings settings;
    private final Retry retry;
    private final Progress progress;
    private final RecordBuffer<Batch> buffer = new RecordBuffer<>(BUFFERED_BATCHES);
    private final Map<String, MeasurementFields> plans = new HashMap<>();
    private final Map<String, Map<String, Set<FieldType>>> planned = new HashMap<>();
    private final TaskThread thread;
    private List<LaneReader> lanes = List.of();
    private long horizon = Long.MIN_VALUE;
    private volatile boolean finished;

    /**
     * What of the configuration matters for the loop.
     *
     * @param delay before a point counts as settled
     * @param pollInterval between two looks for new points
     * @param fields to read, empty for all
     * @param conflicts what becomes of fields with several types
     */
    record Settings(Duration delay, Duration pollInterval, Set<String> fields, ConflictPolicy conflicts) {}

    ReadLoop(InfluxClient client, Settings settings, Retry retry, Progress progress) {
        this.client = client;
        this.settings = settings;
        this.retry = retry;
        this.progress = progress;
        thread = new TaskThread("influxdb-source-reader", this::run, buffer::fail);
    }

    void start(List<LaneReader> readers) {
        lanes = List.copyOf(readers);
        thread.start();
    }

    /** Where lanes put what they read; waits while the buffer is full. */
    void accept(Batch batch) throws InterruptedException {
        buffer.put(batch);
        progress.read(batch.points());
    }

    /** The next batch, null if there is none in time. */
    @Nullable
    Batch poll(Duration wait) throws InterruptedException {
        List<Batch> batches = buffer.poll(1, wait);
        return batches.isEmpty() ? null : batches.get(0);
    }

    /** Whether the end is reached and everything is polled. */
    boolean finished() {
        return finished && buffer.size() == 0;
    }

    @Override
    public void close() {
        thread.end();
        buffer.close();
        client.close();
        thread.close();
    }

    private void run() throws InterruptedException {
        boolean done = false;
        while (!done && !thread.isEnding()) {
            done = round();
        }
        if (done) {
            finished = true;
            log.info("Everything until {} is read", InfluxSourceConfig.END_TIME);
        }
    }

    /** Reads a window of each lane; returns whether all are at their end. */
    private boolean round() throws InterruptedException {
        attempt(this::refreshCatalog);
        boolean done = true;
        boolean upToDate = true;
        for (LaneReader lane : lanes) {
            LaneReader.Outcome[] outcome = {LaneReader.Outcome.PROGRESS};
            attempt(() -> outcome[0] = lane.read(client, plans.get(lane.lane().measurement()), horizon));
            done &= outcome[0] == LaneReader.Outcome.DONE;
            upToDate &= outcome[0] != LaneReader.Outcome.PROGRESS;
            if (outcome[0] == LaneReader.Outcome.PROGRESS) {
                progress.windowDone();
            }
            progress.tell(lanes, lane, horizon);
        }
        if (upToDate && !done) {
            thread.pause(settings.pollInterval);
        }
        return done;
    }

    private interface Step {
        void run() throws IOException, InfluxException, InterruptedException;
    }

    /** Runs a step until it succeeds; a lane goes on where it was interrupted. */
    private void attempt(Step step) throws InterruptedException {
        while (!thread.isEnding()) {
            long before = progress.points();
            try {
                step.run();
                retry.succeeded();
                return;
            } catch (IOException | InfluxException e) {
                if (thread.isEnding()) {
                    return;
                }
                progress.failed();
                if (progress.points() > before) {
                    retry.succeeded();
                }
                pauseAfter(e);
            }
        }
    }

    private void pauseAfter(Exception failure) throws InterruptedException {
        if (failure instanceof InfluxException answered && !answered.passing()) {
            throw new ConnectException(Advice.of(answered), failure);
        }
        Duration pause = InfluxException.pause(failure, retry.failed(failure));
        log.warn("Trying again in {} ms: {}", pause.toMillis(), String.valueOf(failure.getMessage()));
        thread.pause(pause);
    }

    private void refreshCatalog() throws IOException, InfluxException {
        List<String> names =
                lanes.stream().map(lane -> lane.lane().measurement()).distinct().toList();
        InfluxClient.Catalog catalog = client.catalog(names.size() > MOST_NAMED ? List.of() : names);
        for (String name : names) {
            Map<String, Set<FieldType>> types = selected(catalog.fields().getOrDefault(name, Map.of()));
            if (!types.equals(planned.get(name))) {
                plans.put(name, MeasurementFields.of(name, types, settings.conflicts));
                planned.put(name, types);
            }
        }
        // Not the clock here, which may be ahead of the one that gave the points their time.
        Instant settled = catalog.serverTime().minus(settings.delay);
        horizon = Math.max(horizon, settled.getEpochSecond() * 1_000_000_000L + settled.getNano());
    }

    private Map<String, Set<FieldType>> selected(Map<String, Set<FieldType>> types) {
        if (settings.fields.isEmpty()) {
            return types;
        }
        List<String> kept = new ArrayList<>(types.keySet());
        kept.retainAll(settings.fields);
        Map<String, Set<FieldType>> selected = new HashMap<>();
        kept.forEach(field -> selected.put(field, types.get(field)));
        return selected;
    }
}
