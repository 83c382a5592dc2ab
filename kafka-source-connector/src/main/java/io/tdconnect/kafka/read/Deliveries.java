// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.read;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** The positions up to which records are delivered, for the group that shows them; thread-safe. */
public final class Deliveries {
    private final Map<TopicPartition, Long> delivered = new ConcurrentHashMap<>();
    private Map<TopicPartition, Long> taken = Map.of();

    /** A record with this source partition and offset is delivered. */
    public void add(Map<String, ?> source, Map<String, ?> offset) {
        if (source.get(AssignedPartition.TOPIC) instanceof String topic
                && source.get(AssignedPartition.PARTITION) instanceof Number partition
                && offset.get(StoredPosition.OFFSET) instanceof Number position) {
            delivered.merge(new TopicPartition(topic, partition.intValue()), position.longValue(), Math::max);
        }
    }

    /** The positions that have changed since the last call. */
    public synchronized Map<TopicPartition, Long> take() {
        Map<TopicPartition, Long> all = Map.copyOf(delivered);
        Map<TopicPartition, Long> changed = new HashMap<>(all);
        changed.entrySet().removeAll(taken.entrySet());
        taken = all;
        return changed;
    }
}
