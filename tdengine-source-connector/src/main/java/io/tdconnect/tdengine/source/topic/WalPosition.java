// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** The position in the WAL of a vgroup, as the source offset of its records. */
public final class WalPosition {
    public static final String TOPIC = "topic";
    static final String VGROUP = "vgroup";
    public static final String POSITION = "position";
    static final String TIME = "time";
    private static final List<String> PARTITION_FIELDS = List.of(TOPIC, VGROUP);

    private WalPosition() {}

    /** The source partition of a vgroup. */
    public static Map<String, Object> partition(String topic, int vgroup) {
        Map<String, Object> partition = new HashMap<>();
        partition.put(TOPIC, topic);
        // A number read back from Kafka is a Long.
        partition.put(VGROUP, (long) vgroup);
        return partition;
    }

    /** The source offset of a position. */
    public static Map<String, Object> offset(long position) {
        return Map.of(POSITION, position);
    }

    /** The source offset of a position, with the latest time of the rows before it if that is known. */
    public static Map<String, Object> offset(long position, @Nullable Instant latest) {
        return latest == null ? offset(position) : Map.of(POSITION, position, TIME, latest.toString());
    }

    /** The latest time that an offset tells, null if it tells none. */
    public static @Nullable Instant time(Map<String, ?> offset) {
        return offset.get(TIME) instanceof String text ? Instant.parse(text) : null;
    }

    /**
     * The position that an offset holds.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static long of(Map<String, ?> offset) {
        boolean known = offset.size() == 1 || (offset.size() == 2 && isTime(offset.get(TIME)));
        if (known && offset.get(POSITION) instanceof Number position && isWhole(position)) {
            return position.longValue();
        }
        throw new IllegalArgumentException("expected an offset with the number " + POSITION
                + " and at most a time such as 2024-05-01T12:00:00Z as " + TIME + ", found " + offset);
    }

    /**
     * The position that the stored offset of a vgroup holds.
     *
     * @throws ConnectException if it is malformed
     */
    public static long of(Vgroup vgroup, Map<String, ?> offset) {
        try {
            return of(offset);
        } catch (IllegalArgumentException e) {
            throw new ConnectException(
                    "The offset of vgroup " + vgroup.number() + " of topic " + vgroup.topic() + " cannot be used: "
                            + e.getMessage() + "; stop the connector and correct or reset its offsets",
                    e);
        }
    }

    /**
     * Checks a partition and its offset as a user wrote them.
     *
     * @throws IllegalArgumentException if they are malformed
     */
    public static void check(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
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

    private static boolean isTime(@Nullable Object value) {
        try {
            return value instanceof String text && Instant.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isWhole(@Nullable Object value) {
        return (value instanceof Long || value instanceof Integer) && ((Number) value).longValue() >= 0;
    }
}
