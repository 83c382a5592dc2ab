// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import java.math.BigDecimal;
import java.time.InstantSource;
import org.apache.kafka.connect.errors.DataException;

/** Functions that depend on the current time; times are milliseconds since 1970. */
final class Times {
    private static final BigDecimal SECOND = BigDecimal.valueOf(1000);

    /** The year 5138 in milliseconds; microseconds of this century are more. */
    private static final BigDecimal MOST = BigDecimal.valueOf(100_000_000_000_000L);

    private Times() {}

    /**
     * Whether a time is within a range of seconds around the current time, its ends included.
     *
     * @param time milliseconds since 1970, as {@link ValueRules#plain} makes them of timestamps, or ISO-8601 text with an
     *     offset, as timestamps are in rows without a schema
     * @param from seconds, negative for the past
     */
    static boolean isBetween(InstantSource clock, Object time, Object from, Object to) {
        BigDecimal millis = millis(time);
        if (millis.abs().compareTo(MOST) > 0) {
            throw new DataException("expected milliseconds since 1970 in between_time_range, found a number for years"
                    + " after 5138; divide microseconds by 1000, nanoseconds by 1000000");
        }
        BigDecimal distance = millis.subtract(BigDecimal.valueOf(clock.millis()));
        return distance.compareTo(decimal(from).multiply(SECOND)) >= 0
                && distance.compareTo(decimal(to).multiply(SECOND)) <= 0;
    }

    private static BigDecimal millis(Object time) {
        if (time instanceof String text && !Timestamp.isNumber(text)) {
            Timestamp timestamp = Timestamp.of(text, null, TimestampUnit.MS);
            return BigDecimal.valueOf(timestamp.value())
                    .multiply(SECOND)
                    .divide(BigDecimal.valueOf(timestamp.precision().perSecond()));
        }
        return decimal(time);
    }

    private static BigDecimal decimal(Object value) {
        if (!(value instanceof Number number)) {
            throw new DataException("expected a timestamp or milliseconds, and two numbers of seconds, in"
                    + " between_time_range, found " + ValueRules.kind(value));
        }
        Functions.finite("between_time_range", number.doubleValue());
        return ValueRules.decimal(number);
    }
}
