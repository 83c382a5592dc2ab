// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import java.math.BigDecimal;

/**
 * A number with a point or exponent in an expression: a DOUBLE, but together with a DECIMAL exactly the number as written.
 *
 * <p>{@code 19.99} is not a double. Comparing its nearest double with a DOUBLE gives the expected result, but
 * not with a DECIMAL.
 */
final class RealLiteral extends Number {
    private static final long serialVersionUID = 1L;
    private static final int MAX_DIGITS = 400;

    private final Double real;
    private final BigDecimal decimal;

    private RealLiteral(BigDecimal decimal) {
        this.real = decimal.doubleValue();
        this.decimal = decimal;
    }

    /**
     * The literal of a text such as {@code 19.99} or {@code 1.5e3}.
     *
     * @throws IllegalArgumentException if it does not fit a DOUBLE, or has more than 400 digits
     */
    static RealLiteral of(BigDecimal decimal) {
        RealLiteral literal = new RealLiteral(decimal);
        boolean lost = literal.real.isInfinite() || (literal.real == 0 && decimal.signum() != 0);
        if (lost || decimal.precision() > MAX_DIGITS) {
            throw new IllegalArgumentException("expected a number within the range of DOUBLE and of at most "
                    + MAX_DIGITS + " digits, found another");
        }
        return literal;
    }

    RealLiteral negate() {
        return new RealLiteral(decimal.negate());
    }

    /** The double, as the result of an expression. */
    Double real() {
        return real;
    }

    BigDecimal decimal() {
        return decimal;
    }

    @Override
    public int intValue() {
        return real.intValue();
    }

    @Override
    public long longValue() {
        return real.longValue();
    }

    @Override
    public float floatValue() {
        // From the text: rounding twice can give another float.
        return decimal.floatValue();
    }

    @Override
    public double doubleValue() {
        return real;
    }

    @Override
    public String toString() {
        return real.toString();
    }
}
