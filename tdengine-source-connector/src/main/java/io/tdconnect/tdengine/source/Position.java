// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The position in the WAL of a vgroup, as the source offset of its records. */
final class Position {
    static final String TOPIC = "topic";
    static final String VGROUP = "vgroup";
    static final String POSITION = "position";
    private static final List<String> PARTITION_FIELDS = List.of(TOPIC, VGROUP);

    private Position() {}

    /** The source partition of a vgroup. */
    static Map<String, Object> partition(String topic, int vgroup) {
        Map<String, Object> partition = new HashMap<>();
        partition.put(TOPIC, topic);
        // A number read back from Kafka is a Long.
        partition.put(VGROUP, (long) vgroup);
        return partition;
    }

    /** The source offset of a position. */
    static Map<String, Object> offset(long position) {
        return Map.of(POSITION, position);
    }

    /**
     * The position that an offset holds.
     *
     * @throws IllegalArgumentException if it is none
     */
    static long of(Map<String, ?> offset) {
        if (offset.size() == 1 && offset.get(POSITION) instanceof Number position && isWhole(position)) {
            return position.longValue();
        }
        throw new IllegalArgumentException(
                "expected an offset with the number " + POSITION + " and nothing else, found " + offset);
    }

    /**
     * Checks a partition and its offset as a user wrote them.
     *
     * @throws IllegalArgumentException if they are none
     */
    static void check(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
        if (!(partition.get(TOPIC) instanceof String)
                || !isWhole(partition.get(VGROUP))
                || !PARTITION_FIELDS.containsAll(partition.keySet())) {
            throw new IllegalArgumentException("expected a partition with the text " + TOPIC + " and the number "
                    + VGROUP + ", found " + partition);
        }
        if (offset != null) {
            of(offset);
        }
    }

    private static boolean isWhole(@Nullable Object value) {
        return (value instanceof Long || value instanceof Integer) && ((Number) value).longValue() >= 0;
    }
}
