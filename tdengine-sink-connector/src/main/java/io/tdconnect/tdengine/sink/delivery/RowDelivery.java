// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import io.tdconnect.tdengine.sink.table.FirstValues;
import io.tdconnect.tdengine.sink.write.SinkMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Passes records through mapping and writing, bounds what waits in between, and decides which offsets may be committed.
 *
 * <p>All methods are called by the thread of the task. While {@link MappingThread} works, it owns everything that it
 * changes; each method waits for it first. The connections return each batch when it is written, in any order; a
 * partition may be committed up to the first record of the batches that are not returned yet.
 */
public final class RowDelivery implements AutoCloseable {
    // Mapping fewer records takes less time than waking a thread.
    private static final int MANY = 100;
    // So many puts may wait to be mapped: bursts of writing then do not block the task.
    private static final int MOST_AHEAD = 4;
    // How often the task looks for returned batches.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(5);
    private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(10);

    private final BadRecordReporter badRecords;
    private final DeliveryLimits limits;
    private final SinkMetrics metrics;
    private final SinkTaskContext context;
    private final BlockingQueue<InFlightBatch> finished = new LinkedBlockingQueue<>();
    private final List<ConnectionWriter> writers = new ArrayList<>();
    private final InFlightBatches inFlight = new InFlightBatches();
    private final BackPressure backPressure;
    private final BatchAccumulator accumulator;
    private final MappingThread mapping;
    private long nextFlush;
    /** How many records may be queued for mapping before the limits have to be checked again. */
    private int room;
    /** When the next batch may be due, including those that mapping will open. */
    private long due;

    private @Nullable ConnectException failure;

    /**
     * The connections of a task.
     *
     * @param each gets a thread
     * @param firstValues shared by all
     */
    public record Targets(List<ConnectionWriter.Target> each, FirstValues firstValues) {}

    /** Starts the thread of each connection. */
    public RowDelivery(
            BatchAccumulator.Mappers mappers,
            Targets targets,
            BadRecordReporter badRecords,
            DeliveryLimits limits,
            SinkMetrics metrics,
            SinkTaskContext context) {
        this.metrics = metrics;
        this.badRecords = badRecords;
        this.limits = limits;
        this.context = context;
        backPressure = new BackPressure(limits.buffer(), context);
        nextFlush = limits.nanoTime().getAsLong();
        String task = " of " + Thread.currentThread().getName();
        for (ConnectionWriter.Target target : targets.each()) {
            String name = "tdengine-sink-" + writers.size() + task;
            writers.add(new ConnectionWriter(name, target, limits.retry().get(), metrics, finished));
        }
        accumulator = new BatchAccumulator(mappers, writers, limits, inFlight, backPressure, targets.firstValues());
        mapping = new MappingThread("tdengine-sink-mapping" + task);
    }

    /**
     * Takes records, and hands over batches that are due. Large puts are mapped after it has returned, if they fit within
     * the limits.
     *
     * @throws ConnectException if mapping or writing has failed for good
     */
    public void put(Collection<SinkRecord> entries) {
        int ahead = mapping.ahead();
        if (ahead > 0 && ahead < MOST_AHEAD && entries.size() >= MANY && entries.size() <= room) {
            mapLater(entries);
            return;
        }
        awaitMapping();
        if (failure != null) {
            throw failure;
        }
        collect();
        room = backPressure.room();
        boolean later = entries.size() >= MANY && entries.size() <= room;
        if (!later) {
            accumulator.accept(entries);
        }
        long lingerLeft = accumulator.handOverDue();
        keepWithinLimits();
        updateMetrics();
        if (later) {
            long linger = limits.batch().linger().toNanos();
            due = limits.nanoTime().getAsLong() + Math.min(lingerLeft, linger);
            mapLater(entries);
        } else if (!inFlight.isEmpty()) {
            lookAgainIn(lingerLeft);
        }
    }

    private void mapLater(Collection<SinkRecord> entries) {
        room -= entries.size();
        mapping.submit(() -> accumulator.accept(entries));
        lookAgainIn(due - limits.nanoTime().getAsLong());
    }

