// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.type;

/**
 * Reads numbers such as {@code -10.77} several times faster than a parser for all numbers.
 *
 * <p>A quotient of two whole numbers that are exact doubles is rounded once, so it is the nearest double (W. Clinger, How
 * to Read Floating Point Numbers Accurately, 1990).
 */
public final class ShortDecimal {
    private static final int MAX_DIGITS = 15;
    private static final double[] POWERS = new double[MAX_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private ShortDecimal() {}

    /** Reads a number of at most 15 digits and a point; NaN for any other text. */
    static double parse(char[] text, int offset, int length) {
        int end = offset + length;
        int start = length > 0 && text[offset] == '-' ? offset + 1 : offset;
        if (end - start > MAX_DIGITS + 1) {
            return Double.NaN;
        }
        long digits = 0;
        int point = -1;
        for (int i = start; i < end; i++) {
            char c = text[i];
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
            } else if (c == '.' && point < 0) {
                point = i;
            } else {
                return Double.NaN;
            }
        }
        if (point < 0 || end - start < 2) {
            return Double.NaN;
        }
        double number = digits / POWERS[end - point - 1];
        return start > offset ? -number : number;
    }

    /**
     * The number of these digits.
     *
     * @param digits all of them as one number
     * @param whole how many are before the point
     * @param places how many are after it
     * @return NaN if there are more than 15 digits, or no digits before or after the point
     */
    public static double of(long digits, int whole, int places) {
        return whole == 0 || places == 0 || whole + places > MAX_DIGITS ? Double.NaN : digits / POWERS[places];
    }
}
