// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

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
 * Spreads rows over lanes, keeps what waits within bounds, and knows which offsets may be committed.
 *
 * <p>All methods are called by the thread of the task. The lanes hand back each batch when it is written, in any order; a
 * partition may be committed up to the first record of the batches that are not back yet.
 */
final class RowDelivery implements AutoCloseable {
    // Below the second for which a put may take the consumer's time.
    private static final Duration LONGEST_WAIT = Duration.ofMillis(900);
    // How soon the task looks again for batches that have come back.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(5);
    private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(10);

    private final RowMapper mapper;
    private final BadRecords badRecords;
    private final DeliveryLimits limits;
    private final SinkMetrics metrics;
    private final SinkTaskContext context;
    private final BlockingQueue<LaneBatch> finished = new LinkedBlockingQueue<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final @Nullable LaneBatch[] open;
    private final Unfinished unfinished = new Unfinished();
    private final List<BadRecord> unmapped = new ArrayList<>();
    private final Intake intake;
    private long nextFlush;
    private @Nullable ConnectException failure;

    /** Starts a lane for each writer. */
    RowDelivery(
            RowMapper mapper,
            List<TableWriter> writers,
            BadRecords badRecords,
            DeliveryLimits limits,
            SinkMetrics metrics,
            SinkTaskContext context) {
        this.metrics = metrics;
        this.mapper = mapper;
        this.badRecords = badRecords;
        this.limits = limits;
        this.context = context;
        intake = new Intake(limits.buffer(), context);
        nextFlush = limits.nanoTime().getAsLong();
        open = new @Nullable LaneBatch[writers.size()];
        for (TableWriter writer : writers) {
            String name = "tdengine-sink-" + lanes.size() + " of "
                    + Thread.currentThread().getName();
            lanes.add(new Lane(name, writer, limits.retry().get(), metrics, finished));
        }
    }

    /**
     * Takes records, and hands over what is due.
     *
     * @throws ConnectException if writing has failed for good
     */
    void put(Collection<SinkRecord> entries) {
        if (failure != null) {
            throw failure;
        }
        collect();
        for (SinkRecord entry : entries) {
            accept(entry);
        }
        long lingerLeft = handOverDue();
        keepWithinLimits();
        tell();
        if (!unfinished.isEmpty()) {
            long pause = Math.min(lingerLeft, LOOK_AGAIN.toNanos());
            context.timeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(pause)));
        }
    }

    /**
     * Tells what is written. Before that it writes what has come, for up to a second, unless the server is known to be away
     * or the last time was just now: frequent commits do not hold up the writing.
     *
     * @param processed what the framework would commit
     * @return what may be committed
     */
    Map<TopicPartition, OffsetAndMetadata> written(Map<TopicPartition, OffsetAndMetadata> processed) {
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
    void drop(Collection<TopicPartition> partitions) {
        unfinished.drop(partitions);
        // The partitions may come back: their records then need batches that have not dropped them.
        handOverAll();
        try {
            for (Lane lane : lanes) {
                lane.awaitAttempt(ATTEMPT_LIMIT);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public void close() {
        lanes.forEach(Lane::interrupt);
        lanes.forEach(Lane::close);
    }

    private void accept(SinkRecord entry) {
        MetadataChange change = mapper.change(entry, unmapped);
        if (change != null) {
            accept(change);
        }
        for (Row row : mapper.map(entry, unmapped)) {
            accept(row);
        }
        if (!unmapped.isEmpty()) {
            unmapped.forEach(open(0)::add);
            unmapped.clear();
        }
    }

    /** Puts a barrier into all lanes: the change comes after the rows before it, and before those after it. */
    private void accept(MetadataChange change) {
        handOverAll();
        long now = limits.nanoTime().getAsLong();
        Barrier barrier = new Barrier(lanes.size());
        for (int lane = 0; lane < lanes.size(); lane++) {
            LaneBatch batch = lane == 0 ? LaneBatch.of(change, barrier, now) : LaneBatch.waiting(barrier, now);
            unfinished.add(batch);
            lanes.get(lane).handOver(batch);
        }
    }

    private void accept(Row row) {
        int lane = Math.floorMod(row.table.hashCode(), lanes.size());
        LaneBatch batch = open(lane);
        long bytes = row.estimatedBytes();
        batch.add(row, bytes);
        intake.took(bytes);
        if (batch.size() >= limits.batch().rows()
                || batch.bytes() >= limits.batch().bytes()) {
            handOver(lane);
        }
    }

    private LaneBatch open(int lane) {
        LaneBatch batch = open[lane];
        if (batch == null) {
            batch = new LaneBatch(limits.nanoTime().getAsLong());
            open[lane] = batch;
            unfinished.add(batch);
        }
        return batch;
    }

    /** Hands over batches that are old enough, and says how many nanoseconds the next one has. */
    private long handOverDue() {
        long now = limits.nanoTime().getAsLong();
        long least = Long.MAX_VALUE;
        for (int lane = 0; lane < open.length; lane++) {
            LaneBatch batch = open[lane];
            if (batch != null) {
                long left = limits.batch().linger().toNanos() - (now - batch.openedNanos);
                if (left <= 0) {
                    handOver(lane);
                } else {
                    least = Math.min(least, left);
                }
            }
        }
        return least;
    }

    private void handOver(int lane) {
        LaneBatch batch = open[lane];
        if (batch != null) {
            open[lane] = null;
            lanes.get(lane).handOver(batch);
        }
    }

    private void handOverAll() {
        for (int lane = 0; lane < open.length; lane++) {
            handOver(lane);
        }
    }

    private void flush() {
        handOverAll();
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        collect();
        while (!unfinished.isEmpty() && !backingOff() && collectOne(end)) {}
    }

    private boolean backingOff() {
        return lanes.stream().anyMatch(Lane::backingOff);
    }

    private void keepWithinLimits() {
        if (intake.isFull()) {
            handOverAll();
            long end = System.nanoTime() + LONGEST_WAIT.toNanos();
            while (intake.isFull() && !intake.isPaused() && !backingOff() && collectOne(end)) {}
        }
        intake.adjust();
    }

    private void collect() {
        lanes.forEach(Lane::checkConnection);
        LaneBatch batch = finished.poll();
        while (batch != null) {
            finish(batch);
            batch = finished.poll();
        }
    }

    /** Waits a moment for a batch to come back; false once the time is up. */
    private boolean collectOne(long endNanos) {
        long left = endNanos - System.nanoTime();
        try {
            lanes.forEach(Lane::checkConnection);
            LaneBatch batch = finished.poll(Math.min(left, LOOK_AGAIN.toNanos()), TimeUnit.NANOSECONDS);
            if (batch != null) {
                finish(batch);
            }
            return left > 0;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    // It counts as unfinished until its bad records are safe.
    private void finish(LaneBatch batch) {
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
        SinkState state = SinkState.of(failure != null, backingOff(), unfinished.isEmpty());
        metrics.holds(new SinkMetrics.Buffered(state, intake.rows(), intake.bytes(), unfinished.oldestNanos()));
    }

    private static ConnectException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ConnectException("Interrupted while waiting for TDengine", e);
    }
}