    private void lookAgainIn(long nanos) {
        long pause = Math.min(nanos, LOOK_AGAIN.toNanos());
        context.timeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(pause)));
    }

    /**
     * Returns the offsets that may be committed. First it writes open batches, for up to a second, unless the server is
     * unreachable or it did so a moment ago: frequent commits do not slow down writing.
     *
     * @param processed what the framework would commit
     * @return what may be committed
     */
    public Map<TopicPartition, OffsetAndMetadata> written(Map<TopicPartition, OffsetAndMetadata> processed) {
        awaitMapping();
        if (mapping.failure() != null) {
            // Some of the records are in no batch that would keep their offsets from being committed.
            return Map.of();
        }
        if (failure == null) {
            try {
                long now = limits.nanoTime().getAsLong();
                if (now - nextFlush >= 0) {
                    nextFlush = now + FLUSH_INTERVAL.toNanos();
                    flush();
                } else {
                    collect();
                }
            } catch (ConnectException e) {
                // If it were thrown here, the framework would only deliver the records again.
                failure = e;
            }
        }
        updateMetrics();
        return inFlight.committable(processed);
    }

    /** Drops the records of partitions that belong to another task now; when it returns, none of them is on its way. */
    public void drop(Collection<TopicPartition> partitions) {
        awaitMapping();
        inFlight.drop(partitions);
        // The partitions may be assigned again: their records then need batches that have not dropped them.
        accumulator.handOverAll();
        try {
            for (ConnectionWriter writer : writers) {
                writer.awaitAttempt(ATTEMPT_LIMIT);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public void close() {
        mapping.close();
        writers.forEach(ConnectionWriter::interrupt);
        writers.forEach(ConnectionWriter::close);
    }

    private void awaitMapping() {
        mapping.await();
        if (failure == null && mapping.failure() != null) {
            failure = mapping.failure();
            updateMetrics();
        }
    }

    private void flush() {
        accumulator.handOverAll();
        long end = System.nanoTime() + limits.longestWait().toNanos();
        collect();
        while (!inFlight.isEmpty() && !backingOff() && collectOne(end)) {}
    }

    private boolean backingOff() {
        return writers.stream().anyMatch(ConnectionWriter::backingOff);
    }

    private void keepWithinLimits() {
        if (backPressure.isFull()) {
            accumulator.handOverAll();
            long end = System.nanoTime() + limits.longestWait().toNanos();
            while (backPressure.isFull() && !backPressure.isPaused() && !backingOff() && collectOne(end)) {}
        }
        backPressure.adjust();
    }

    private void collect() {
        writers.forEach(ConnectionWriter::checkConnection);
        InFlightBatch batch = finished.poll();
        while (batch != null) {
            finish(batch);
            batch = finished.poll();
        }
    }

    /** Waits a moment for a batch to be returned; false once the time is up. */
    private boolean collectOne(long endNanos) {
        long left = endNanos - System.nanoTime();
        try {
            writers.forEach(ConnectionWriter::checkConnection);
            InFlightBatch batch = finished.poll(Math.min(left, LOOK_AGAIN.toNanos()), TimeUnit.NANOSECONDS);
            if (batch != null) {
                finish(batch);
            }
            return left > 0;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    // It stays in flight until its bad records are reported.
    private void finish(InFlightBatch batch) {
        try {
            if (batch.failure() != null) {
                throw batch.failure();
            }
            badRecords.report(batch.bad());
        } catch (ConnectException e) {
            failure = e;
            updateMetrics();
            throw e;
        }
        inFlight.remove(batch);
        backPressure.released(batch);
    }

    private void updateMetrics() {
        SinkMetrics.State state = SinkMetrics.State.of(failure != null, backingOff(), inFlight.isEmpty());
        metrics.holds(
                new SinkMetrics.Buffered(state, backPressure.rows(), backPressure.bytes(), inFlight.oldestNanos()));
    }

    private static ConnectException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ConnectException("Interrupted while waiting for TDengine", e);
    }
}
