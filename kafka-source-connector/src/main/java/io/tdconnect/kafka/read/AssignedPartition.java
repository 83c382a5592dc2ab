// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.read;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition that a task reads.
 *
 * @param first position to begin with where none is stored; null to follow the options
 */
public record AssignedPartition(
        TopicPartition partition, @Nullable Long first) implements Comparable<AssignedPartition> {
    public static final String TOPIC = "topic";
    public static final String PARTITION = "partition";

    private static final Comparator<AssignedPartition> ORDER = Comparator.comparing(
                    (AssignedPartition each) -> each.partition.topic())
            .thenComparing(each -> each.partition.partition());

    /** The source partition of its records. */
    public static Map<String, Object> source(TopicPartition partition) {
        Map<String, Object> map = new HashMap<>();
        map.put(TOPIC, partition.topic());
        map.put(PARTITION, partition.partition());
        return map;
    }

    /** The text of task configurations, such as {@code tp1:0} or {@code tp1:0@45}. */
    public String text() {
        return partition.topic() + ':' + partition.partition() + (first == null ? "" : "@" + first);
    }

    /** The partition of such a text. */
    public static AssignedPartition parse(String text) {
        int at = text.indexOf('@');
        String place = at < 0 ? text : text.substring(0, at);
        int colon = place.lastIndexOf(':');
        return new AssignedPartition(
                new TopicPartition(place.substring(0, colon), Integer.parseInt(place.substring(colon + 1))),
                at < 0 ? null : Long.valueOf(text.substring(at + 1)));
    }

    @Override
    public int compareTo(AssignedPartition other) {
        return ORDER.compare(this, other);
    }
}
