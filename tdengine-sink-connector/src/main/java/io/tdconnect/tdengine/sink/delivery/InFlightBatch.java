// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.metadata.MetadataChange;
import io.tdconnect.tdengine.sink.row.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are handed to a connection together, and the offsets of their records.
 *
 * <p>The thread that maps fills it. From {@link ConnectionWriter#handOver} until it is returned, its rows and bad records
 * belong to the connection's thread; its offsets always belong to the task.
 */
final class InFlightBatch {
    // In cells. Many batches stay small.
    private static final int FIRST_ARENA = 256;
    private static final int ARENA = 4096;

    final long openedNanos;

    private final List<RowArena> arenas = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<BadRecord> bad = new ArrayList<>();
    private final Map<TopicPartition, Long> firstOffsets = new HashMap<>();
    private final Set<TopicPartition> dropped = ConcurrentHashMap.newKeySet();
    private @Nullable SinkRecord last;
    private int size;
    private long bytes;
    private @Nullable ConnectException failure;
    private final @Nullable MetadataChange change;
    private final @Nullable Barrier barrier;

    InFlightBatch(long openedNanos) {
        this(openedNanos, null, null);
    }

    private InFlightBatch(long openedNanos, @Nullable Barrier barrier, @Nullable MetadataChange change) {
        this.openedNanos = openedNanos;
        this.barrier = barrier;
        this.change = change;
        if (change != null) {
            received(change.origin());
        }
    }

    /** A batch without rows that reports why the thread of a connection has ended. */
    static InFlightBatch failure(ConnectException reason) {
        InFlightBatch batch = new InFlightBatch(0);
        batch.failed(reason);
        return batch;
    }

    /** A batch without rows whose change is made while all other connections wait at the barrier. */
    static InFlightBatch of(MetadataChange change, Barrier barrier, long openedNanos) {
        return new InFlightBatch(openedNanos, barrier, change);
    }

    /** A batch without rows at whose barrier a connection waits while another one makes a change. */
    static InFlightBatch waiting(Barrier barrier, long openedNanos) {
        return new InFlightBatch(openedNanos, barrier, null);
    }

    @Nullable
    Barrier barrier() {
        return barrier;
    }

    /** Whether it makes the change for which the other connections wait. */
    boolean leads() {
        return change != null;
    }

    /** The change to make; null for a batch of rows, and if its partition was dropped. */
    @Nullable
    MetadataChange change() {
        return change == null || dropped.contains(partition(change.origin())) ? null : change;
    }

    /** Adds a row, and returns its estimated size in memory. */
    long addRow(Row row) {
        RowArena arena = arenas.isEmpty() ? null : arenas.get(arenas.size() - 1);
        if (arena == null || !arena.hasRoomFor(row)) {
            arena = new RowArena(arenas.isEmpty() ? FIRST_ARENA : ARENA, row.shape.fields());
            arenas.add(arena);
        }
        long added = arena.addRow(row);
        size++;
        bytes += added;
        received(row.origin);
        return added;
    }

    /** Adds a record that cannot be mapped; it is reported when the rows are written. */
    void addBadRecord(BadRecord unmapped) {
        bad.add(unmapped);
        received(unmapped.entry());
    }

    /** How many rows were added. */
    int size() {
        return size;
    }

    /** Estimated size in memory of the rows that were added. */
    long bytes() {
        return bytes;
    }

    /** The offset of its first record of a partition; null if it has none of the partition. */
    @Nullable
    Long firstOffset(TopicPartition partition) {
        return firstOffsets.get(partition);
    }

    /** The partitions belong to another task now: rows of them are not written, bad records not reported. */
    void drop(Collection<TopicPartition> partitions) {
        dropped.addAll(partitions);
        firstOffsets.keySet().removeAll(partitions);
    }

    /** The rows to write. */
    List<Row> rows() {
        arenas.forEach(arena -> arena.addTo(rows));
        arenas.clear();
        if (!dropped.isEmpty()) {
            rows.removeIf(row -> dropped.contains(partition(row.origin)));
        }
        return rows;
    }

    /** All rows are written, except those of these bad records. */
    void written(List<BadRecord> refused) {
        bad.addAll(refused);
        rows.clear();
    }

    /** The rows cannot be written. */
    void failed(ConnectException reason) {
        failure = reason;
    }

    /** Why the rows are not written; null if they are. */
    @Nullable
    ConnectException failure() {
        return failure;
    }

    /** The records to report. */
    List<BadRecord> bad() {
        bad.removeIf(record -> dropped.contains(partition(record.entry())));
        return bad;
    }

    // Records of a partition arrive in order, and mostly in runs.
    private void received(SinkRecord entry) {
        SinkRecord before = last;
        last = entry;
        if (before == null
                || !before.originalKafkaPartition().equals(entry.originalKafkaPartition())
                || !before.originalTopic().equals(entry.originalTopic())) {
            firstOffsets.putIfAbsent(partition(entry), entry.originalKafkaOffset());
        }
    }

    /** The partition of a record before transforms renamed its topic. */
    private static TopicPartition partition(SinkRecord entry) {
        return new TopicPartition(entry.originalTopic(), entry.originalKafkaPartition());
    }
}
