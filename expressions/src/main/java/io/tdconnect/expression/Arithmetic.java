// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Sums, products and the like: whole numbers stay whole within 64 bits, decimals stay exact, others are DOUBLE.
 *
 * <p>A quotient is always DOUBLE, so that it does not depend on whether a device sends 10 or 10.0. Null makes null.
 */
enum Arithmetic {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    REMAINDER("%");

    private static final int MAX_TEXT = 1 << 24;

    private final String symbol;

    Arithmetic(String symbol) {
        this.symbol = symbol;
    }

    @Nullable
    Object apply(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Number a && right instanceof Number b) {
            return ofNumbers(a, b);
        }
        if (this == ADD && (left instanceof String || right instanceof String)) {
            return bounded(Values.text(left) + Values.text(right));
        }
        throw new DataException("expected numbers around " + symbol + ", found " + Values.kind(left) + " and "
                + Values.kind(right) + "; parse_int and parse_float convert");
    }

    static @Nullable Object negate(@Nullable Object value) {
        return value == null ? null : SUBTRACT.apply(0L, value);
    }

    /** The text, unless it is so long that it can only have been made to exhaust memory. */
    static String bounded(String text) {
        if (text.length() > MAX_TEXT) {
            throw tooLong();
        }
        return text;
    }

    static DataException tooLong() {
        return new DataException(
                "expected a text of at most " + MAX_TEXT + " characters as result, found a longer one");
    }

    private Object ofNumbers(Number a, Number b) {
        try {
            if (this == DIVIDE || Values.isReal(a) || Values.isReal(b)) {
                return finite(ofDoubles(a.doubleValue(), b.doubleValue()));
            }
            return Values.isWhole(a) && Values.isWhole(b)
                    ? (Object) ofLongs(a.longValue(), b.longValue())
                    : ofDecimals(Values.decimal(a), Values.decimal(b));
        } catch (ArithmeticException e) {
            throw new DataException(
                    "expected a result of " + symbol + " within 64 bits, and no division by zero, found "
                            + e.getMessage(),
                    e);
        }
    }

    private long ofLongs(long a, long b) {
        return switch (this) {
            case ADD -> Math.addExact(a, b);
            case SUBTRACT -> Math.subtractExact(a, b);
            case MULTIPLY -> Math.multiplyExact(a, b);
            case DIVIDE -> Math.floorDiv(a, b);
            case REMAINDER -> a % b;
        };
    }

    private double ofDoubles(double a, double b) {
        return switch (this) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case REMAINDER -> a % b;
        };
    }

    private BigDecimal ofDecimals(BigDecimal a, BigDecimal b) {
        MathContext digits = MathContext.DECIMAL128;
        return switch (this) {
            case ADD -> a.add(b, digits);
            case SUBTRACT -> a.subtract(b, digits);
            case MULTIPLY -> a.multiply(b, digits);
            case DIVIDE -> a.divide(b, digits);
            case REMAINDER -> a.remainder(b, digits);
        };
    }

    private Double finite(double result) {
        if (!Double.isFinite(result)) {
            throw new DataException("expected a finite result of " + symbol + ", found "
                    + (Double.isNaN(result) ? "none" : "infinity"));
        }
        return result;
    }
}
