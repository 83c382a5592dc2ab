// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.engine.store.OffsetsFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a source task has been delivered. In each source partition records are acknowledged in their order, and the position
 * that is stored is that of the last one before which none is missing. For use by one thread, the one that confirms.
 */
final class SourcePositions {
    private static final Logger log = LoggerFactory.getLogger(SourcePositions.class);
    private static final long STORE_INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final SourceTask task;
    private final OffsetsFile offsets;
    private final Budget budget;
    private final Map<Map<String, ?>, InOrder> partitions = new HashMap<>();
    private final Set<InOrder> advanced = new LinkedHashSet<>();
    private @Nullable Map<String, ?> lastPartition;
    private @Nullable InOrder last;
    private long doneRecords;
    private long doneBytes;
    private boolean unstored;
    private long nextStore = System.nanoTime();

    SourcePositions(SourceTask task, OffsetsFile offsets, Budget budget) {
        this.task = task;
        this.offsets = offsets;
        this.budget = budget;
    }

    /** A record is on its way; to be called in the order of the source. */
    Receipt sent(Batch.Item item) {
        InOrder partition = partition(item.original().sourcePartition());
        Sent sent = new Sent(item.original(), item.bytes(), partition);
        partition.waiting.add(sent);
        return sent;
    }

    @SuppressWarnings("ReferenceEquality") // Only a shortcut.
    private InOrder partition(@Nullable Map<String, ?> partition) {
        InOrder found = last;
        if (found == null || partition != lastPartition) {
            found = partitions.computeIfAbsent(partition == null ? Map.of() : partition, key -> new InOrder(partition));
            last = found;
            lastPartition = partition;
        }
        return found;
    }

    /** Takes over what has been confirmed since the last call, and stores positions now and then. */
    void settle() throws IOException, InterruptedException {
        if (!advanced.isEmpty()) {
            advanced.forEach(InOrder::takePosition);
            advanced.clear();
            unstored = true;
            budget.giveBack(doneRecords, doneBytes);
            doneRecords = 0;
            doneBytes = 0;
        }
        if (unstored && System.nanoTime() - nextStore >= 0) {
            store();
        }
    }

    /** Stores the positions, and lets the task know. */
    void store() throws IOException, InterruptedException {
        nextStore = System.nanoTime() + STORE_INTERVAL;
        if (unstored) {
            offsets.store();
            unstored = false;
            try {
                task.commit();
            } catch (RuntimeException e) {
                log.warn("The source failed to take note of stored positions", e);
            }
        }
    }

    private void acknowledge(Sent done) throws InterruptedException {
        doneRecords++;
        doneBytes += done.bytes;
        try {
            task.commitRecord(done.original, done.metadata);
        } catch (RuntimeException e) {
            log.warn("The source failed to acknowledge a record", e);
        }
    }

    /** The records of a source partition that wait. */
    private final class InOrder {
        private final @Nullable Map<String, ?> partition;
        private final Deque<Sent> waiting = new ArrayDeque<>();
        private @Nullable Map<String, ?> reached;

        InOrder(@Nullable Map<String, ?> partition) {
            this.partition = partition;
        }

        void advance() throws InterruptedException {
            while (!waiting.isEmpty() && waiting.getFirst().done) {
                Sent first = waiting.removeFirst();
                acknowledge(first);
                reached = first.original.sourceOffset();
                advanced.add(this);
            }
        }

        void takePosition() {
            offsets.put(partition, reached);
        }
    }

    private static final class Sent implements Receipt {
        private final SourceRecord original;
        private final int bytes;
        private final InOrder partition;
        private boolean done;
        private @Nullable RecordMetadata metadata;

        Sent(SourceRecord original, int bytes, InOrder partition) {
            this.original = original;
            this.bytes = bytes;
            this.partition = partition;
        }

        @Override
        public void confirmed(@Nullable RecordMetadata stored) throws InterruptedException {
            done = true;
            metadata = stored;
            partition.advance();
        }
    }
}
