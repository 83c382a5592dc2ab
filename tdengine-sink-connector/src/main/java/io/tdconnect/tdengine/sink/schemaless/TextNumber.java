// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.common.type.PlainDecimal;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.fault.MalformedTextException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Reads numbers with TDengine's suffixes; without one they are DOUBLE, {@code i} is BIGINT and {@code u} BIGINT UNSIGNED.
 *
 * <p>The server silently drops the fraction of {@code 1.5i32} and reads {@code 1e3i64} as 1; here the first is refused
 * and the second is 1000.
 */
final class TextNumber {
    /** The message for text that is not a value. */
    static final String EXPECTED_VALUE =
            "expected a number such as 1.5, 1.5f32, 12i64 or 12u8, true or false, or text such as \"a\" or L\"a\"";

    // Up to this limit digits and powers of ten are exact doubles, so that one division gives the nearest double.
    private static final int MAX_EXACT_DIGITS = 15;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int MAX_LONG_DIGITS = 18;
    private static final int MAX_WHOLE_DIGITS = 40;
    private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    ColumnType type = ColumnType.DOUBLE;
    Object value = 0d;

    private boolean negative;
    private long digits;
    private int significant;
    private int fraction;

    /**
     * Reads a number and its suffix.
     *
     * @throws MalformedTextException if it is malformed, or beyond the range of its type
     */
    void readNumber(TextCursor cursor) throws MalformedTextException {
        int start = cursor.position;
        int end = scan(cursor);
        char next = end < cursor.limit ? cursor.text[end] : '\0';
        boolean whole = next == 'i' || next == 'I' || next == 'u' || next == 'U';
        boolean simple = whole ? fraction <= 0 : significant <= MAX_EXACT_DIGITS && fraction < POWERS.length;
        if (!simple || significant > MAX_LONG_DIGITS || next == 'e' || next == 'E') {
            readExactly(cursor, start);
            return;
        }
        cursor.position = end;
        type = suffix(cursor, start);
        if (type == ColumnType.DOUBLE || type == ColumnType.FLOAT) {
            double magnitude = digits / POWERS[Math.max(fraction, 0)];
            floating(negative ? -magnitude : magnitude, start);
        } else {
            whole(type, negative ? -digits : digits, start);
        }
    }

