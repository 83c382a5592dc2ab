// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

import org.apache.kafka.connect.errors.DataException;

/** The unit of numbers that do not say theirs. */
public enum TimestampUnit {
    /** Judged by size; only times from 1971 to 2099 can be told apart. */
    AUTO,
    /** Seconds. */
    S,
    /** Milliseconds. */
    MS,
    /** Microseconds. */
    US,
    /** Nanoseconds. */
    NS;

    /** Seconds since 1970 of a plausible time; a thousandfold of any is beyond the others. */
    private static final long EARLIEST = 30_000_000L;

    private static final long LATEST = 4_100_000_000L;

    private static final TimestampUnit[] JUDGED = {S, MS, US, NS};

    /**
     * The timestamp that a number means in this unit.
     *
     * @throws DataException if it does not fit, or {@link #AUTO} cannot tell
     */
    Timestamp timestamp(long number) {
        return switch (this) {
            case AUTO -> judge(number).timestamp(number);
            case S -> new Timestamp(seconds(number), Precision.MS);
            case MS -> new Timestamp(number, Precision.MS);
            case US -> new Timestamp(number, Precision.US);
            case NS -> new Timestamp(number, Precision.NS);
        };
    }

    private static TimestampUnit judge(long number) {
        long perSecond = 1;
        for (TimestampUnit unit : JUDGED) {
            if (number >= EARLIEST * perSecond && number <= LATEST * perSecond) {
                return unit;
            }
            perSecond *= 1000;
        }
        throw new DataException("Expected a time from 1971 to 2099 in s, ms, us or ns, found a number of "
                + Long.toString(number).length() + " characters whose unit cannot be judged by its size;"
                + " configure the unit of the timestamp");
    }

    private static long seconds(long number) {
        try {
            return Math.multiplyExact(number, 1000L);
        } catch (ArithmeticException e) {
            throw new DataException("Expected a timestamp in seconds, found a number too large for it", e);
        }
    }
}
