// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Converts values to exact numbers of a size that can be calculated with. */
final class ExactNumber {
    /** More digits than a number of any type has, and few enough to calculate with. */
    private static final int MAX_BITS = 2_000;

    private ExactNumber() {}

    /**
     * The whole number of a value.
     *
     * @throws UnfitValueException if it is not a number
     */
    static BigInteger whole(ValueType type, Object value) {
        BigDecimal number = of(type, value);
        try {
            return number.toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw new UnfitValueException(type, "a number with a fraction");
        }
    }

    /**
     * The number of a value; true is 1.
     *
     * @throws UnfitValueException if it is not a number, NaN or infinite, or has too many digits
     */
    static BigDecimal of(ValueType type, Object value) {
        BigDecimal number = null;
        if (value instanceof BigDecimal decimal) {
            number = decimal;
        } else if (value instanceof BigInteger whole) {
            number = new BigDecimal(whole);
        } else if (value instanceof Double || value instanceof Float) {
            number = Double.isFinite(((Number) value).doubleValue()) ? new BigDecimal(value.toString()) : null;
        } else if (value instanceof Number other) {
            number = BigDecimal.valueOf(other.longValue());
        } else if (value instanceof Boolean truth) {
            number = truth ? BigDecimal.ONE : BigDecimal.ZERO;
        } else if (value instanceof String text) {
            number = PlainDecimal.parse(text);
        }
        if (number == null) {
            String found = value instanceof Number ? "NaN or infinity" : ValueConversion.describe(value);
            throw new UnfitValueException(type, value instanceof String ? found + " that is not a number" : found);
        }
        return bounded(type, number);
    }

    private static BigDecimal bounded(ValueType type, BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        boolean longExponent = Math.abs((long) number.scale()) > MAX_BITS;
        if (longExponent || number.unscaledValue().bitLength() > MAX_BITS) {
            throw tooManyDigits(type);
        }
        return number;
    }

    static UnfitValueException tooManyDigits(ValueType type) {
        return new UnfitValueException(type, "a number with more digits than it can hold");
    }
}
