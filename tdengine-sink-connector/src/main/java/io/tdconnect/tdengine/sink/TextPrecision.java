// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;

/** The unit of the times in schemaless text. */
enum TextPrecision {
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

    private static final int DIGITS_OF_SECONDS = 10;
    private static final int DIGITS_OF_MILLIS = 13;

    /**
     * What a number in a line means.
     *
     * @throws MalformedTextException if it is not a time after 1970
     */
    Timestamp ofLine(long number, int position) throws MalformedTextException {
        return timestamp(this == AUTO ? NS : this, number, position);
    }

    /**
     * What a number in an OpenTSDB point means.
     *
     * @throws MalformedTextException if it is not a time after 1970, or has not 10 or 13 digits where these decide
     */
    Timestamp ofOpenTsdb(long number, int digits, int position) throws MalformedTextException {
        if (this != AUTO) {
            return timestamp(this, number, position);
        }
        return switch (digits) {
            case DIGITS_OF_SECONDS -> timestamp(S, number, position);
            case DIGITS_OF_MILLIS -> timestamp(MS, number, position);
            default ->
                throw new MalformedTextException(
                        "expected a time of 10 digits (s) or 13 digits (ms), found one of " + digits + "; set "
                                + TextOptions.DATA_PRECISION + " if the times have another unit",
                        position);
        };
    }

    /** The time that a number means in a unit other than auto. */
    static Timestamp timestamp(TextPrecision unit, long number, int position) throws MalformedTextException {
        if (number <= 0 || (unit == S && number > Long.MAX_VALUE / 1000)) {
            throw new MalformedTextException("expected a time after 1970, found a number that is none", position);
        }
        return switch (unit) {
            case AUTO, NS -> new Timestamp(number, Precision.NS);
            case S -> new Timestamp(number * 1000, Precision.MS);
            case MS -> new Timestamp(number, Precision.MS);
            case US -> new Timestamp(number, Precision.US);
        };
    }
}
