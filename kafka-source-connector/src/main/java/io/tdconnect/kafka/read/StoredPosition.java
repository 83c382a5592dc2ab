// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.read;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a partition is read; the source offset of its records.
 *
 * @param offset of the next record; null if a time is given instead, which only users do
 * @param time of the next record in milliseconds since 1970, null if the offset is known
 * @param since when the connector was first started, in milliseconds, null if that does not matter
 */
public record StoredPosition(
        @Nullable Long offset,
        @Nullable Long time,
        @Nullable Long since) {
    static final String OFFSET = "offset";
    static final String TIME = "time";
    static final String SINCE = "since";

    /** The position after a record. */
    static StoredPosition after(long offset, @Nullable Long since) {
        return new StoredPosition(offset + 1, null, since);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new HashMap<>();
        map.put(OFFSET, offset);
        if (since != null) {
            map.put(SINCE, since);
        }
        return map;
    }

    /**
     * The position of an offset.
     *
     * @throws IllegalArgumentException if it is malformed; the message says which field is wrong
     */
    public static StoredPosition fromMap(Map<String, ?> map) {
        Object offset = map.get(OFFSET);
        Object time = map.get(TIME);
        for (String key : map.keySet()) {
            if (!key.equals(OFFSET) && !key.equals(TIME) && !key.equals(SINCE)) {
                throw new IllegalArgumentException("expected the field offset or time, found " + key);
            }
        }
        if ((offset == null) == (time == null)) {
            throw new IllegalArgumentException(
                    "expected either the field offset or the field time, found " + (offset == null ? "none" : "both"));
        }
        Object since = map.get(SINCE);
        return new StoredPosition(
                offset == null ? null : number(OFFSET, offset),
                time == null ? null : StartPosition.millis(time.toString(), "time " + time),
                since == null ? null : number(SINCE, since));
    }

    private static long number(String field, Object value) {
        try {
            long number = Long.parseLong(value.toString().trim());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(field + ": expected a number, found " + value, e);
        }
        throw new IllegalArgumentException(field + ": expected a number that is not negative, found " + value);
    }
}
