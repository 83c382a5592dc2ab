// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.source.ReadLoop;
import io.tdconnect.common.source.ReadOutcome;
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

/** Reads the splits of a task in turn. */
final class TaskReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskReader.class);
    private static final int MOST_NAMED = 50;

    private final InfluxClient client;
    private final Settings settings;
    private final Progress progress;
    private final ReadLoop<Batch> loop;
    private final Map<String, MeasurementFields> plans = new HashMap<>();
    private final Map<String, Map<String, Set<FieldType>>> planned = new HashMap<>();
    private List<LaneReader> lanes = List.of();
    private long horizon = Long.MIN_VALUE;

    /**
     * What of the configuration matters for the loop.
     *
     * @param delay before a point counts as settled
     * @param pollInterval between two looks for new points
     * @param fields to read, empty for all
     * @param conflicts what becomes of fields with several types
     */
    record Settings(Duration delay, Duration pollInterval, Set<String> fields, ConflictPolicy conflicts) {}

    TaskReader(InfluxClient client, Settings settings, Retry retry, Progress progress) {
        this.client = client;
        this.settings = settings;
        this.progress = progress;
        loop = new ReadLoop<>("influxdb-source-reader", this::round, this::recover, client::close, retry);
    }

    void start(List<LaneReader> readers) {
        lanes = List.copyOf(readers);
        loop.start();
    }

    /** Where splits put what they read; waits while the buffer is full. */
    void accept(Batch batch) throws InterruptedException {
        loop.handOver(batch);
        progress.read(batch.points());
    }

    /** The next batch, null if none comes in time. */
    @Nullable
    Batch poll(Duration wait) throws InterruptedException {
        return loop.poll(wait);
    }

    /** Whether the end is reached and everything is polled. */
    boolean finished() {
        return loop.finished();
    }

    @Override
    public void close() {
        loop.close();
    }

    /** Reads a window of each split; returns whether all are at their end. */
    private boolean round() throws InterruptedException {
        loop.attempt(this::refreshCatalog);
        boolean done = true;
        boolean upToDate = true;
        for (LaneReader lane : lanes) {
            ReadOutcome[] outcome = {ReadOutcome.PROGRESS};
            loop.attempt(
                    () -> outcome[0] = lane.read(client, plans.get(lane.lane().measurement()), horizon));
            done &= outcome[0] == ReadOutcome.DONE;
            upToDate &= outcome[0] != ReadOutcome.PROGRESS;
            if (outcome[0] == ReadOutcome.PROGRESS) {
                progress.windowDone();
            }
            progress.tell(lanes, lane, horizon);
        }
        if (done) {
            log.info("Everything until {} is read", InfluxSourceConfig.END_TIME);
        } else if (upToDate) {
            loop.pause(settings.pollInterval);
        }
        return done;
    }

    private Duration recover(Exception failure) {
        progress.failed();
        if (failure instanceof InfluxException answered && !answered.passing()) {
            throw new ConnectException(Advice.of(answered), failure);
        }
        return failure instanceof InfluxException answered ? answered.askedPause() : Duration.ZERO;
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
