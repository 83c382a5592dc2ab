// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.read;

import io.tdconnect.kafka.client.ClusterConsumer;
import io.tdconnect.kafka.client.ClusterException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a task begins in each of its partitions: at the stored position, else at that of the group, else where the connector
 * says, else where the options say.
 *
 * @param partitions of the task
 * @param stored positions, of the partitions that have one
 * @param group whether the group's positions count
 */
public record StartRule(
        List<AssignedPartition> partitions,
        Map<TopicPartition, StoredPosition> stored,
        boolean group,
        StartPosition start) {
    /** The position of each partition; asks the cluster where that is necessary. */
    Map<TopicPartition, Long> positions(ClusterConsumer consumer) throws ClusterException, InterruptedException {
        Map<TopicPartition, Long> positions = new HashMap<>();
        Map<Long, List<TopicPartition>> byTime = new TreeMap<>();
        List<AssignedPartition> others = new ArrayList<>();
        for (AssignedPartition each : partitions) {
            StoredPosition position = stored.get(each.partition());
            if (position == null) {
                others.add(each);
            } else if (position.offset() != null) {
                positions.put(each.partition(), position.offset());
            } else if (position.time() != null) {
                byTime.computeIfAbsent(position.time(), time -> new ArrayList<>())
                        .add(each.partition());
            }
        }
        for (Map.Entry<Long, List<TopicPartition>> entry : byTime.entrySet()) {
            positions.putAll(consumer.at(entry.getKey(), entry.getValue()));
        }
        positions.putAll(first(others, consumer));
        return positions;
    }

    private Map<TopicPartition, Long> first(List<AssignedPartition> unread, ClusterConsumer consumer)
            throws ClusterException, InterruptedException {
        List<TopicPartition> left = new ArrayList<>(
                unread.stream().map(AssignedPartition::partition).toList());
        Map<TopicPartition, Long> positions = new HashMap<>();
        if (group && !left.isEmpty()) {
            positions.putAll(consumer.committed(left));
        }
        for (AssignedPartition each : unread) {
            if (each.first() != null) {
                positions.putIfAbsent(each.partition(), each.first());
            }
        }
        left.removeAll(positions.keySet());
        if (!left.isEmpty()) {
            positions.putAll(
                    switch (start.kind()) {
                        case EARLIEST -> consumer.begins(left);
                        case LATEST -> consumer.ends(left);
                        case TIME -> consumer.at(start.millis(), left);
                    });
        }
        return positions;
    }
}
