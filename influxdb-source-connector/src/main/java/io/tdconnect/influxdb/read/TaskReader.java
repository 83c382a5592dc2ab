// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.read;

import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.source.ReadLoop;
import io.tdconnect.common.source.ReadOutcome;
import io.tdconnect.influxdb.client.FieldType;
import io.tdconnect.influxdb.client.InfluxClient;
import io.tdconnect.influxdb.client.InfluxException;
import io.tdconnect.influxdb.record.MeasurementFields;
import io.tdconnect.influxdb.record.RecordOptions;
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
public final class TaskReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskReader.class);
    private static final int MOST_NAMED = 50;

    private final InfluxClient client;
    private final ReadOptions options;
    private final RecordOptions.ConflictPolicy conflicts;
    private final ReadMetrics metrics;
    private final ReadLoop<PointBatch> loop;
    private final Map<String, MeasurementFields> fields = new HashMap<>();
    private final Map<String, Map<String, Set<FieldType>>> fieldTypes = new HashMap<>();
    private List<SplitReader> splits = List.of();
    private long horizon = Long.MIN_VALUE;

    public TaskReader(
            InfluxClient client,
            ReadOptions options,
            RecordOptions.ConflictPolicy conflicts,
            Retry retry,
            ReadMetrics metrics) {
        this.client = client;
        this.options = options;
        this.conflicts = conflicts;
        this.metrics = metrics;
        loop = new ReadLoop<>("influxdb-source-reader", this::round, this::recover, client::close, retry);
    }

    public void start(List<SplitReader> readers) {
        splits = List.copyOf(readers);
        loop.start();
    }

    /** Takes a batch of a split; waits while the buffer is full. */
    public void accept(PointBatch batch) throws InterruptedException {
        loop.handOver(batch);
        metrics.addPoints(batch.points());
    }

    /** The next batch, null if none comes in time. */
    @Nullable
    public PointBatch poll(Duration wait) throws InterruptedException {
        return loop.poll(wait);
    }

    /** Whether the end is reached and everything is polled. */
    public boolean finished() {
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
        for (SplitReader split : splits) {
            ReadOutcome[] outcome = {ReadOutcome.PROGRESS};
            loop.attempt(() -> outcome[0] =
                    split.readWindow(client, fields.get(split.split().measurement()), horizon));
            done &= outcome[0] == ReadOutcome.DONE;
            upToDate &= outcome[0] != ReadOutcome.PROGRESS;
            if (outcome[0] == ReadOutcome.PROGRESS) {
                metrics.addWindow();
            }
            metrics.logProgress(splits, split, horizon);
        }
        if (done) {
            log.info("Everything until {} is read", TimeOptions.END_TIME);
        } else if (upToDate) {
            loop.pause(options.time().pollInterval());
        }
        return done;
    }

    private Duration recover(Exception failure) {
        metrics.addFailure();
        if (failure instanceof InfluxException answered && !answered.passing()) {
            throw new ConnectException(FailureMessages.of(answered), failure);
        }
        return failure instanceof InfluxException answered ? answered.askedPause() : Duration.ZERO;
    }

    private void refreshCatalog() throws IOException, InfluxException {
        List<String> names = splits.stream()
                .map(split -> split.split().measurement())
                .distinct()
                .toList();
        InfluxClient.Catalog catalog = client.catalog(names.size() > MOST_NAMED ? List.of() : names);
        for (String name : names) {
            Map<String, Set<FieldType>> types = selected(catalog.fields().getOrDefault(name, Map.of()));
            if (!types.equals(fieldTypes.get(name))) {
                fields.put(name, MeasurementFields.of(name, types, conflicts));
                fieldTypes.put(name, types);
            }
        }
        // The clock of the server, since the clock here may be ahead of it.
        Instant settled = catalog.serverTime().minus(options.time().delay());
        horizon = Math.max(horizon, settled.getEpochSecond() * 1_000_000_000L + settled.getNano());
    }

    private Map<String, Set<FieldType>> selected(Map<String, Set<FieldType>> types) {
        if (options.selection().fields().isEmpty()) {
            return types;
        }
        List<String> kept = new ArrayList<>(types.keySet());
        kept.retainAll(options.selection().fields());
        Map<String, Set<FieldType>> selected = new HashMap<>();
        kept.forEach(field -> selected.put(field, types.get(field)));
        return selected;
    }
}
