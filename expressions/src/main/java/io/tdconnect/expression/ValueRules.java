// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import io.tdconnect.common.type.PlainDecimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Kinds of values and how they compare; messages contain the kind of a value, never the value. */
final class ValueRules {
    /** Result of {@link #order} with null or NaN, which have no order. */
    static final int NONE = 2;

    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final int MAX_DIGITS = 1000;
    private static final int BITS_OF_DIGIT = 4;

    private ValueRules() {}

    /**
     * Converts logical dates to milliseconds; other values stay as they are.
     *
     * @throws DataException for a decimal whose size would only serve to exhaust the memory
     */
    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof BigDecimal decimal && isHuge(decimal)) {
            throw new DataException("expected a decimal of at most " + MAX_DIGITS + " digits, found a longer one");
        }
        return value instanceof Date date ? (Object) date.getTime() : value;
    }

    private static boolean isHuge(BigDecimal decimal) {
        return Math.abs((long) decimal.scale()) > MAX_DIGITS
                || decimal.unscaledValue().bitLength() > MAX_DIGITS * BITS_OF_DIGIT;
    }

    /** A value as condition. */
    static boolean truth(@Nullable Object value, String place) {
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw new DataException("expected true or false in " + place + ", found " + kind(value));
    }

    static boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return (isFloat(a) || isFloat(b)) ? floats(a, b) == 0 : compare(a, b) == 0;
        }
        return left == null ? right == null : left.equals(right);
    }

    /** Negative, zero or positive if the left value is less, equal or greater; otherwise {@link #NONE}. */
    static int order(@Nullable Object left, @Nullable Object right, String operator) {
        if (left == null || right == null) {
            return NONE;
        }
        if (left instanceof Number a && right instanceof Number b) {
            return (isFloat(a) || isFloat(b)) ? floats(a, b) : compare(a, b);
        }
        if (left instanceof String a && right instanceof String b) {
            return Integer.signum(a.compareTo(b));
        }
        throw new DataException("expected two numbers or two texts around " + operator + ", found " + kind(left)
                + " and " + kind(right) + "; parse_int, parse_float and to_string convert");
    }

    /** Characters of a text, or elements of a list, map or struct; 0 for null. */
    static Object length(@Nullable Object value) {
        if (value instanceof String text) {
            return (long) text.codePointCount(0, text.length());
        }
        if (value instanceof Collection<?> list) {
            return (long) list.size();
        }
        if (value == null) {
            return 0L;
        }
        if (value instanceof Struct struct) {
            return (long) struct.schema().fields().size();
        }
        return value instanceof Map<?, ?> map ? (Object) (long) map.size() : length(text(value));
    }

    /** The text form of a text, number or boolean; numbers have no exponent. */
    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number number) {
            return PlainDecimal.text(number);
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        throw new DataException("expected text, a number or true or false, found " + kind(value));
    }

    static boolean isWhole(Number number) {
        return number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte;
    }

    /** Whether a number is a DOUBLE or FLOAT; a literal adapts to the other operand. */
    static boolean isReal(Number number) {
        return number instanceof Double || isFloat(number);
    }

    /** A DECIMAL, null for other numbers. */
    static @Nullable BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof BigInteger whole ? new BigDecimal(whole) : null;
    }

    /**
     * The decimal with the digits of a finite number.
     *
     * <p>A DOUBLE with a fraction becomes the decimal of its text, since {@code 19.99} is what the device meant.
     */
    static BigDecimal decimal(Number number) {
        BigDecimal exact = exact(number);
        if (exact != null) {
            return exact;
        }
        if (number instanceof RealLiteral literal) {
            return literal.decimal();
        }
        if (isWhole(number)) {
            return BigDecimal.valueOf(number.longValue());
        }
        double real = number.doubleValue();
        return Math.rint(real) == real ? new BigDecimal(real) : new BigDecimal(number.toString());
    }

    /** The kind of a value, for messages. */
    static String kind(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String text) {
            return "text of " + text.length() + " characters";
        }
        if (value instanceof Number) {
            return "a number";
        }
        return value instanceof Boolean
                ? "true or false"
                : "a value of class " + value.getClass().getSimpleName();
    }

    private static boolean isFloat(Number number) {
        return number instanceof Float;
    }

    /** Compares as FLOAT: a FLOAT equals the literal it was rounded from only if the literal is rounded as well. */
    private static int floats(Number left, Number right) {
        float a = left.floatValue();
        float b = right.floatValue();
        return a < b ? -1 : a > b ? 1 : a == b ? 0 : NONE;
    }

    private static int compare(Number left, Number right) {
        if (isWhole(left) && isWhole(right)) {
            return Long.compare(left.longValue(), right.longValue());
        }
        if (fitsDouble(left) && fitsDouble(right)) {
            double a = left.doubleValue();
            double b = right.doubleValue();
            return a < b ? -1 : a > b ? 1 : a == b ? 0 : NONE;
        }
        double a = left.doubleValue();
        double b = right.doubleValue();
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return NONE;
        }
        return (Double.isInfinite(a) || Double.isInfinite(b))
                ? Double.compare(a, b)
                : decimal(left).compareTo(decimal(right));
    }

    private static boolean fitsDouble(Number number) {
        return number instanceof Double
                || number instanceof RealLiteral
                || (isWhole(number) && number.longValue() <= EXACT_IN_DOUBLE && number.longValue() >= -EXACT_IN_DOUBLE);
    }
}
