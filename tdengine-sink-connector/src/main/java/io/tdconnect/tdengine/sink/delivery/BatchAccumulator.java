// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import io.tdconnect.tdengine.sink.config.WritingOptions.BatchLimits;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.metadata.MetadataChange;
import io.tdconnect.tdengine.sink.metadata.MetadataReader;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowMapper;
import io.tdconnect.tdengine.sink.table.FirstValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Spreads rows over lanes by their subtables: a batch for each lane, which it gets when the batch is due. */
public final class BatchAccumulator {
    private final RowMapper mapper;
    private final MetadataReader events;
    private final List<ConnectionWriter> lanes;
    private final BatchLimits limits;
    private final LongSupplier nanoTime;
    private final InFlightBatches unfinished;
    private final BackPressure intake;
    private final FirstValues firstValues;
    private final @Nullable InFlightBatch[] open;
    /** Hands over batches that are full but wait for the other records that came with theirs. */
    private final List<Runnable> held = new ArrayList<>();

    private final List<BadRecord> unmapped = new ArrayList<>();

    /**
     * What records become.
     *
     * @param events for records with metadata events, {@code rows} for all others
     */
    public record Mappers(RowMapper rows, MetadataReader events) {}

    /**
     * Has no batch yet.
     *
     * @param unfinished gets to know each batch
     * @param intake gets to know each row
     * @param firstValues receives the rows whose fields have no answer yet
     */
    BatchAccumulator(
            Mappers mappers,
            List<ConnectionWriter> lanes,
            DeliveryLimits limits,
            InFlightBatches unfinished,
            BackPressure intake,
            FirstValues firstValues) {
        this.mapper = mappers.rows();
        this.events = mappers.events();
        this.lanes = lanes;
        this.limits = limits.batch();
        this.nanoTime = limits.nanoTime();
        this.unfinished = unfinished;
        this.intake = intake;
        this.firstValues = firstValues;
        this.open = new @Nullable InFlightBatch[lanes.size()];
    }

    /** Maps records, and hands over the batches that their rows make full. */
    void accept(Collection<SinkRecord> entries) {
        for (SinkRecord entry : entries) {
            accept(entry);
        }
        intake.mapped(entries.size());
        handOverHeld();
    }

    private void handOverHeld() {
        if (!held.isEmpty()) {
            firstValues.close();
            held.forEach(Runnable::run);
            held.clear();
        }
    }

    private void accept(SinkRecord entry) {
        if (MetadataReader.isEvent(entry)) {
            MetadataChange change = events.change(entry, unmapped);
            if (change != null) {
                accept(change);
            }
        } else {
            for (Row row : mapper.map(entry, unmapped)) {
                accept(row);
            }
        }
        if (!unmapped.isEmpty()) {
            unmapped.forEach(open(0)::add);
            unmapped.clear();
        }
    }

    /** Puts a barrier into all lanes: the change comes after the rows before it, and before those after it. */
    private void accept(MetadataChange change) {
        handOverHeld();
        handOverAll();
        long now = nanoTime.getAsLong();
        Barrier barrier = new Barrier(lanes.size());
        for (int lane = 0; lane < lanes.size(); lane++) {
            InFlightBatch batch =
                    lane == 0 ? InFlightBatch.of(change, barrier, now) : InFlightBatch.waiting(barrier, now);
            unfinished.add(batch);
            lanes.get(lane).handOver(batch);
        }
    }

    private void accept(Row row) {
        int lane = Math.floorMod(row.table.hashCode(), open.length);
        InFlightBatch batch = open(lane);
        intake.took(batch.add(row));
        if (row.shape.unanswered.length > 0) {
            firstValues.add(row);
        }
        if (batch.size() >= limits.rows() || batch.bytes() >= limits.bytes()) {
            if (firstValues.isOpen()) {
                // The first values of a field are those of all records that come together.
                open[lane] = null;
                held.add(() -> lanes.get(lane).handOver(batch));
            } else {
                handOver(lane);
            }
        }
    }

    private InFlightBatch open(int lane) {
        InFlightBatch batch = open[lane];
        if (batch == null) {
            batch = new InFlightBatch(nanoTime.getAsLong());
            open[lane] = batch;
            unfinished.add(batch);
        }
        return batch;
    }

    /** Hands over batches that are old enough, and says how many nanoseconds the next one has. */
    long handOverDue() {
        long now = nanoTime.getAsLong();
        long least = Long.MAX_VALUE;
        for (int lane = 0; lane < open.length; lane++) {
            InFlightBatch batch = open[lane];
            if (batch != null) {
                long left = limits.linger().toNanos() - (now - batch.openedNanos);
                if (left <= 0) {
                    handOver(lane);
                } else {
                    least = Math.min(least, left);
                }
            }
        }
        return least;
    }

    void handOverAll() {
        for (int lane = 0; lane < open.length; lane++) {
            handOver(lane);
        }
    }

    private void handOver(int lane) {
        InFlightBatch batch = open[lane];
        if (batch != null) {
            firstValues.close();
            open[lane] = null;
            lanes.get(lane).handOver(batch);
        }
    }
}
