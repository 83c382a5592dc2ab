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

/** Collects rows into one batch for each connection, chosen by the subtable, and hands a batch over when it is due. */
public final class BatchAccumulator {
    private final RowMapper mapper;
    private final MetadataReader events;
    private final List<ConnectionWriter> writers;
    private final BatchLimits limits;
    private final LongSupplier nanoTime;
    private final InFlightBatches inFlight;
    private final BackPressure backPressure;
    private final FirstValues firstValues;
    private final @Nullable InFlightBatch[] open;
    /** Full batches that are handed over once the other records of the same put are mapped. */
    private final List<Runnable> held = new ArrayList<>();

    private final List<BadRecord> unmapped = new ArrayList<>();

    /**
     * The mappers for the two kinds of records.
     *
     * @param events reads records with metadata events; {@code rows} maps all others
     */
    public record Mappers(RowMapper rows, MetadataReader events) {}

    /**
     * Starts without a batch.
     *
     * @param inFlight receives each new batch
     * @param backPressure counts each row
     * @param firstValues receives the rows with fields whose column types are not decided
     */
    BatchAccumulator(
            Mappers mappers,
            List<ConnectionWriter> writers,
            DeliveryLimits limits,
            InFlightBatches inFlight,
            BackPressure backPressure,
            FirstValues firstValues) {
        this.mapper = mappers.rows();
        this.events = mappers.events();
        this.writers = writers;
        this.limits = limits.batch();
        this.nanoTime = limits.nanoTime();
        this.inFlight = inFlight;
        this.backPressure = backPressure;
        this.firstValues = firstValues;
        this.open = new @Nullable InFlightBatch[writers.size()];
    }

    /** Maps records, and hands over the batches that become full. */
    void accept(Collection<SinkRecord> entries) {
        for (SinkRecord entry : entries) {
            accept(entry);
        }
        backPressure.mapped(entries.size());
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
            unmapped.forEach(open(0)::addBadRecord);
            unmapped.clear();
        }
    }

    /** Queues a barrier for all connections, so that the change is made between the rows before and after it. */
    private void accept(MetadataChange change) {
        handOverHeld();
        handOverAll();
        long now = nanoTime.getAsLong();
        Barrier barrier = new Barrier(writers.size());
        for (int connection = 0; connection < writers.size(); connection++) {
            InFlightBatch batch =
                    connection == 0 ? InFlightBatch.of(change, barrier, now) : InFlightBatch.waiting(barrier, now);
            inFlight.add(batch);
            writers.get(connection).handOver(batch);
        }
    }

    private void accept(Row row) {
        int connection = Math.floorMod(row.table.hashCode(), open.length);
        InFlightBatch batch = open(connection);
        backPressure.rowAdded(batch.addRow(row));
        if (row.shape.unanswered.length > 0) {
            firstValues.addRow(row);
        }
        if (batch.size() >= limits.rows() || batch.bytes() >= limits.bytes()) {
            if (firstValues.isOpen()) {
                // The first values of a field are those of all records of a put.
                open[connection] = null;
                held.add(() -> writers.get(connection).handOver(batch));
            } else {
                handOver(connection);
            }
        }
    }

    private InFlightBatch open(int connection) {
        InFlightBatch batch = open[connection];
        if (batch == null) {
            batch = new InFlightBatch(nanoTime.getAsLong());
            open[connection] = batch;
            inFlight.add(batch);
        }
        return batch;
    }

    /** Hands over batches that are old enough, and returns the nanoseconds until the next one is. */
    long handOverDue() {
        long now = nanoTime.getAsLong();
        long least = Long.MAX_VALUE;
        for (int connection = 0; connection < open.length; connection++) {
            InFlightBatch batch = open[connection];
            if (batch != null) {
                long left = limits.linger().toNanos() - (now - batch.openedNanos);
                if (left <= 0) {
                    handOver(connection);
                } else {
                    least = Math.min(least, left);
                }
            }
        }
        return least;
    }

    void handOverAll() {
        for (int connection = 0; connection < open.length; connection++) {
            handOver(connection);
        }
    }

    private void handOver(int connection) {
        InFlightBatch batch = open[connection];
        if (batch != null) {
            firstValues.close();
            open[connection] = null;
            writers.get(connection).handOver(batch);
        }
    }
}
