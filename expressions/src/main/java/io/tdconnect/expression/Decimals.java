// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.kafka.connect.errors.DataException;

/** Signs, rounding and parts of numbers; a DECIMAL stays a DECIMAL with all its digits. */
final class Decimals {
    private Decimals() {}

    static Number negate(Number value) {
        if (value instanceof RealLiteral literal) {
            return literal.negate();
        }
        if (value instanceof Float || value instanceof Double) {
            return value instanceof Float single ? (Number) (-single) : (Number) (-value.doubleValue());
        }
        BigDecimal decimal = ValueRules.exact(value);
        if (decimal != null) {
            return decimal.negate();
        }
        if (value.longValue() == Long.MIN_VALUE) {
            throw new DataException("expected a result of - within 64 bits, found a larger one");
        }
        return -value.longValue();
    }

    static Number absolute(Number value) {
        if (value instanceof Float single) {
            return Math.abs(single);
        }
        if (value instanceof Double || value instanceof RealLiteral) {
            return Math.abs(value.doubleValue());
        }
        BigDecimal decimal = ValueRules.exact(value);
        return (decimal == null ? value.longValue() < 0 : decimal.signum() < 0) ? negate(value) : value;
    }

    /** A number without its fraction; ties are rounded away from zero. */
    static Number rounded(Number value, RoundingMode mode) {
        if (ValueRules.isWhole(value)) {
            return value;
        }
        BigDecimal decimal = ValueRules.exact(value);
        if (decimal != null) {
            return decimal.scale() <= 0 ? decimal : decimal.setScale(0, mode);
        }
        double number = value.doubleValue();
        double floor = Math.floor(number);
        double result = switch (mode) {
            case FLOOR -> floor;
            case CEILING -> Math.ceil(number);
            default -> Math.copySign(magnitude(Math.abs(number)), number);
        };
        // Not -0.0, whose text has a sign.
        return Functions.finite("rounding", result) + 0.0;
    }

    /** Does not add one half, since the sum would be rounded itself. */
    private static double magnitude(double number) {
        double floor = Math.floor(number);
        return number - floor >= 0.5 ? floor + 1 : floor;
    }

    /** The whole part, within 64 bits. */
    static Number whole(Number value) {
        if (ValueRules.isWhole(value)) {
            return value;
        }
        BigDecimal decimal = ValueRules.exact(value);
        if (decimal == null) {
            double number = value.doubleValue();
            if (Math.abs(number) >= 0x1p63 || Double.isNaN(number)) {
                throw tooLarge();
            }
            return (long) number;
        }
        BigInteger whole = decimal.toBigInteger();
        if (whole.bitLength() >= Long.SIZE) {
            throw tooLarge();
        }
        return whole.longValue();
    }

    /** The fraction with its sign. */
    static Number fraction(Number value) {
        if (ValueRules.isWhole(value)) {
            return 0.0;
        }
        BigDecimal decimal = ValueRules.exact(value);
        if (decimal != null) {
            return decimal.remainder(BigDecimal.ONE);
        }
        // In decimals: a reader expects 0.2 for 4.2 - 4, but as doubles it is 0.20000000000000018.
        Functions.finite("fraction", value.doubleValue());
        return new BigDecimal(value.toString()).remainder(BigDecimal.ONE).doubleValue();
    }

    /** The smaller or the greater of two numbers; NaN if one is NaN. */
    static Object extreme(Object left, Object right, boolean greatest) {
        int order = ValueRules.order(left, right, greatest ? "max" : "min");
        if (order == ValueRules.NONE) {
            return Double.NaN;
        }
        return (order <= 0) == greatest ? right : left;
    }

    private static DataException tooLarge() {
        return new DataException("expected a number within 64 bits in int, found a larger one");
    }
}
