// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Reads values as exact numbers, and describes values without showing them. */
final class Numbers {
    private static final int MAX_TEXT = 1000;

    private Numbers() {}

    /**
     * The number that a value means.
     *
     * @throws DataException if it is no number, or infinite
     */
    static BigDecimal exact(Object value, Object type) {
        BigDecimal number = value instanceof Number found ? ofNumber(found) : null;
        if (value instanceof Boolean truth) {
            number = truth ? BigDecimal.ONE : BigDecimal.ZERO;
        } else if (value instanceof String text && text.length() <= MAX_TEXT) {
            number = ofText(text);
        }
        if (number == null) {
            throw unfit(value, type);
        }
        return number;
    }

    static DataException unfit(Object value, Object type) {
        return new DataException("expected " + type + ", found " + describe(value));
    }

    /** What a value is, without the value. */
    static String describe(Object value) {
        if (value instanceof String text) {
            return "text of " + text.length() + " characters that is none";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        return value instanceof Number
                ? "a number (" + value.getClass().getSimpleName() + ") that it cannot hold exactly"
                : "a value of class " + value.getClass().getSimpleName();
    }

    private static @Nullable BigDecimal ofNumber(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger whole) {
            return new BigDecimal(whole);
        }
        if (number instanceof Double || number instanceof Float) {
            return Double.isFinite(number.doubleValue()) ? new BigDecimal(number.toString()) : null;
        }
        return BigDecimal.valueOf(number.longValue());
    }

    private static @Nullable BigDecimal ofText(String text) {
        try {
            return new BigDecimal(text.trim());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
