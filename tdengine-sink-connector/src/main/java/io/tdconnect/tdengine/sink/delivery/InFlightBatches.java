// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The batches whose rows are not written yet, or whose bad records are not reported yet. */
final class InFlightBatches {
    private final Set<InFlightBatch> batches = new LinkedHashSet<>();

    void add(InFlightBatch batch) {
        batches.add(batch);
    }

    void remove(InFlightBatch batch) {
        batches.remove(batch);
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** When the oldest batch was opened, by the clock of the task; {@link Long#MAX_VALUE} without a batch. */
    long oldestNanos() {
        return isEmpty() ? Long.MAX_VALUE : batches.iterator().next().openedNanos;
    }

    /** The partitions belong to another task now. */
    void drop(Collection<TopicPartition> partitions) {
        batches.forEach(batch -> batch.drop(partitions));
    }

    /** Reduces what the framework would commit: a partition up to its first record in one of the batches. */
    Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> processed) {
        Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>(processed);
        for (InFlightBatch batch : batches) {
            committable.replaceAll((partition, offset) -> {
                Long first = batch.firstOffset(partition);
                return first == null || first >= offset.offset() ? offset : new OffsetAndMetadata(first);
            });
        }
        return committable;
    }
}
