// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Converts values of records to what a column can hold, where no information is lost; decimals may be rounded to the
 * precision of FLOAT and DOUBLE.
 *
 * <p>A cell is a Boolean for BOOL, a Number in the range of the type for the number types (a BigInteger only for BIGINT
 * UNSIGNED beyond long), a Long in the precision of the database for TIMESTAMP, and bytes for all others (text in UTF-8).
 *
 * @param precision of the database
 * @param bareNumbers the unit of numbers in TIMESTAMP columns whose schema names none
 * @param rounding what happens to digits of a time that the precision cannot hold
 */
public record CellConverter(Precision precision, TimestampUnit bareNumbers, Rounding rounding) {
    private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    /**
     * The cell for a value.
     *
     * @param schema of the value, null if it has none
     * @throws DataException if it cannot be converted without loss; the message names the column, not the value
     */
    public Object cell(Column column, Object value, @Nullable Schema schema) {
        return switch (column.type()) {
            case BOOL -> bool(column, value);
            case TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED ->
                whole(column, value);
            case BIGINT_UNSIGNED -> unsigned(column, value);
            case FLOAT, DOUBLE -> floating(column, value);
            case TIMESTAMP -> timestamp(column, value, schema);
            case VARCHAR, NCHAR, JSON -> fitting(column, text(column, value));
            case DECIMAL, DECIMAL64 -> decimal(column, value).toPlainString().getBytes(StandardCharsets.US_ASCII);
            case VARBINARY, BLOB, GEOMETRY -> fitting(column, bytes(column, value));
        };
    }

    /** How long a variable column must be to hold a cell: characters for NCHAR, else bytes. */
    public static int length(ColumnType type, byte[] cell) {
        if (type != ColumnType.NCHAR) {
            return cell.length;
        }
        int characters = 0;
        for (byte b : cell) {
            if ((b & 0xc0) != 0x80) {
                characters++;
            }
        }
        return characters;
    }

    private static byte[] fitting(Column column, byte[] cell) {
        if (column.type().hasLength() && cell.length > column.length()) {
            int length = length(column.type(), cell);
            if (length > column.length()) {
                throw new ValueTooLongException(column, cell, length);
            }
        }
        return cell;
    }

    private static Boolean bool(Column column, Object value) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof String text && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            return Boolean.valueOf(text);
        }
        if (value instanceof Number number && (number.doubleValue() == 0 || number.doubleValue() == 1)) {
            return number.doubleValue() == 1;
        }
        throw problem(column, "true or false", value);
    }

    private static Number whole(Column column, Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            Number number = (Number) value;
            return inRange(column, number.longValue(), number);
        }
        BigDecimal decimal = decimal(column, value);
        if (decimal.signum() != 0 && decimal.stripTrailingZeros().scale() > 0) {
            throw mismatch(column, "a whole number", "one with a fraction");
        }
        BigInteger whole = wholeOf(column, decimal);
        if (whole.bitLength() >= Long.SIZE) {
            throw outOfRange(column);
        }
        return inRange(column, whole.longValue(), whole.longValue());
    }

    private static Number inRange(Column column, long value, Number number) {
        if (value < column.type().min() || value > column.type().max()) {
            throw outOfRange(column);
        }
        return number;
    }

    private static Number unsigned(Column column, Object value) {
        if (value instanceof Long number && number >= 0) {
            return number;
        }
        BigDecimal decimal = decimal(column, value);
        if (decimal.signum() != 0 && decimal.stripTrailingZeros().scale() > 0) {
            throw mismatch(column, "a whole number", "one with a fraction");
        }
        BigInteger whole = wholeOf(column, decimal);
        if (whole.signum() < 0 || whole.compareTo(MAX_UNSIGNED) > 0) {
            throw outOfRange(column);
        }
        return whole;
    }

    private static BigInteger wholeOf(Column column, BigDecimal decimal) {
        // An exponent of millions would take that many digits to write out.
        if (decimal.precision() - (long) decimal.scale() > 40) {
            throw outOfRange(column);
        }
        return decimal.toBigInteger();
    }

    private static Number floating(Column column, Object value) {
        boolean single = column.type() == ColumnType.FLOAT;
        if (value instanceof Double || value instanceof Float) {
            Number number = (Number) value;
            if (single && Float.isInfinite(number.floatValue()) && !Double.isInfinite(number.doubleValue())) {
                throw outOfRange(column);
            }
            return number;
        }
        BigDecimal decimal = decimal(column, value);
        double number = decimal.doubleValue();
        if (single ? Float.isInfinite((float) number) : Double.isInfinite(number)) {
            throw outOfRange(column);
        }
        boolean wholeNumber = !(value instanceof String) && !(value instanceof BigDecimal);
        if (wholeNumber && new BigDecimal(single ? (float) number : number).compareTo(decimal) != 0) {
            throw mismatch(
                    column, "a number that " + column.type().sql() + " can hold exactly", "one with more digits");
        }
        return number;
    }

    private Long timestamp(Column column, Object value, @Nullable Schema schema) {
        try {
            long ticks = Timestamp.of(value, schema, bareNumbers)
                    .to(precision, rounding)
                    .value();
            return value instanceof Long number && number == ticks ? number : Long.valueOf(ticks);
        } catch (DataException e) {
            throw new DataException(place(column) + e.getMessage(), e);
        }
    }

    private static byte[] text(Column column, Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof ByteBuffer) {
            return bytes(column, value);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString().getBytes(StandardCharsets.US_ASCII);
        }
        if (value instanceof Date date) {
            return date.toInstant().toString().getBytes(StandardCharsets.US_ASCII);
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }
        throw problem(column, "text", value);
    }

    private static byte[] bytes(Column column, Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        if (value instanceof String text && column.type() != ColumnType.GEOMETRY) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw problem(column, "bytes", value);
    }

    private static BigDecimal decimal(Column column, Object value) {
        try {
            if (value instanceof BigDecimal decimal) {
                return decimal;
            }
            if (value instanceof BigInteger whole) {
                return new BigDecimal(whole);
            }
            if (value instanceof Double || value instanceof Float) {
                return new BigDecimal(value.toString());
            }
            if (value instanceof Number number) {
                return BigDecimal.valueOf(number.longValue());
            }
            if (value instanceof String text) {
                return new BigDecimal(text.trim());
            }
        } catch (NumberFormatException e) {
            throw mismatch(column, "a number", value instanceof String ? "text that is none" : "NaN or infinity");
        }
        throw problem(column, "a number", value);
    }

    private static DataException outOfRange(Column column) {
        return mismatch(column, "a number in the range of the type", "one beyond it");
    }

    private static DataException problem(Column column, String expected, Object found) {
        return mismatch(column, expected, found.getClass().getSimpleName());
    }

    private static DataException mismatch(Column column, String expected, String found) {
        return new DataException(place(column) + "expected " + expected + ", found " + found);
    }

    private static String place(Column column) {
        return "Column " + column.name() + " " + column.type().sql() + ": ";
    }
}
