// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;

/** Converts single values to the type of their column. */
final class Conversion {
    private static final BigInteger UNSIGNED_LIMIT = BigInteger.ONE.shiftLeft(Long.SIZE);

    /** Words for false and true in turn. */
    private static final List<String> TRUTHS = List.of("false", "true", "0", "1");

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,19}");

    private Conversion() {}

    /**
     * A value as the schema of its column wants it.
     *
     * @param value as {@link PlainValues#of} makes it
     * @throws DataException if the type cannot hold it; a fraction does not become a whole number, but a DOUBLE may lose
     *     digits as FLOAT
     */
    static Object convert(ColumnKind kind, Object value) {
        try {
            return switch (kind.type()) {
                case BOOL -> truth(value);
                case TINYINT -> (byte) whole(kind, value, Byte.MIN_VALUE, Byte.MAX_VALUE);
                case TINYINT_UNSIGNED -> (short) whole(kind, value, 0, 0xFF);
                case SMALLINT -> (short) whole(kind, value, Short.MIN_VALUE, Short.MAX_VALUE);
                case SMALLINT_UNSIGNED -> (int) whole(kind, value, 0, 0xFFFF);
                case INT -> (int) whole(kind, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
                case INT_UNSIGNED -> whole(kind, value, 0, 0xFFFF_FFFFL);
                case BIGINT -> whole(kind, value, Long.MIN_VALUE, Long.MAX_VALUE);
                case BIGINT_UNSIGNED -> unsigned(kind, value);
                case FLOAT -> single(kind, value);
                case DOUBLE -> real(kind, value).doubleValue();
                case TIMESTAMP -> time(kind, value);
                case VARCHAR, NCHAR, JSON -> text(value);
                case VARBINARY -> bytes(kind, value);
            };
        } catch (NumberFormatException e) {
            throw unsuitable(kind, "text that is no number");
        }
    }

    private static Object truth(Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        BigDecimal number = value instanceof Number some ? decimal(some) : null;
        if (number != null && (number.signum() == 0 || number.compareTo(BigDecimal.ONE) == 0)) {
            return number.signum() != 0;
        }
        if (value instanceof String text && TRUTHS.contains(text.toLowerCase(Locale.ROOT))) {
            return TRUTHS.indexOf(text.toLowerCase(Locale.ROOT)) % 2 == 1;
        }
        throw unsuitable(ColumnKind.of(ValueType.BOOL), kindOf(value) + " other than 0 and 1");
    }

    private static long whole(ColumnKind kind, Object value, long min, long max) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return within(kind, ((Number) value).longValue(), min, max);
        }
        try {
            return within(kind, exact(kind, value).longValueExact(), min, max);
        } catch (ArithmeticException e) {
            throw unsuitable(kind, "a number that is too large");
        }
    }

    private static long within(ColumnKind kind, long number, long min, long max) {
        if (number < min || number > max) {
            throw unsuitable(kind, "a number outside of " + min + " to " + max);
        }
        return number;
    }

    private static BigDecimal unsigned(ColumnKind kind, Object value) {
        BigInteger number = exact(kind, value);
        if (number.signum() < 0 || number.compareTo(UNSIGNED_LIMIT) >= 0) {
            throw unsuitable(kind, "a number outside of 0 to 2^64-1");
        }
        return new BigDecimal(number);
    }

    private static BigInteger exact(ColumnKind kind, Object value) {
        if (value instanceof Timestamp time) {
            return BigInteger.valueOf(time.to(Precision.MS, Rounding.TRUNCATE).value());
        }
        try {
            return decimal(real(kind, value))
                    .setScale(0, RoundingMode.UNNECESSARY)
                    .toBigInteger();
        } catch (ArithmeticException e) {
            throw unsuitable(kind, "a number with a fraction");
        }
    }

    private static Object single(ColumnKind kind, Object value) {
        if (value instanceof Float) {
            return value;
        }
        double number = real(kind, value).doubleValue();
        float single = (float) number;
        if (Float.isInfinite(single) && !Double.isInfinite(number)) {
            throw unsuitable(kind, "a number that is too large");
        }
        return single;
    }

    private static Number real(ColumnKind kind, Object value) {
        if (value instanceof Number number) {
            return number;
        }
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (value instanceof String text) {
            return new BigDecimal(text.trim());
        }
        throw unsuitable(kind, kindOf(value));
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof Double || number instanceof Float) {
            return BigDecimal.valueOf(number.doubleValue());
        }
        return number instanceof BigInteger whole ? new BigDecimal(whole) : BigDecimal.valueOf(number.longValue());
    }

    private static Object time(ColumnKind kind, Object value) {
        TimestampUnit unit = TimestampUnit.valueOf(kind.unit().toUpperCase(Locale.ROOT));
        boolean written = value instanceof String text && !WHOLE.matcher(text).matches();
        Object bare = value instanceof Timestamp || written
                ? value
                : (Object) whole(kind, value, Long.MIN_VALUE, Long.MAX_VALUE);
        return Timestamp.of(bare, null, unit)
                .to(Precision.NS, Rounding.TRUNCATE)
                .value();
    }

    private static Object text(Object value) {
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof Timestamp time ? time.instant().toString() : value.toString();
    }

    private static Object bytes(ColumnKind kind, Object value) {
        if (value instanceof byte[]) {
            return value;
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw unsuitable(kind, kindOf(value));
    }

    private static String kindOf(Object value) {
        if (value instanceof String) {
            return "text";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "a truth value";
        }
        return value instanceof Timestamp ? "a time" : "bytes";
    }

    private static DataException unsuitable(ColumnKind kind, String found) {
        return new DataException(
                "expected a value for a column of type " + kind.type().name().replace('_', ' ') + ", found " + found);
    }
}
