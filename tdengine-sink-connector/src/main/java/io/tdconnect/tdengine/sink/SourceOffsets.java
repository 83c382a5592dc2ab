// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** How far the records of each partition have come, as the topics were before transforms renamed them. */
final class SourceOffsets {
    private final Map<TopicPartition, long[]> received = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> written = new HashMap<>();
    private TopicPartition lastPartition = new TopicPartition("", -1);
    private long[] lastNext = new long[1];

    /** A record has come. */
    void received(SinkRecord entry) {
        int partition = entry.originalKafkaPartition();
        if (partition != lastPartition.partition() || !entry.originalTopic().equals(lastPartition.topic())) {
            lastPartition = new TopicPartition(entry.originalTopic(), partition);
            lastNext = received.computeIfAbsent(lastPartition, key -> new long[1]);
        }
        lastNext[0] = entry.originalKafkaOffset() + 1;
    }

    /** All records that have come are written or reported. */
    void allWritten() {
        received.forEach((partition, next) -> written.put(partition, new OffsetAndMetadata(next[0])));
    }

    /** What may be committed. */
    Map<TopicPartition, OffsetAndMetadata> written() {
        return Map.copyOf(written);
    }

    /** The partitions belong to another task now. */
    void drop(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            received.remove(partition);
            written.remove(partition);
        });
        lastPartition = new TopicPartition("", -1);
    }
}
