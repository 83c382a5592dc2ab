// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;

/** Converts numbers from and to text, and to cells of integer types. */
public final class Numbers {
    private static final BigInteger UNSIGNED_LIMIT = BigInteger.ONE.shiftLeft(Long.SIZE);

    private Numbers() {}

    /** Decimal, `0x…` or `0b…`; throws NumberFormatException otherwise. */
    public static BigDecimal parse(String text) {
        String trimmed = text.trim().toLowerCase(Locale.ROOT);
        boolean negative = trimmed.startsWith("-");
        String digits = negative || trimmed.startsWith("+") ? trimmed.substring(1) : trimmed;
        BigDecimal value;
        if (digits.startsWith("0x")) {
            value = new BigDecimal(new BigInteger(digits.substring(2), 16));
        } else if (digits.startsWith("0b")) {
            value = new BigDecimal(new BigInteger(digits.substring(2), 2));
        } else {
            value = new BigDecimal(digits);
        }
        return negative ? value.negate() : value;
    }

    /** The exact value of a number or of text; 0 for text that is not a number. */
    public static BigDecimal exact(Object cell) {
        if (cell instanceof BigDecimal exact) {
            return exact;
        }
        try {
            return new BigDecimal(
                    cell instanceof Boolean flag
                            ? (flag ? "1" : "0")
                            : Cells.text(cell).trim());
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }

    public static double parseDouble(String text) {
        char last = text.charAt(text.length() - 1);
        if (Character.isDigit(last) || last == '.') {
            return text.indexOf('x') >= 0 || text.indexOf('X') >= 0
                    ? parse(text).doubleValue()
                    : Double.parseDouble(text);
        }
        return parse(text).doubleValue();
    }

    /** Whether SQL text may contain this number: the largest FLOAT and subnormal numbers are refused. */
    public static boolean normal(double value, ColumnType type) {
        double size = Math.abs(value);
        return size == 0 || (size >= Double.MIN_NORMAL && (type != ColumnType.FLOAT || size <= Float.MAX_VALUE));
    }

    /** Rounded half away from zero; throws ArithmeticException if it does not fit. */
    public static Object whole(BigDecimal value, ColumnType type) {
        BigInteger whole = value.setScale(0, RoundingMode.HALF_UP).toBigInteger();
        int bits = type.width() * Byte.SIZE;
        if (type.unsigned()) {
            if (value.signum() < 0 || whole.bitLength() > bits) {
                throw new ArithmeticException();
            }
        } else if (whole.bitLength() >= bits) {
            throw new ArithmeticException();
        }
        return cell(whole, type);
    }

    private static Object cell(BigInteger whole, ColumnType type) {
        return switch (type) {
            case TINYINT -> whole.byteValue();
            case SMALLINT, UTINYINT -> whole.shortValue();
            case INT, USMALLINT -> whole.intValue();
            case UBIGINT -> whole.mod(UNSIGNED_LIMIT);
            default -> whole.longValue();
        };
    }
}
