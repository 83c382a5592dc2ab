// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.row.Row;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row whose values are converted to the types of their columns.
 *
 * <p>Numbers are stored as the bits that are sent: in one array, while boxed numbers are scattered over the heap.
 */
public final class BoundRow {
    public final Row row;
    public final TableLayout layout;
    /** A number for each column, then a bit for each column that has a value. */
    private final long[] bits;
    /** The values of columns with variable length; null if there is no such column. */
    private final byte @Nullable [] @Nullable [] texts;

    /** A row without values. */
    public BoundRow(Row row, TableLayout layout) {
        this.row = row;
        this.layout = layout;
        int columns = layout.bound.size();
        bits = new long[columns + (columns + Long.SIZE - 1) / Long.SIZE];
        texts = layout.hasTexts ? new byte @Nullable [columns][] : null;
    }

    /**
     * Sets the cell of a column.
     *
     * @param cell of the type of the column, see {@link io.tdconnect.tdengine.sink.table.CellConverter}
     */
    public void set(int column, Object cell) {
        if (cell instanceof byte[] text) {
            Objects.requireNonNull(texts)[column] = text;
            setBits(column, 0);
        } else {
            setBits(column, bits(layout.bound.get(column).type(), cell));
        }
    }

    /** @param value as {@link #bits(int)} returns it */
    void setBits(int column, long value) {
        int columns = layout.bound.size();
        bits[columns + column / Long.SIZE] |= 1L << column;
        bits[column] = value;
    }

    private static long bits(ColumnType type, Object cell) {
        return switch (type) {
            case BOOL -> (Boolean) cell ? 1 : 0;
            case FLOAT -> Float.floatToRawIntBits(((Number) cell).floatValue());
            case DOUBLE -> Double.doubleToRawLongBits(((Number) cell).doubleValue());
            default -> ((Number) cell).longValue();
        };
    }

    public String table() {
        return row.table;
    }

    /** The primary timestamp in the precision of the database. */
    public long timestamp() {
        return bits[0];
    }

    /** Identifies the row within its table: the primary timestamp, and the composite key if there is one. */
    Object identity() {
        int key = layout.keyCell();
        return key < 0 ? (Object) timestamp() : new Identity(timestamp(), key(key));
    }

    private Object key(int column) {
        Object cell = cell(column);
        // An array only equals itself.
        return cell instanceof byte[] text ? ByteBuffer.wrap(text) : String.valueOf(cell);
    }

    private record Identity(long timestamp, Object key) {}

    public boolean isNull(int column) {
        return (bits[layout.bound.size() + column / Long.SIZE] >>> column & 1) == 0;
    }

    /** The bits of a number, time or boolean, as wide as its type; 0 for null. */
    public long bits(int column) {
        return bits[column];
    }

    /** The bytes of a value of variable length; null for null. */
    public byte @Nullable [] bytes(int column) {
        return texts == null ? null : texts[column];
    }

    /** The cell of a column, see {@link io.tdconnect.tdengine.sink.table.CellConverter}. */
    @Nullable
    public Object cell(int column) {
        if (isNull(column)) {
            return null;
        }
        long value = bits[column];
        ColumnType type = layout.bound.get(column).type();
        return switch (type) {
            case BOOL -> value != 0;
            case FLOAT -> Float.intBitsToFloat((int) value);
            case DOUBLE -> Double.longBitsToDouble(value);
            case BIGINT_UNSIGNED -> value >= 0 ? (Object) value : new BigInteger(Long.toUnsignedString(value));
            default -> type.isVariable() ? bytes(column) : (Object) value;
        };
    }
}
