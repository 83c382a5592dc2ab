// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.read;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import java.util.Locale;
import org.apache.kafka.connect.errors.DataException;

/**
 * Where reading begins in a partition without a stored position.
 *
 * @param millis time of the first record in milliseconds since 1970, for {@link Kind#TIME}
 */
public record StartPosition(Kind kind, long millis) {
    private static final String TIME = "time:";
    private static final String EXPECTED =
            "expected earliest, latest or time: with milliseconds since 1970 or a time such as"
                    + " time:2026-06-01T00:00:00+08:00, found ";

    /** The kinds of positions. */
    public enum Kind {
        EARLIEST,
        LATEST,
        TIME
    }

    /**
     * The position of a text.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static StartPosition parse(String text) {
        String trimmed = text.trim();
        String lower = trimmed.toLowerCase(Locale.ROOT);
        if (lower.startsWith(TIME)) {
            return new StartPosition(Kind.TIME, millis(trimmed.substring(TIME.length()), text));
        }
        return switch (lower) {
            case "earliest" -> new StartPosition(Kind.EARLIEST, 0);
            case "latest" -> new StartPosition(Kind.LATEST, 0);
            default -> throw new IllegalArgumentException(EXPECTED + text);
        };
    }

    /**
     * Milliseconds since 1970 of a number or of a time with a zone.
     *
     * @throws IllegalArgumentException if it is neither; the message repeats {@code found}
     */
    static long millis(String time, String found) {
        try {
            String trimmed = time.trim();
            long millis = trimmed.matches("\\d{1,18}")
                    ? Long.parseLong(trimmed)
                    : Timestamp.of(trimmed, null, TimestampUnit.MS)
                            .to(Precision.MS, Rounding.TRUNCATE)
                            .value();
            if (millis < 0) {
                throw new IllegalArgumentException(EXPECTED + found);
            }
            return millis;
        } catch (DataException e) {
            throw new IllegalArgumentException(EXPECTED + found, e);
        }
    }
}
