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
 * Rows that a lane writes together, and the offsets they stand for.
 *
 * <p>The thread of the task fills it; from {@link ConnectionWriter#handOver} until the lane hands it back rows and bad records belong
 * to the thread of the lane. The offsets stay with the task.
 */
final class InFlightBatch {
    // In cells. Batches of rows that come now and then are small.
    private static final int FIRST_PAGE = 256;
    private static final int PAGE = 4096;

    final long openedNanos;

    private final List<RowArena> pages = new ArrayList<>();
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

    /** No rows, but what has ended a lane between two batches. */
    static InFlightBatch failure(ConnectException reason) {
        InFlightBatch batch = new InFlightBatch(0);
        batch.failed(reason);
        return batch;
    }

    /** No rows, but a change that is made while all other lanes wait at the barrier. */
    static InFlightBatch of(MetadataChange change, Barrier barrier, long openedNanos) {
        return new InFlightBatch(openedNanos, barrier, change);
    }

    /** No rows, but a barrier at which the lane waits while another one makes a change. */
    static InFlightBatch waiting(Barrier barrier, long openedNanos) {
        return new InFlightBatch(openedNanos, barrier, null);
    }

    @Nullable
    Barrier barrier() {
        return barrier;
    }

    /** Whether it makes the change for which other lanes wait. */
    boolean leads() {
        return change != null;
    }

    /** The change that has to be made, null if there is none. */
    @Nullable
    MetadataChange change() {
        return change == null || dropped.contains(partition(change.origin())) ? null : change;
    }

    /** Adds a row, and says about how many bytes of memory it takes. */
    long add(Row row) {
        RowArena page = pages.isEmpty() ? null : pages.get(pages.size() - 1);
        if (page == null || !page.hasRoomFor(row)) {
            page = new RowArena(pages.isEmpty() ? FIRST_PAGE : PAGE, row.shape.fields());
            pages.add(page);
        }
        long added = page.add(row);
        size++;
        bytes += added;
        received(row.origin);
        return added;
    }

    /** Adds a record that cannot become a row; it is reported when the rows are written. */
    void add(BadRecord unmapped) {
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

    /** The offset of its first record of a partition, null if it has none. */
    @Nullable
    Long firstOffset(TopicPartition partition) {
        return firstOffsets.get(partition);
    }

    /** The partitions belong to another task now: their rows are not written, their bad records not reported. */
    void drop(Collection<TopicPartition> partitions) {
        dropped.addAll(partitions);
        firstOffsets.keySet().removeAll(partitions);
    }

    /** The rows that have to be written. */
    List<Row> rows() {
        pages.forEach(page -> page.addTo(rows));
        pages.clear();
        if (!dropped.isEmpty()) {
            rows.removeIf(row -> dropped.contains(partition(row.origin)));
        }
        return rows;
    }

    /** All rows but those of these records are written. */
    void written(List<BadRecord> refused) {
        bad.addAll(refused);
        rows.clear();
    }

    /** The rows cannot be written. */
    void failed(ConnectException reason) {
        failure = reason;
    }

    /** Why the rows are not written, null if they are. */
    @Nullable
    ConnectException failure() {
        return failure;
    }

    /** The records that have to be reported. */
    List<BadRecord> bad() {
        bad.removeIf(record -> dropped.contains(partition(record.entry())));
        return bad;
    }

    // Records of a partition come in order and mostly in runs.
    private void received(SinkRecord entry) {
        SinkRecord before = last;
        last = entry;
        if (before == null
                || !before.originalKafkaPartition().equals(entry.originalKafkaPartition())
                || !before.originalTopic().equals(entry.originalTopic())) {
            firstOffsets.putIfAbsent(partition(entry), entry.originalKafkaOffset());
        }
    }

    /** The partition of a record as it was before transforms renamed the topic. */
    private static TopicPartition partition(SinkRecord entry) {
        return new TopicPartition(entry.originalTopic(), entry.originalKafkaPartition());
    }
}
