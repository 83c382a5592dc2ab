// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import io.tdconnect.tdengine.tmq.TmqMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A vgroup of a topic: the part of it whose positions are counted on their own. */
public record Vgroup(String topic, int number) {
    /** Field of the source partition: name of the topic. */
    public static final String TOPIC = "topic";

    static final String VGROUP = "vgroup";
    private static final List<String> FIELDS = List.of(TOPIC, VGROUP);

    /** The vgroup of a message. */
    public static Vgroup of(TmqMessage message) {
        return new Vgroup(message.topic(), message.vgroup());
    }

    /** The source partition of its records. */
    public Map<String, Object> partition() {
        Map<String, Object> partition = new HashMap<>();
        partition.put(TOPIC, topic);
        // A number read back from Kafka is a Long.
        partition.put(VGROUP, (long) number);
        return partition;
    }

    /**
     * Checks a source partition as a user wrote it.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static void checkPartition(Map<String, ?> partition) {
        if (!(partition.get(TOPIC) instanceof String)
                || !isWhole(partition.get(VGROUP))
                || !FIELDS.containsAll(partition.keySet())) {
            throw new IllegalArgumentException("expected a partition with the text " + TOPIC + " and the number "
                    + VGROUP + ", found " + partition);
        }
    }

    /** Whether a value is a whole number that is not negative. */
    static boolean isWhole(@Nullable Object value) {
        return (value instanceof Long || value instanceof Integer) && ((Number) value).longValue() >= 0;
    }
}
