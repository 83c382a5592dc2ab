// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import io.tdconnect.common.time.DurationText;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;

/** Reads and writes the times and durations of options and offsets; times are nanoseconds since 1970. */
public final class TimeText {
    private static final Pattern FRACTION =
            Pattern.compile("(.*T\\d\\d:\\d\\d:\\d\\d)([.,]\\d{1,9})?(Z|[+-]\\d\\d:?\\d\\d|[+-]\\d\\d)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,19}");

    private TimeText() {}

    /**
     * The time of an ISO-8601 text with a zone, or of a number of seconds, milli-, micro- or nanoseconds.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static long parse(String text) {
        String trimmed = text.trim();
        try {
            if (NUMBER.matcher(trimmed).matches()) {
                long number = Long.parseLong(trimmed);
                return number == 0 ? 0 : nanos(Timestamp.of(number, null, TimestampUnit.AUTO));
            }
            return iso(trimmed);
        } catch (DataException | DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected a time with a zone such as 2023-06-01T00:00:00+08:00, or a number since 1970, found "
                            + text,
                    e);
        }
    }

    private static long iso(String text) {
        var matcher = FRACTION.matcher(text);
        if (!matcher.matches()) {
            throw new DateTimeException("no zone");
        }
        String zone = matcher.group(3);
        String offset = zone.equals("Z")
                ? zone
                : zone.substring(0, 3) + ":" + (zone.length() > 3 ? zone.substring(zone.length() - 2) : "00");
        Instant seconds = OffsetDateTime.parse(matcher.group(1) + offset).toInstant();
        String digits = matcher.group(2) == null ? "" : matcher.group(2).substring(1);
        long fraction = digits.isEmpty() ? 0 : Long.parseLong((digits + "00000000").substring(0, 9));
        return nanos(Timestamp.of(seconds.plusNanos(fraction), Precision.NS));
    }

    private static long nanos(Timestamp timestamp) {
        return timestamp.to(Precision.NS, Rounding.TRUNCATE).value();
    }

    /** ISO-8601 text in UTC, to the nanosecond if needed. */
    public static String format(long nanos) {
        Instant instant = new Timestamp(nanos, Precision.NS).instant();
        return instant.toString();
    }

    /**
     * The longest time range of a query.
     *
     * @throws IllegalArgumentException if it is not a duration, or not from one millisecond to 100 years
     */
    public static Duration window(String text) {
        Duration duration = DurationText.parse(text);
        if (duration.compareTo(Duration.ofMillis(1)) < 0 || duration.compareTo(Duration.ofDays(36_500)) > 0) {
            throw new IllegalArgumentException("expected a duration from 1ms to 36500d, found " + text);
        }
        return duration;
    }
}
