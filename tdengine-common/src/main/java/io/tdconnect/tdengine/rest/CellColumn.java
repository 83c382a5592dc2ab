// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.rest;

import io.tdconnect.tdengine.block.BlockColumn;
import io.tdconnect.tdengine.block.ColumnInfo;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A column of decoded cells. */
final class CellColumn implements BlockColumn {
    private final ColumnInfo info;
    private final @Nullable Object[] cells;
    private final int rows;

    /**
     * A column of these cells, without a copy.
     *
     * @param cells as {@link BlockColumn#value} returns them; the array may be longer than the column
     */
    CellColumn(ColumnInfo info, @Nullable Object[] cells, int rows) {
        this.info = info;
        this.cells = cells;
        this.rows = rows;
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
        return value(row) == null;
    }

    @Override
    public boolean booleanAt(int row) {
        return value(row) instanceof Boolean bool && bool;
    }

    @Override
    public long longAt(int row) {
        return value(row) instanceof Number number ? number.longValue() : 0;
    }

    @Override
    public double doubleAt(int row) {
        return value(row) instanceof Number number ? number.doubleValue() : 0;
    }

    @Override
    public String textAt(int row) {
        return value(row) instanceof String text ? text : "";
    }

    @Override
    public byte[] bytesAt(int row) {
        return textAt(row).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable Object value(int row) {
        if (row >= rows) {
            throw new IndexOutOfBoundsException(row);
        }
        return cells[row];
    }

    @Override
    public void values(@Nullable Object[] into) {
        System.arraycopy(cells, 0, into, 0, rows);
    }
}
