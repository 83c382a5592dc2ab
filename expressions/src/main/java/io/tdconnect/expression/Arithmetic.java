// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Sums, products and other arithmetic: whole numbers stay whole within 64 bits, decimals stay exact, also with literals, and
 * other results are DOUBLE.
 *
 * <p>A quotient is always DOUBLE, so that it does not depend on whether a device sends 10 or 10.0. An operation with null gives
 * null.
 */
enum Arithmetic {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    REMAINDER("%");

    /** Enough digits for the exact product of two numbers of 38 digits, the most of a DECIMAL. */
    private static final MathContext DIGITS = new MathContext(80);

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
            return TextFunctions.join(ValueRules.text(left), ValueRules.text(right));
        }
        throw new DataException("expected numbers around " + symbol + ", found " + ValueRules.kind(left) + " and "
                + ValueRules.kind(right) + "; parse_int and parse_float convert");
    }

    static @Nullable Object negate(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            return Decimals.negate(number);
        }
        throw new DataException(
                "expected a number behind -, found " + ValueRules.kind(value) + "; parse_int and parse_float convert");
    }

    private Object ofNumbers(Number a, Number b) {
        try {
            if (this != DIVIDE && ValueRules.isWhole(a) && ValueRules.isWhole(b)) {
                return ofLongs(a.longValue(), b.longValue());
            }
            return isOfDecimals(a, b)
                    ? ofDecimals(ValueRules.decimal(a), ValueRules.decimal(b))
                    : finite(ofDoubles(a.doubleValue(), b.doubleValue()));
        } catch (ArithmeticException e) {
            throw new DataException(
                    "expected a result of " + symbol + " within 64 bits, and no division by zero, found "
                            + e.getMessage(),
                    e);
        }
    }

    private boolean isOfDecimals(Number a, Number b) {
        return this != DIVIDE
                && !ValueRules.isReal(a)
                && !ValueRules.isReal(b)
                && (ValueRules.exact(a) != null || ValueRules.exact(b) != null);
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
        return switch (this) {
            case ADD -> a.add(b, DIGITS);
            case SUBTRACT -> a.subtract(b, DIGITS);
            case MULTIPLY -> a.multiply(b, DIGITS);
            case DIVIDE -> a.divide(b, DIGITS);
            case REMAINDER -> a.remainder(b, DIGITS);
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
