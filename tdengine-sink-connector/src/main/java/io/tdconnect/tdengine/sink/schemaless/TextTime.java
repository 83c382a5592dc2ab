// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.tdengine.sink.config.TextOptions;
import io.tdconnect.tdengine.sink.config.TextOptions.TextPrecision;
import io.tdconnect.tdengine.sink.fault.MalformedTextException;

/** Reads whole numbers that are times, with the unit that the options or the number of digits determine. */
final class TextTime {
    private static final long LARGEST_SECONDS = Long.MAX_VALUE / 1000;
    private static final int DIGITS_OF_SECONDS = 10;
    private static final int DIGITS_OF_MILLIS = 13;

    private TextTime() {}

    /**
     * Reads digits with an optional sign up to a space or the end of the line; 0 without digits.
     *
     * @throws MalformedTextException if there is other text, or the number does not fit into a long
     */
    static long readNumber(TextCursor cursor) throws MalformedTextException {
        int start = cursor.position;
        boolean negative = cursor.peek() == '-';
        if (negative || cursor.peek() == '+') {
            cursor.position++;
        }
        long number = 0;
        int first = cursor.position;
        while (!cursor.isAtLineEnd() && cursor.peek() != ' ') {
            int digit = cursor.peek() - '0';
            if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
                throw notATime(start);
            }
            number = number * 10 + digit;
            cursor.position++;
        }
        if (cursor.position == first && first != start) {
            throw notATime(start);
        }
        return negative ? -number : number;
    }

    private static MalformedTextException notATime(int position) {
        return new MalformedTextException("expected the time as a whole number, or nothing", position);
    }

    /**
     * The time for a number in line protocol; as in InfluxDB, and unlike in TDengine, it may be before 1970.
     *
     * @throws MalformedTextException if it is too large
     */
    static Timestamp ofLine(TextPrecision precision, long number, int position) throws MalformedTextException {
        return timestamp(
                precision == TextPrecision.AUTO ? TextPrecision.NS : precision, number, Long.MIN_VALUE, position);
    }

    /**
     * The time for a number in an OpenTSDB point.
     *
     * @throws MalformedTextException if it is not a time after 1970, or the digits decide and are neither 10 nor 13
     */
    static Timestamp ofOpenTsdb(TextPrecision precision, long number, int digits, int position)
            throws MalformedTextException {
        if (precision != TextPrecision.AUTO) {
            return ofOpenTsdb(precision, number, position);
        }
        return switch (digits) {
            case DIGITS_OF_SECONDS -> ofOpenTsdb(TextPrecision.S, number, position);
            case DIGITS_OF_MILLIS -> ofOpenTsdb(TextPrecision.MS, number, position);
            default ->
                throw new MalformedTextException(
                        "expected a time of 10 digits (s) or 13 digits (ms), found one of " + digits + "; set "
                                + TextOptions.DATA_PRECISION + " if the times have another unit",
                        position);
        };
    }

    /**
     * The time for a number in an OpenTSDB point, in a unit other than auto.
     *
     * @throws MalformedTextException if it is not a time after 1970
     */
    static Timestamp ofOpenTsdb(TextPrecision unit, long number, int position) throws MalformedTextException {
        return timestamp(unit, number, 1, position);
    }

    private static Timestamp timestamp(TextPrecision unit, long number, long least, int position)
            throws MalformedTextException {
        if (number < least || (unit == TextPrecision.S && (number > LARGEST_SECONDS || number < -LARGEST_SECONDS))) {
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
