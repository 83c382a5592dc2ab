// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Reads numbers that are times as decimals; a floating point number counts with the digits of its text. */
final class TimeNumbers {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,19}(?:\\.\\d{1,20})?(?:[eE][+-]?\\d{1,2})?");
    private static final int MAX_LENGTH = 48;

    /** Up to this size, neighbouring doubles or floats differ in their digits. */
    private static final int DOUBLE_BITS = 53;

    private static final int FLOAT_BITS = 24;

    private TimeNumbers() {}

    /** The number that a text contains, null if it is not a number. */
    static @Nullable BigDecimal parse(String text) {
        // The first minus tells a date from a number.
        if (text.length() > MAX_LENGTH || text.indexOf('-', 1) == 4) {
            return null;
        }
        String trimmed = text.trim();
        return NUMBER.matcher(trimmed).matches() ? new BigDecimal(trimmed) : null;
    }

    /**
     * The digits of a Double or Float.
     *
     * @throws DataException if it is not finite, or may have lost digits
     */
    static BigDecimal exact(Number real) {
        double value = real.doubleValue();
        int bits = real instanceof Float ? FLOAT_BITS : DOUBLE_BITS;
        if (!Double.isFinite(value) || Math.abs(value) >= 1L << bits) {
            throw lost(real);
        }
        BigDecimal digits = new BigDecimal(real.toString()).stripTrailingZeros();
        if (digits.unscaledValue().bitLength() > bits) {
            throw lost(real);
        }
        return digits;
    }

    private static DataException lost(Number real) {
        return new DataException("Expected a time as a number that has all its digits, found a "
                + real.getClass().getSimpleName()
                + " that may have lost some; convert it to a whole number or to text, which lose no digits");
    }
}
