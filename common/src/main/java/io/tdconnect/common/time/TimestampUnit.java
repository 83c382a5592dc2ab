// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

import java.math.BigDecimal;
import java.util.Locale;
import org.apache.kafka.connect.errors.DataException;

/** The unit of numbers that do not state one. */
public enum TimestampUnit {
    /** Derived from the size of the number, which is unambiguous for times from 1971 to 2099. */
    AUTO,
    /** Seconds. */
    S,
    /** Milliseconds. */
    MS,
    /** Microseconds. */
    US,
    /** Nanoseconds. */
    NS;

    /** Range of plausible times in seconds since 1970; a thousand times any of them is out of this range. */
    private static final long EARLIEST = 30_000_000L;

    private static final long LATEST = 4_100_000_000L;

    private static final int MAX_DIGITS = 19;
    private static final int MAX_PLACES = 40;

    /** More than the bits of a number with that many digits. */
    private static final int MAX_BITS = 256;

    private static final TimestampUnit[] JUDGED = {S, MS, US, NS};

    /**
     * The timestamp of a number in this unit.
     *
     * @throws DataException if it does not fit, or {@link #AUTO} cannot decide
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

    /**
     * The timestamp of a number in this unit; seconds may have a fraction.
     *
     * @throws DataException if it does not fit, has a fraction in another unit, or {@link #AUTO} cannot decide
     */
    Timestamp timestamp(BigDecimal number) {
        // Checks the exponent first: the zeros of numbers such as 1e999999999 would fill the memory.
        boolean huge = number.unscaledValue().bitLength() > MAX_BITS
                || number.scale() > MAX_PLACES
                || (long) number.precision() - number.scale() > MAX_DIGITS;
        if (huge && number.signum() != 0) {
            throw new DataException("Expected a time as a number of at most " + MAX_DIGITS + " digits before and "
                    + MAX_PLACES + " after the point, found one with more");
        }
        BigDecimal digits = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        TimestampUnit unit = this == AUTO ? judge(digits.longValue()) : this;
        if (digits.scale() <= 0) {
            return unit.timestamp(exact(digits));
        }
        if (unit != S || digits.scale() > 9) {
            throw new DataException("Expected a whole number of " + unit.name().toLowerCase(Locale.ROOT)
                    + (unit == S ? " or one with at most 9 digits after the point" : "") + " as a time, found one with "
                    + digits.scale() + " digits after the point");
        }
        int places = digits.scale() <= 3 ? 3 : digits.scale() <= 6 ? 6 : 9;
        return new Timestamp(
                exact(digits.movePointRight(places)),
                places == 3 ? Precision.MS : places == 6 ? Precision.US : Precision.NS);
    }

    private static long exact(BigDecimal digits) {
        try {
            return digits.longValueExact();
        } catch (ArithmeticException e) {
            throw new DataException("Expected a time as a number of 64 bits, found a larger one", e);
        }
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
