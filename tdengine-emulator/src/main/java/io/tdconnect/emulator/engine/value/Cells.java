// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Comparison and text of cells. */
public final class Cells {
    private Cells() {}

    /** NULL sorts first; text and numbers compare as numbers. */
    public static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == null ? (right == null ? 0 : -1) : 1;
        }
        boolean leftText = left instanceof String || left instanceof byte[];
        boolean rightText = right instanceof String || right instanceof byte[];
        if (leftText && rightText) {
            return text(left).compareTo(text(right));
        }
        return compareNumbers(number(left), number(right));
    }

    private static int compareNumbers(Number left, Number right) {
        if (left instanceof BigDecimal || right instanceof BigDecimal) {
            return fractional(left) || fractional(right)
                    ? Double.compare(left.doubleValue(), right.doubleValue())
                    : Numbers.exact(left).compareTo(Numbers.exact(right));
        }
        if (left instanceof BigInteger || right instanceof BigInteger) {
            return big(left).compareTo(big(right));
        }
        if (fractional(left) || fractional(right)) {
            return Double.compare(left.doubleValue(), right.doubleValue());
        }
        return Long.compare(left.longValue(), right.longValue());
    }

    private static BigInteger big(Number number) {
        return number instanceof BigInteger whole ? whole : BigInteger.valueOf(number.longValue());
    }

    private static boolean fractional(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    /** Text that is not a number counts as 0, as in the server. */
    public static Number number(Object cell) {
        if (cell instanceof Number number) {
            return number;
        }
        if (cell instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        String text = text(cell).trim();
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return fraction(text);
        }
    }

    private static Number fraction(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return 0L;
        }
    }

    public static String text(Object cell) {
        if (cell instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : cell.toString();
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    public static boolean fits(Object cell, ColumnType type, int length) {
        if (cell instanceof byte[] bytes) {
            return bytes.length <= length || type == ColumnType.JSON;
        }
        return !(cell instanceof String text) || characters(text) <= length;
    }

    /** The key that equal rows share in DISTINCT and GROUP BY. */
    public static List<@Nullable Object> key(@Nullable Object[] cells) {
        List<@Nullable Object> key = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            key.add(cell instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : cell);
        }
        return key;
    }

    /** How SHOW TAGS and ins_tags write a tag. */
    public static @Nullable String shown(@Nullable Object cell, ColumnType type) {
        if (cell == null) {
            return null;
        }
        return switch (type) {
            case FLOAT, DOUBLE -> String.format(Locale.ROOT, "%.5f", ((Number) cell).doubleValue());
            case VARBINARY -> "\\x" + hex(cell);
            case GEOMETRY -> Geometry.text((byte[]) cell);
            default -> text(cell);
        };
    }

    /** How SHOW CREATE TABLE writes a tag. */
    public static String quoted(@Nullable Object cell, ColumnType type) {
        if (cell == null) {
            return "NULL";
        }
        if (type == ColumnType.FLOAT || type == ColumnType.DOUBLE) {
            return String.format(Locale.ROOT, "%e", ((Number) cell).doubleValue());
        }
        return type.variable() ? '"' + String.valueOf(shown(cell, type)) + '"' : text(cell);
    }

    private static String hex(Object cell) {
        return HexFormat.of().withUpperCase().formatHex((byte[]) cell);
    }
}
