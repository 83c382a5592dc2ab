// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import io.tdconnect.common.source.SourceOffsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** The position in the WAL of a vgroup, as the source offset of its records. */
public final class WalPosition {
    public static final String POSITION = "position";
    static final String TIME = "time";

    private WalPosition() {}

    /** The source offset of a position. */
    public static Map<String, Object> offset(long position) {
        return Map.of(POSITION, position);
    }

    /** The source offset of a position, with the latest row time before it if that is known. */
    public static Map<String, Object> offset(long position, @Nullable Instant latest) {
        return latest == null ? offset(position) : Map.of(POSITION, position, TIME, latest.toString());
    }

    /** The latest row time in an offset, null if it contains none. */
    public static @Nullable Instant time(Map<String, ?> offset) {
        return offset.get(TIME) instanceof String text ? Instant.parse(text) : null;
    }

    /**
     * The position in an offset.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static long of(Map<String, ?> offset) {
        boolean known = offset.size() == 1 || (offset.size() == 2 && isTime(offset.get(TIME)));
        if (known && offset.get(POSITION) instanceof Number position && Vgroup.isWhole(position)) {
            return position.longValue();
        }
        throw new IllegalArgumentException("expected an offset with the number " + POSITION
                + " and at most a time such as 2024-05-01T12:00:00Z as " + TIME + ", found " + offset);
    }

    /**
     * The position in the stored offset of a vgroup.
     *
     * @throws ConnectException if it is malformed
     */
    public static long of(Vgroup vgroup, Map<String, ?> offset) {
        return SourceOffsets.parse(
                offset, "vgroup " + vgroup.number() + " of topic " + vgroup.topic(), WalPosition::of);
    }

    private static boolean isTime(@Nullable Object value) {
        try {
            return value instanceof String text && Instant.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
