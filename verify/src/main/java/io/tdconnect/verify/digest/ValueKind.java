// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.digest;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** In which form the values of two columns are compared. */
public enum ValueKind {
    /** Whole numbers of up to 64 bits, times, and booleans as 0 and 1. */
    LONG,
    /** Whole numbers of 64 bits without a sign, compared by their bits. */
    UNSIGNED,
    /** Single precision. */
    FLOAT,
    /** Double precision. */
    DOUBLE,
    /** Text. */
    TEXT,
    /** Bytes. */
    BYTES,
    /** Decimal numbers of equal value, whatever their digits after the point are. */
    DECIMAL;

    private static final int LONGEST_SHOWN = 64;

    /** Whether servers compute sums of such values that two servers agree on. */
    public boolean summed() {
        return whole() || real();
    }

    /** Whether the values are whole numbers. */
    public boolean whole() {
        return this == LONG || this == UNSIGNED;
    }

    /** Whether the values are floating-point numbers. */
    public boolean real() {
        return this == FLOAT || this == DOUBLE;
    }

    /**
     * A value in the form that is compared: Long, Float, Double, String, a String of hexadecimal digits, or BigDecimal.
     *
     * @throws IllegalArgumentException if it cannot have this form, such as text for a number
     */
    public @Nullable Object canonical(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            return ofNumber(number);
        }
        if (value instanceof Boolean bool && this != TEXT && this != BYTES) {
            return ofNumber(bool ? 1L : 0L);
        }
        return switch (this) {
            case TEXT -> value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value.toString();
            case BYTES ->
                HexFormat.of()
                        .formatHex(
                                value instanceof byte[] bytes
                                        ? bytes
                                        : value.toString().getBytes(StandardCharsets.UTF_8));
            case DECIMAL -> plain(new BigDecimal(value.toString()));
            default -> throw new IllegalArgumentException("expected a number");
        };
    }

    private Object ofNumber(Number number) {
        return switch (this) {
            case LONG, UNSIGNED -> whole(number);
            case FLOAT -> positiveZero(number.floatValue());
            case DOUBLE -> positiveZero(number.doubleValue());
            case DECIMAL -> plain(new BigDecimal(number.toString()));
            case TEXT, BYTES -> number.toString();
        };
    }

    private static Object whole(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double real = number.doubleValue();
            // A fraction cannot be in a whole column: keep it, so that it differs.
            return real == (long) real ? (Object) (long) real : (Object) real;
        }
        return number.longValue();
    }

    private static Object positiveZero(double real) {
        return real == 0 ? 0.0 : real;
    }

    private static Object positiveZero(float real) {
        return real == 0 ? 0.0f : real;
    }

    private static BigDecimal plain(BigDecimal decimal) {
        return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }

    /** A canonical value for a report, cut where it is long. */
    public String shown(@Nullable Object value) {
        String text =
                this == UNSIGNED && value instanceof Long bits ? Long.toUnsignedString(bits) : String.valueOf(value);
        return text.length() <= LONGEST_SHOWN
                ? text
                : text.substring(0, LONGEST_SHOWN) + "… (" + text.length() + " characters)";
    }
}
