// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * How far a split is read; the source offset of its records.
 *
 * @param time in units of the database, before which everything is read
 * @param rechecked in units of the database, before which times were read again for late rows; not after {@code time}
 * @param uid of the table or supertable that was read, which differs for another table of the same name; 0 if unknown
 */
record SplitPosition(long time, long rechecked, long uid) {
    static final String TIME = "time";
    static final String RECHECKED = "rechecked";
    static final String UID = "uid";
    private static final List<String> FIELDS = List.of(TIME, RECHECKED, UID);

    SplitPosition {
        rechecked = Math.min(rechecked, time);
    }

    /** The position at a time before which nothing is read. */
    static SplitPosition at(long time, long uid) {
        return new SplitPosition(time, time, uid);
    }

    SplitPosition movedTo(long newTime) {
        return new SplitPosition(newTime, rechecked, uid);
    }

    SplitPosition recheckedTo(long newRechecked) {
        return new SplitPosition(time, newRechecked, uid);
    }

    /** The source offset, with times as ISO-8601 text with all digits. */
    Map<String, Object> toMap(Precision precision) {
        Map<String, Object> map = new HashMap<>();
        map.put(TIME, text(time, precision));
        if (rechecked < time) {
            map.put(RECHECKED, text(rechecked, precision));
        }
        if (uid != 0) {
            map.put(UID, uid);
        }
        return map;
    }

    /**
     * The position of an offset.
     *
     * @throws IllegalArgumentException if it is malformed; the message says which field is wrong
     */
    static SplitPosition of(Map<String, ?> offset, Precision precision) {
        if (!FIELDS.containsAll(offset.keySet())) {
            throw new IllegalArgumentException(
                    "expected an offset with " + TIME + ", " + RECHECKED + " and " + UID + ", found " + offset);
        }
        long time = time(offset, TIME, null, precision);
        Object uid = offset.get(UID);
        if (uid != null && !(uid instanceof Long) && !(uid instanceof Integer)) {
            throw new IllegalArgumentException(UID + ": expected a number, found " + uid);
        }
        return new SplitPosition(
                time, time(offset, RECHECKED, time, precision), uid == null ? 0 : ((Number) uid).longValue());
    }

    private static String text(long time, Precision precision) {
        return new Timestamp(time, precision).instant().toString();
    }

    private static long time(Map<String, ?> offset, String field, @Nullable Long absent, Precision precision) {
        Object value = offset.get(field);
        if (value == null && absent != null) {
            return absent;
        }
        try {
            return Timestamp.of(Instant.parse(String.valueOf(value)), precision).value();
        } catch (DateTimeException | DataException e) {
            throw new IllegalArgumentException(
                    field + ": expected a time such as 2024-05-01T12:00:00.123456789Z, found " + value, e);
        }
    }
}
