// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import io.tdconnect.common.time.Timestamp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.Date;
import java.util.HexFormat;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.jspecify.annotations.Nullable;

/**
 * Converts values of records to types without loss; only decimal fractions are rounded to the precision of FLOAT and
 * DOUBLE.
 *
 * <p>Text with a number counts as that number, true as 1 and false as 0.
 */
public final class ValueConversion {
    /** The most digits of a DECIMAL. */
    public static final int MAX_DECIMAL_DIGITS = 38;

    private static final BigInteger MAX_UNSIGNED =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
    private static final int FLOAT_BITS = 24;
    private static final int DOUBLE_BITS = 53;

    private static final String HEX = "\\x";

    private ValueConversion() {}

    /**
     * A truth value: true and false, also as text in any case, and 1 and 0 as number or text.
     *
     * @throws UnfitValueException if it is anything else
     */
    public static Boolean bool(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof String text) {
            String word = text.trim();
            if (word.equalsIgnoreCase("true") || word.equals("1")) {
                return true;
            }
            if (word.equalsIgnoreCase("false") || word.equals("0")) {
                return false;
            }
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (number == 0 || number == 1) {
                return number == 1;
            }
        } else if (value instanceof Number) {
            BigDecimal number = ExactNumber.of(ValueType.BOOL, value);
            if (number.signum() == 0 || number.compareTo(BigDecimal.ONE) == 0) {
                return number.signum() != 0;
            }
        }
        throw new UnfitValueException(ValueType.BOOL, describe(value));
    }

    /**
     * A whole number in the range of a type.
     *
     * @param type a type for which {@link ValueType#isWhole} is true
     * @return the value itself if it is a Long, Integer, Short or Byte; otherwise a Long
     * @throws UnfitValueException if it is not a whole number, or out of range
     */
    public static Number whole(ValueType type, Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            Number number = (Number) value;
            checkRange(type, number.longValue());
            return number;
        }
        BigInteger whole = ExactNumber.whole(type, value);
        if (whole.bitLength() >= Long.SIZE) {
            throw outOfRange(type);
        }
        checkRange(type, whole.longValue());
        return whole.longValue();
    }

    /**
     * A whole number from 0 to 2^64-1.
     *
     * @return the value itself if it is a Long, else a BigInteger
     * @throws UnfitValueException if it is not a whole number, or out of range
     */
    public static Number unsigned(Object value) {
        if (value instanceof Long number && number >= 0) {
            return number;
        }
        BigInteger whole = ExactNumber.whole(ValueType.BIGINT_UNSIGNED, value);
        if (whole.signum() < 0 || whole.compareTo(MAX_UNSIGNED) > 0) {
            throw outOfRange(ValueType.BIGINT_UNSIGNED);
        }
        return whole;
    }

    /**
     * A floating point number; fractions are rounded to the nearest number, whole numbers have to be exact.
     *
     * @param type FLOAT or DOUBLE
     * @return the value itself if it is a Double, or a Float for FLOAT, NaN and infinity included; else a Double or, for
     *     FLOAT, either
     * @throws UnfitValueException if it is not a number, out of range, or a whole number with more digits
     */
    public static Number real(ValueType type, Object value) {
        boolean single = type == ValueType.FLOAT;
        if (value instanceof Double || value instanceof Float) {
            Number number = (Number) value;
            if (single && Float.isInfinite(number.floatValue()) && !Double.isInfinite(number.doubleValue())) {
                throw outOfRange(type);
            }
            return single || number instanceof Double ? number : (Number) number.doubleValue();
        }
        int bits = single ? FLOAT_BITS : DOUBLE_BITS;
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            long number = ((Number) value).longValue();
            int used = Long.SIZE - Long.numberOfLeadingZeros(Math.abs(number)) - Long.numberOfTrailingZeros(number);
            if (used > bits) {
                throw ExactNumber.tooManyDigits(type);
            }
            return (double) number;
        }
        BigDecimal decimal = ExactNumber.of(type, value);
        if (value instanceof BigInteger whole && whole.bitLength() - whole.getLowestSetBit() > bits) {
            throw ExactNumber.tooManyDigits(type);
        }
        Number number = single ? (Number) decimal.floatValue() : (Number) decimal.doubleValue();
        if (Double.isInfinite(number.doubleValue())) {
            throw outOfRange(type);
        }
        return number;
    }

    /**
     * A decimal number.
     *
     * @param digits the most digits in all
     * @param scale the digits after the point; negative to keep those of the number
     * @throws UnfitValueException if it is not a number, or needs more digits before or after the point
     */
    public static BigDecimal decimal(Object value, int digits, int scale) {
        BigDecimal number = ExactNumber.of(ValueType.DECIMAL, value);
        if (scale < 0) {
            int after = Math.max(number.scale(), 0);
            if (after > digits || number.precision() - number.scale() + after > digits) {
                throw unfitDecimal(digits, scale);
            }
            return number;
        }
        try {
            BigDecimal fitted = number.setScale(scale);
            if (fitted.precision() <= digits) {
                return fitted;
            }
        } catch (ArithmeticException e) {
            // There are more digits after the point.
        }
        throw unfitDecimal(digits, scale);
    }

    /**
     * Text; numbers are written without an exponent, bytes are read as UTF-8.
     *
     * @throws UnfitValueException if it is not a plain value, or bytes that are not UTF-8
     */
    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    public static String text(ValueType type, Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number number) {
            return PlainDecimal.text(number);
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof byte[] bytes) {
            return utf8(type, ByteBuffer.wrap(bytes));
        }
        if (value instanceof ByteBuffer buffer) {
            return utf8(type, buffer.duplicate());
        }
        if (value instanceof Date date) {
            return date.toInstant().toString();
        }
        if (value instanceof Timestamp time) {
            return time.instant().toString();
        }
        throw new UnfitValueException(type, describe(value));
    }

    /**
     * Bytes; text after {@code \x} is read as hexadecimal digits, other text becomes UTF-8.
     *
     * @return the value itself if it is an array
     * @throws UnfitValueException if it is neither bytes nor text; text for a GEOMETRY has to be hexadecimal digits
     */
    public static byte[] bytes(ValueType type, Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        if (value instanceof String text) {
            if (text.startsWith(HEX)) {
                return hex(type, text);
            }
            if (type != ValueType.GEOMETRY) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
        }
        throw new UnfitValueException(type, describe(value));
    }

    /**
     * Prepares a value for a type: a {@link Time} of the day, for which Connect uses a Date, becomes its milliseconds, or for
     * text 12:34:56.789; any other value stays as it is.
     *
     * @param schema of the value, null if it has none
     */
    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    public static Object plain(ValueType type, Object value, @Nullable Schema schema) {
        if (value instanceof Date date && schema != null && Time.LOGICAL_NAME.equals(schema.name())) {
            int millis = Time.fromLogical(schema, date);
            return type.isText()
                    ? (Object) LocalTime.ofNanoOfDay(millis * 1_000_000L).toString()
                    : millis;
        }
        return value;
    }

    /** A description of a value, without the value. */
    public static String describe(Object value) {
        if (value instanceof String text) {
            return "text of " + text.length() + " characters";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        if (value instanceof Number) {
            return "a number (" + value.getClass().getSimpleName() + ")";
        }
        return "a value of class " + value.getClass().getSimpleName();
    }

    private static String utf8(ValueType type, ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new UnfitValueException(type, "bytes that are not text in UTF-8");
        }
    }

    private static byte[] hex(ValueType type, String text) {
        try {
            return HexFormat.of().parseHex(text, HEX.length(), text.length());
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message quotes the text.
            throw new UnfitValueException(type, "text after \\x that is not pairs of hexadecimal digits");
        }
    }

    private static void checkRange(ValueType type, long value) {
        if (value < type.min() || value > type.max()) {
            throw outOfRange(type);
        }
    }

    private static UnfitValueException outOfRange(ValueType type) {
        return new UnfitValueException(type, "a number beyond its range");
    }

    private static UnfitValueException unfitDecimal(int digits, int scale) {
        return new UnfitValueException(
                scale < 0 ? "DECIMAL of at most " + digits + " digits" : "DECIMAL(" + digits + "," + scale + ")",
                "a number with more digits than it can hold");
    }
}
