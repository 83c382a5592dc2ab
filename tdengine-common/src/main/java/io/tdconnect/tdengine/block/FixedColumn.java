// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.block;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A column of values of one width: a bit for each row that is NULL, highest first, then the values. */
final class FixedColumn implements BlockColumn {
    private static final int DECIMAL_BYTES = 16;

    private final ColumnInfo info;
    private final int rows;
    private final byte[] bytes;
    private final int nulls;
    private final int data;
    private final boolean hasNulls;

    /** Expects bitmap and values within {@code bytes}. */
    FixedColumn(ColumnInfo info, int rows, byte[] bytes, int nulls, int data) {
        this.info = info;
        this.rows = rows;
        this.bytes = bytes;
        this.nulls = nulls;
        this.data = data;
        int any = 0;
        for (int i = nulls; i < data; i++) {
            any |= bytes[i];
        }
        this.hasNulls = any != 0;
    }

    @Override
    public ColumnInfo info() {
        return info;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public boolean isNull(int row) {
        Objects.checkIndex(row, rows);
        return nullAt(row);
    }

    @Override
    public boolean booleanAt(int row) {
        if (info.type() != ColumnType.BOOL) {
            throw info.noSuchCell("boolean");
        }
        return bytes[data + Objects.checkIndex(row, rows)] != 0;
    }

    @Override
    public long longAt(int row) {
        Objects.checkIndex(row, rows);
        return switch (info.type()) {
            case TINYINT -> bytes[data + row];
            case TINYINT_UNSIGNED -> bytes[data + row] & 0xff;
            case SMALLINT -> shortAt(row);
            case SMALLINT_UNSIGNED -> shortAt(row) & 0xffff;
            case INT -> intAt(row);
            case INT_UNSIGNED -> intAt(row) & 0xffff_ffffL;
            case BIGINT, BIGINT_UNSIGNED, TIMESTAMP -> bitsAt(row);
            default -> throw info.noSuchCell("whole number");
        };
    }

    @Override
    public double doubleAt(int row) {
        Objects.checkIndex(row, rows);
        return switch (info.type()) {
            case FLOAT -> Float.intBitsToFloat(intAt(row));
            case DOUBLE -> Double.longBitsToDouble(bitsAt(row));
            default -> throw info.noSuchCell("floating-point number");
        };
    }

    @Override
    public BlockColumn withDigits(Column known) {
        return new FixedColumn(info.withDigits(known.length(), known.scale()), rows, bytes, nulls, data);
    }

    @Override
    public BigDecimal decimalAt(int row) {
        Objects.checkIndex(row, rows);
        if (info.lacksDigits()) {
            throw new IllegalStateException("Column " + info.name() + " has an unknown number of digits");
        }
        return switch (info.type()) {
            case DECIMAL64 -> BigDecimal.valueOf(bitsAt(row), info.scale());
            case DECIMAL -> new BigDecimal(wideAt(row), info.scale());
            default -> throw info.noSuchCell("decimal number");
        };
    }

    @Override
    public @Nullable Object value(int row) {
        return isNull(row) ? null : present(row);
    }

    @Override
    public void values(@Nullable Object[] into) {
        Objects.checkFromIndexSize(0, rows, into.length);
        switch (info.type()) {
            case INT -> ints(into);
            case BIGINT, TIMESTAMP -> longs(into);
            case FLOAT -> floats(into);
            case DOUBLE -> doubles(into);
            default -> others(into);
        }
    }

    // One loop for each frequent type: a switch in the loop costs as much as the value.
    private void ints(@Nullable Object[] into) {
        for (int row = 0; row < rows; row++) {
            into[row] = nullAt(row) ? null : (Object) intAt(row);
        }
    }

    private void longs(@Nullable Object[] into) {
        for (int row = 0; row < rows; row++) {
            into[row] = nullAt(row) ? null : (Object) bitsAt(row);
        }
    }

    private void floats(@Nullable Object[] into) {
        for (int row = 0; row < rows; row++) {
            into[row] = nullAt(row) ? null : (Object) Float.intBitsToFloat(intAt(row));
        }
    }

    private void doubles(@Nullable Object[] into) {
        for (int row = 0; row < rows; row++) {
            into[row] = nullAt(row) ? null : (Object) Double.longBitsToDouble(bitsAt(row));
        }
    }

    private void others(@Nullable Object[] into) {
        for (int row = 0; row < rows; row++) {
            into[row] = nullAt(row) ? null : present(row);
        }
    }

    private Object present(int row) {
        return switch (info.type()) {
            case BOOL -> bytes[data + row] != 0;
            case TINYINT -> bytes[data + row];
            case TINYINT_UNSIGNED -> (short) (bytes[data + row] & 0xff);
            case SMALLINT -> shortAt(row);
            case SMALLINT_UNSIGNED -> shortAt(row) & 0xffff;
            case INT -> intAt(row);
            case INT_UNSIGNED -> intAt(row) & 0xffff_ffffL;
            case BIGINT, TIMESTAMP -> bitsAt(row);
            case BIGINT_UNSIGNED -> unsigned(bitsAt(row));
            case FLOAT -> Float.intBitsToFloat(intAt(row));
            case DOUBLE -> Double.longBitsToDouble(bitsAt(row));
            default -> decimalAt(row);
        };
    }

    private boolean nullAt(int row) {
        return hasNulls && (bytes[nulls + (row >> 3)] & 0x80 >> (row & 7)) != 0;
    }

    private short shortAt(int row) {
        return (short) Cursor.SHORT.get(bytes, data + Short.BYTES * row);
    }

    private int intAt(int row) {
        return (int) Cursor.INT.get(bytes, data + Integer.BYTES * row);
    }

    private long bitsAt(int row) {
        return (long) Cursor.LONG.get(bytes, data + Long.BYTES * row);
    }

    private BigInteger wideAt(int row) {
        byte[] bigEndian = new byte[DECIMAL_BYTES];
        int last = data + DECIMAL_BYTES * (row + 1) - 1;
        for (int i = 0; i < DECIMAL_BYTES; i++) {
            bigEndian[i] = bytes[last - i];
        }
        return new BigInteger(bigEndian);
    }

    private static BigDecimal unsigned(long bits) {
        return bits >= 0 ? BigDecimal.valueOf(bits) : new BigDecimal(Long.toUnsignedString(bits));
    }
}
