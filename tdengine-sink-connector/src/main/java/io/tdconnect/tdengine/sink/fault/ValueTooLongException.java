// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.fault;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import java.util.Arrays;
import org.apache.kafka.connect.errors.DataException;

/** A value is longer than its column or tag. */
public final class ValueTooLongException extends DataException {
    private final transient Column column;
    private final int length;
    private final transient byte[] cell;

    public ValueTooLongException(Column column, byte[] cell, int length) {
        super("Column " + column.name() + " " + column.type().sql() + "(" + column.length()
                + "): the value is too long, it needs " + length);
        this.column = column;
        this.length = length;
        this.cell = cell;
    }

    /** The column or tag. */
    public Column column() {
        return column;
    }

    /** The length that the value needs: characters for NCHAR, else bytes. */
    public int length() {
        return length;
    }

    /** Whether the value can be cut: text and bytes, but not geometries. */
    public boolean canBeCut() {
        return column.type() != ColumnType.GEOMETRY;
    }

    /** The beginning of the value that fits into the column, with whole characters only. */
    public byte[] cut() {
        boolean text = column.type() != ColumnType.VARBINARY;
        int end = column.length();
        if (column.type() == ColumnType.NCHAR) {
            int characters = 0;
            end = 0;
            while (characters < column.length()) {
                end++;
                while (isContinuation(end)) {
                    end++;
                }
                characters++;
            }
        }
        while (text && isContinuation(end)) {
            end--;
        }
        return Arrays.copyOf(cell, end);
    }

    private boolean isContinuation(int index) {
        return index < cell.length && (cell[index] & 0xc0) == 0x80;
    }
}
