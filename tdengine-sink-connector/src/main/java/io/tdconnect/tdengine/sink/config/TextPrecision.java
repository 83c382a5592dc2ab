// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.tdengine.sink.fault.MalformedTextException;

/** The unit of the times in schemaless text. */
public enum TextPrecision {
    /** By the rules of the format: ns in line protocol; s for 10 and ms for 13 digits in the OpenTSDB formats. */
    AUTO,
    /** Seconds. */
    S,
    /** Milliseconds. */
    MS,
    /** Microseconds. */
    US,
    /** Nanoseconds. */
    NS;

    private static final long LARGEST_SECONDS = Long.MAX_VALUE / 1000;
    private static final int DIGITS_OF_SECONDS = 10;
    private static final int DIGITS_OF_MILLIS = 13;

    /**
     * What a number in a line means; unlike TDengine, InfluxDB has times before 1970, too.
     *
     * @throws MalformedTextException if it is too large
     */
    public Timestamp ofLine(long number, int position) throws MalformedTextException {
        return timestamp(this == AUTO ? NS : this, number, Long.MIN_VALUE, position);
    }

    /**
     * What a number in an OpenTSDB point means.
     *
     * @throws MalformedTextException if it is not a time after 1970, or has not 10 or 13 digits where these decide
     */
    public Timestamp ofOpenTsdb(long number, int digits, int position) throws MalformedTextException {
        if (this != AUTO) {
            return ofOpenTsdb(this, number, position);
        }
        return switch (digits) {
            case DIGITS_OF_SECONDS -> ofOpenTsdb(S, number, position);
            case DIGITS_OF_MILLIS -> ofOpenTsdb(MS, number, position);
            default ->
                throw new MalformedTextException(
                        "expected a time of 10 digits (s) or 13 digits (ms), found one of " + digits + "; set "
                                + TextOptions.DATA_PRECISION + " if the times have another unit",
                        position);
        };
    }

    /**
     * The time that a number in an OpenTSDB point means in a unit other than auto.
     *
     * @throws MalformedTextException if it is not a time after 1970
     */
    public static Timestamp ofOpenTsdb(TextPrecision unit, long number, int position) throws MalformedTextException {
        return timestamp(unit, number, 1, position);
    }

    private static Timestamp timestamp(TextPrecision unit, long number, long least, int position)
            throws MalformedTextException {
        if (number < least || (unit == S && (number > LARGEST_SECONDS || number < -LARGEST_SECONDS))) {
            String expected = least > 0 ? "a time after 1970" : "a time in the range of milliseconds";
            throw new MalformedTextException("expected " + expected + ", found a number that is not one", position);
        }
        return switch (unit) {
            case AUTO, NS -> new Timestamp(number, Precision.NS);
            case S -> new Timestamp(number * 1000, Precision.MS);
            case MS -> new Timestamp(number, Precision.MS);
            case US -> new Timestamp(number, Precision.US);
        };
    }
}
