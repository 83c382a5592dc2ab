// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.common.type.PlainDecimal;
import io.tdconnect.common.type.ValueConversion;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.fault.ValueTooLongException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Converts values of records to the type of a column without loss of information; decimals may be rounded to the
 * precision of FLOAT and DOUBLE.
 *
 * <p>A cell is a Boolean for BOOL, a Number in the range of the type for the number types (a BigInteger only for BIGINT
 * UNSIGNED beyond long), a Long in the precision of the database for TIMESTAMP, and bytes for all others (text in UTF-8).
 *
 * @param precision of the database
 * @param bareNumbers the unit of numbers in TIMESTAMP columns without a unit in their schema
 * @param rounding what happens to digits of a time beyond the precision
 */
public record CellConverter(Precision precision, TimestampUnit bareNumbers, Rounding rounding) {
    /**
     * The cell for a value.
     *
     * @param schema of the value; null if it has none
     * @throws DataException if it cannot be converted without loss; the message names the column, not the value
     */
    public Object cell(Column column, Object value, @Nullable Schema schema) {
        ColumnType type = column.type();
        try {
            return cell(
                    column,
                    type,
                    type == ColumnType.TIMESTAMP ? value : ValueConversion.plain(type.holds(), value, schema),
                    schema);
        } catch (ValueTooLongException e) {
            throw e;
        } catch (DataException e) {
            throw new DataException("Column " + column.name() + " " + type.sql() + ": " + e.getMessage(), e);
        }
    }

    private Object cell(Column column, ColumnType type, Object value, @Nullable Schema schema) {
        return switch (type) {
            case BOOL -> ValueConversion.bool(value);
            case TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED ->
                ValueConversion.whole(type.holds(), value);
            case BIGINT_UNSIGNED -> ValueConversion.unsigned(value);
            case FLOAT, DOUBLE -> ValueConversion.real(type.holds(), value);
            case TIMESTAMP -> timestamp(value, schema);
            case VARCHAR, NCHAR, JSON ->
                fitting(column, ValueConversion.text(type.holds(), value).getBytes(StandardCharsets.UTF_8));
            case DECIMAL, DECIMAL64 -> decimal(column, value);
            case VARBINARY, BLOB, GEOMETRY -> fitting(column, ValueConversion.bytes(type.holds(), value));
        };
    }

    /** The length of a variable column for a cell: characters for NCHAR, else bytes. */
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

    private Long timestamp(Object value, @Nullable Schema schema) {
        long ticks =
                Timestamp.of(value, schema, bareNumbers).to(precision, rounding).value();
        return value instanceof Long number && number == ticks ? number : Long.valueOf(ticks);
    }

    private static byte[] decimal(Column column, Object value) {
        return PlainDecimal.text(ValueConversion.decimal(value, column.digits(), column.scale()))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