    /** Adds up at most 19 significant digits, and returns where that stopped. */
    private int scan(TextCursor cursor) throws MalformedTextException {
        char[] text = cursor.text;
        int limit = cursor.limit;
        int i = cursor.position;
        negative = i < limit && text[i] == '-';
        i += negative || (i < limit && text[i] == '+') ? 1 : 0;
        digits = 0;
        significant = 0;
        fraction = -1;
        int first = i;
        while (i < limit && significant <= MAX_LONG_DIGITS) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                significant += digits == 0 ? 0 : 1;
                fraction += fraction >= 0 ? 1 : 0;
            } else if (text[i] == '.' && fraction < 0) {
                fraction = 0;
            } else {
                break;
            }
            i++;
        }
        if (i == first || (i == first + 1 && fraction == 0)) {
            throw new MalformedTextException(EXPECTED_VALUE, cursor.position);
        }
        return i;
    }

    /** Reads a number that has many digits, or an exponent. */
    private void readExactly(TextCursor cursor, int start) throws MalformedTextException {
        int end = start;
        while (end < cursor.limit && isNumberPart(cursor, end, start)) {
            end++;
        }
        if (end - start > PlainDecimal.MAX_TEXT) {
            throw new MalformedTextException(
                    "expected a number of at most " + PlainDecimal.MAX_TEXT + " characters, found one of "
                            + (end - start),
                    start);
        }
        String number = cursor.string(start, end);
        cursor.position = end;
        type = suffix(cursor, start);
        try {
            if (type == ColumnType.DOUBLE || type == ColumnType.FLOAT) {
                floating(Double.parseDouble(number), start);
            } else {
                whole(type, new BigDecimal(number), start);
            }
        } catch (NumberFormatException e) {
            throw new MalformedTextException(EXPECTED_VALUE, start);
        }
    }

    private static boolean isNumberPart(TextCursor cursor, int index, int start) {
        char c = cursor.text[index];
        if (c == '+' || c == '-') {
            return index == start || cursor.text[index - 1] == 'e' || cursor.text[index - 1] == 'E';
        }
        return (c >= '0' && c <= '9') || c == '.' || c == 'e' || c == 'E';
    }

    private void floating(double number, int start) throws MalformedTextException {
        value = type == ColumnType.FLOAT ? (Number) (float) number : (Number) number;
        if (Double.isInfinite(number) || Float.isInfinite(type == ColumnType.FLOAT ? (float) number : 0)) {
            throw outOfRange(type, start);
        }
    }

    /**
     * Sets a value of a whole number type.
     *
     * @throws MalformedTextException if it has a fraction or is beyond the range of the type
     */
    void whole(ColumnType wholeType, BigDecimal number, int start) throws MalformedTextException {
        if (number.precision() - (long) number.scale() > MAX_WHOLE_DIGITS) {
            throw outOfRange(wholeType, start);
        }
        if (number.signum() != 0 && number.stripTrailingZeros().scale() > 0) {
            throw new MalformedTextException(
                    "expected a whole number for " + wholeType.sql() + ", found one with a fraction", start);
        }
        BigInteger whole = number.toBigInteger();
        if (whole.bitLength() < Long.SIZE) {
            whole(wholeType, whole.longValue(), start);
        } else if (wholeType == ColumnType.BIGINT_UNSIGNED
                && whole.signum() > 0
                && whole.compareTo(MAX_UNSIGNED) <= 0) {
            type = wholeType;
            value = whole;
        } else {
            throw outOfRange(wholeType, start);
        }
    }

    private void whole(ColumnType wholeType, long number, int start) throws MalformedTextException {
        type = wholeType;
        value = number;
        boolean fits = switch (wholeType) {
            case TINYINT -> number == (byte) number;
            case SMALLINT -> number == (short) number;
            case INT -> number == (int) number;
            case TINYINT_UNSIGNED -> number >= 0 && number <= 0xff;
            case SMALLINT_UNSIGNED -> number >= 0 && number <= 0xffff;
            case INT_UNSIGNED -> number >= 0 && number <= 0xffff_ffffL;
            case BIGINT_UNSIGNED -> number >= 0;
            default -> true;
        };
        if (!fits) {
            throw outOfRange(wholeType, start);
        }
    }

    private static MalformedTextException outOfRange(ColumnType type, int start) {
        return new MalformedTextException(
                "expected a number in the range of " + type.sql() + ", found one beyond it", start);
    }

    private static ColumnType suffix(TextCursor cursor, int numberStart) throws MalformedTextException {
        if (cursor.isAtDelimiter()) {
            return ColumnType.DOUBLE;
        }
        int start = cursor.position;
        char kind = Character.toLowerCase(cursor.text[cursor.position++]);
        while (cursor.peek() >= '0' && cursor.peek() <= '9') {
            cursor.position++;
        }
        int length = cursor.position - start;
        int bits = length == 1 && kind != 'f' ? Long.SIZE : 0;
        for (int i = start + 1; i < cursor.position && length <= 3; i++) {
            bits = bits * 10 + cursor.text[i] - '0';
        }
        for (Suffix suffix : Suffix.values()) {
            if (suffix.kind == kind && suffix.bits == bits) {
                return suffix.type;
            }
        }
        throw new MalformedTextException(EXPECTED_VALUE, numberStart);
    }

    /** The suffixes, the most common ones first. */
    private enum Suffix {
        I64('i', 64, ColumnType.BIGINT),
        F32('f', 32, ColumnType.FLOAT),
        F64('f', 64, ColumnType.DOUBLE),
        I32('i', 32, ColumnType.INT),
        I16('i', 16, ColumnType.SMALLINT),
        I8('i', 8, ColumnType.TINYINT),
        U64('u', 64, ColumnType.BIGINT_UNSIGNED),
        U32('u', 32, ColumnType.INT_UNSIGNED),
        U16('u', 16, ColumnType.SMALLINT_UNSIGNED),
        U8('u', 8, ColumnType.TINYINT_UNSIGNED);

        private final char kind;
        private final int bits;
        private final ColumnType type;

        Suffix(char kind, int bits, ColumnType type) {
            this.kind = kind;
            this.bits = bits;
            this.type = type;
        }
    }
}
