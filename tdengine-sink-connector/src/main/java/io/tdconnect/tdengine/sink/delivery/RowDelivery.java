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
 * Has records mapped and their rows written, keeps what waits within bounds, and knows which offsets may be committed.
 *
 * <p>All methods are called by the thread of the task. While the thread of {@link MappingThread} is at work, everything that it
 * changes belongs to it; each method waits for it first. The lanes hand back each batch when it is written, in any order;
 * a partition may be committed up to the first record of the batches that are not back yet.
 */
public final class RowDelivery implements AutoCloseable {
    // Fewer records are mapped in less time than it takes to wake a thread.
    private static final int MANY = 100;
    // As many puts may wait for being mapped: what the lanes do in bursts then does not hold up the task.
    private static final int MOST_AHEAD = 4;
    // How soon the task looks again for batches that have come back.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(5);
    private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(10);

    private final BadRecordReporter badRecords;
    private final DeliveryLimits limits;
    private final SinkMetrics metrics;
    private final SinkTaskContext context;
    private final BlockingQueue<InFlightBatch> finished = new LinkedBlockingQueue<>();
    private final List<ConnectionWriter> lanes = new ArrayList<>();
    private final InFlightBatches unfinished = new InFlightBatches();
    private final BackPressure intake;
    private final BatchAccumulator open;
    private final MappingThread mapping;
    private long nextFlush;
    /** How many records may be mapped later before the limits have to be looked at. */
    private int room;
    /** When a batch may be due that is open, or that mapping opens. */
    private long due;

    private @Nullable ConnectException failure;

    /**
     * The connections of a task.
     *
     * @param each gets a thread
     * @param firstValues shared by all
     */
    public record Targets(List<ConnectionWriter.Target> each, FirstValues firstValues) {}

    /** Starts a lane for each writer. */
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
        intake = new BackPressure(limits.buffer(), context);
        nextFlush = limits.nanoTime().getAsLong();
        String task = " of " + Thread.currentThread().getName();
        for (ConnectionWriter.Target target : targets.each()) {
            String name = "tdengine-sink-" + lanes.size() + task;
            lanes.add(new ConnectionWriter(name, target, limits.retry().get(), metrics, finished));
        }
        open = new BatchAccumulator(mappers, lanes, limits, unfinished, intake, targets.firstValues());
        mapping = new MappingThread("tdengine-sink-mapping" + task);
    }

    /**
     * Takes records, and hands over what is due. Many records are mapped after it has returned, where there is room for
     * them.
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
        room = intake.room();
        boolean later = entries.size() >= MANY && entries.size() <= room;
        if (!later) {
            open.accept(entries);
        }
        long lingerLeft = open.handOverDue();
        keepWithinLimits();
        tell();
        if (later) {
            long linger = limits.batch().linger().toNanos();
            due = limits.nanoTime().getAsLong() + Math.min(lingerLeft, linger);
            mapLater(entries);
        } else if (!unfinished.isEmpty()) {
            lookAgainIn(lingerLeft);
        }
    }

    private void mapLater(Collection<SinkRecord> entries) {
        room -= entries.size();
        mapping.add(() -> open.accept(entries));
        lookAgainIn(due - limits.nanoTime().getAsLong());
    }

    private void lookAgainIn(long nanos) {
        long pause = Math.min(nanos, LOOK_AGAIN.toNanos());
        context.timeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(pause)));
    }

    /**
     * Tells what is written. Before that it writes what has come, for up to a second, unless the server is known to be away
     * or the last time was just now: frequent commits do not hold up the writing.
     *
     * @param processed what the framework would commit
     * @return what may be committed
     */
    public Map<TopicPartition, OffsetAndMetadata> written(Map<TopicPartition, OffsetAndMetadata> processed) {
        awaitMapping();
        if (mapping.failure() != null) {
            // Some of the records are in no batch that would hold their offsets back.
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
                // Thrown here it would only make the framework deliver the records again.
                failure = e;
            }
        }
        tell();
        return unfinished.committable(processed);
    }

    /** Forgets the records of partitions that belong to another task now; none of them is on its way after that. */
    public void drop(Collection<TopicPartition> partitions) {
        awaitMapping();
        unfinished.drop(partitions);
        // The partitions may come back: their records then need batches that have not dropped them.
        open.handOverAll();
        try {
            for (ConnectionWriter lane : lanes) {
                lane.awaitAttempt(ATTEMPT_LIMIT);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public void close() {
        mapping.close();
        lanes.forEach(ConnectionWriter::interrupt);
        lanes.forEach(ConnectionWriter::close);
    }

    private void awaitMapping() {
        mapping.await();
        if (failure == null && mapping.failure() != null) {
            failure = mapping.failure();
            tell();
        }
    }

    private void flush() {
        open.handOverAll();
        long end = System.nanoTime() + limits.longestWait().toNanos();
        collect();
        while (!unfinished.isEmpty() && !backingOff() && collectOne(end)) {}
    }

    private boolean backingOff() {
        return lanes.stream().anyMatch(ConnectionWriter::backingOff);
    }

    private void keepWithinLimits() {
        if (intake.isFull()) {
            open.handOverAll();
            long end = System.nanoTime() + limits.longestWait().toNanos();
            while (intake.isFull() && !intake.isPaused() && !backingOff() && collectOne(end)) {}
        }
        intake.adjust();
    }

    private void collect() {
        lanes.forEach(ConnectionWriter::checkConnection);
        InFlightBatch batch = finished.poll();
        while (batch != null) {
            finish(batch);
            batch = finished.poll();
        }
    }

    /** Waits a moment for a batch to come back; false once the time is up. */
    private boolean collectOne(long endNanos) {
        long left = endNanos - System.nanoTime();
        try {
            lanes.forEach(ConnectionWriter::checkConnection);
            InFlightBatch batch = finished.poll(Math.min(left, LOOK_AGAIN.toNanos()), TimeUnit.NANOSECONDS);
            if (batch != null) {
                finish(batch);
            }
            return left > 0;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    // It counts as unfinished until its bad records are safe.
    private void finish(InFlightBatch batch) {
        try {
            if (batch.failure() != null) {
                throw batch.failure();
            }
            badRecords.report(batch.bad());
        } catch (ConnectException e) {
            failure = e;
            tell();
            throw e;
        }
        unfinished.remove(batch);
        intake.released(batch);
    }

    private void tell() {
        SinkMetrics.State state = SinkMetrics.State.of(failure != null, backingOff(), unfinished.isEmpty());
        metrics.holds(new SinkMetrics.Buffered(state, intake.rows(), intake.bytes(), unfinished.oldestNanos()));
    }

    private static ConnectException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ConnectException("Interrupted while waiting for TDengine", e);
    }
}
