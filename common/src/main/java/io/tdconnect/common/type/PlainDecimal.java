// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writes decimal numbers as text without an exponent, and reads numbers from text.
 *
 * <p>Both are bounded: the digits of {@code 1E999999999} would fill the memory, and the time to read a number grows with
 * the square of its length.
 */
public final class PlainDecimal {
    /** The largest length of a text that is read as a number; a DOUBLE without exponent has about 330 characters. */
    public static final int MAX_TEXT = 400;

    /** The most digits and the largest exponent of a number that is written out. */
    public static final int MAX_DIGITS = 10_000;

    private static final int MAX_BITS = 33_219;

    private PlainDecimal() {}

    /**
     * The digits of a number, without an exponent.
     *
     * @throws UnfitValueException if it has more than {@link #MAX_DIGITS} digits before or after the point
     */
    public static String text(BigDecimal number) {
        if (number.scale() > MAX_DIGITS || number.scale() < -MAX_DIGITS || isLong(number.unscaledValue())) {
            throw tooLong();
        }
        return number.toPlainString();
    }

    /**
     * The digits of a number, with at least one after the point and without an exponent; NaN and infinity as Java writes
     * them.
     */
    public static String text(double number) {
        return plain(Double.toString(number));
    }

    /** As {@link #text(double)}, with the digits of a float. */
    public static String text(float number) {
        return plain(Float.toString(number));
    }

    /**
     * The digits of any number.
     *
     * @throws UnfitValueException if it has more than {@link #MAX_DIGITS} digits before or after the point
     */
    public static String text(Number number) {
        if (number instanceof BigDecimal decimal) {
            return text(decimal);
        }
        if (number instanceof BigInteger whole && isLong(whole)) {
            throw tooLong();
        }
        return plain(number.toString());
    }

    /** The number in a text, which may have blanks at its ends; null if it is not a number, or too long. */
    public static @Nullable BigDecimal parse(String text) {
        if (text.length() > MAX_TEXT) {
            return null;
        }
        try {
            return new BigDecimal(text.trim());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static boolean isLong(BigInteger digits) {
        return digits.bitLength() > MAX_BITS;
    }

    private static UnfitValueException tooLong() {
        return new UnfitValueException(
                "a number of at most " + MAX_DIGITS + " digits when written out", "one with more or a larger exponent");
    }

    private static String plain(String text) {
        int exponent = text.indexOf('E');
        if (exponent < 0) {
            return text;
        }
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        return number.scale() > 0 ? number.toPlainString() : number.toPlainString() + ".0";
    }
}
