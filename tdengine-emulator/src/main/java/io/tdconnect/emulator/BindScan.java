// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import io.netty.buffer.ByteBuf;
import io.netty.util.CharsetUtil;

/**
 * Decodes every value of a stmt2_bind request as {@link BindReader} does, but keeps only the number of rows.
 *
 * <p>For measurements: the cost is close to that of a server before it stores the rows.
 */
final class BindScan {
    private static final int COLUMN_INDEX = 4;

    private final ByteBuf data;
    private final int start;
    /** Prevents the compiler from removing the decoding. */
    private long digest;

    private BindScan(ByteBuf data) {
        this.data = data;
        this.start = data.readerIndex() + COLUMN_INDEX;
    }

    /**
     * The number of rows of all tables.
     *
     * @throws RefusedException if the lengths do not fit
     */
    static int rows(ByteBuf request) throws RefusedException {
        try {
            return new BindScan(request).rows();
        } catch (IndexOutOfBoundsException e) {
            throw new RefusedException("stmt2 bind data is cut off or has a wrong offset");
        }
    }

    private int rows() throws RefusedException {
        int tables = intAt(4);
        names(intAt(16), tables);
        cells(intAt(20), tables, intAt(8));
        int rows = cells(intAt(24), tables, intAt(12));
        if (digest == Long.MIN_VALUE) {
            throw new RefusedException("stmt2 bind data has an impossible digest");
        }
        return rows;
    }

    private void names(int offset, int tables) {
        int at = start + offset + Short.BYTES * tables;
        for (int table = 0; offset > 0 && table < tables; table++) {
            int length = data.getUnsignedShortLE(start + offset + Short.BYTES * table);
            digest += data.toString(at, length - 1, CharsetUtil.UTF_8).hashCode();
            at += length;
        }
    }

    /** Rows of all tables: the rows of the first column of each. */
    private int cells(int offset, int tables, int columns) throws RefusedException {
        int rows = 0;
        int at = start + offset + Integer.BYTES * tables;
        for (int table = 0; offset > 0 && table < tables; table++) {
            for (int column = 0; column < columns; column++) {
                rows += column == 0 ? data.getIntLE(at + 8) : 0;
                at = column(at);
            }
        }
        return rows;
    }

    /** Where the next column begins. */
    private int column(int at) throws RefusedException {
        int total = data.getIntLE(at);
        int rows = data.getIntLE(at + 8);
        int nulls = at + 12;
        int lengths = nulls + rows + 1;
        boolean variable = data.getByte(lengths - 1) != 0;
        int values = variable ? lengths + Integer.BYTES * rows : lengths;
        int width = variable || rows == 0 ? 0 : data.getIntLE(values) / rows;
        int value = values + Integer.BYTES;
        for (int row = 0; row < rows; row++) {
            int length = variable ? data.getIntLE(lengths + Integer.BYTES * row) : width;
            digest += data.getByte(nulls + row) == 0 ? value(value, length) : 0;
            value += length;
        }
        if (value > at + total) {
            throw new RefusedException("stmt2 bind data has a column that is longer than it says");
        }
        return at + total;
    }

    private long value(int at, int length) {
        return switch (length) {
            case 1 -> data.getByte(at);
            case 2 -> data.getShortLE(at);
            case 4 -> data.getIntLE(at);
            case 8 -> data.getLongLE(at);
            default -> {
                long sum = 0;
                for (int i = 0; i < length; i++) {
                    sum = 31 * sum + data.getByte(at + i);
                }
                yield sum;
            }
        };
    }

    private int intAt(int offset) {
        return data.getIntLE(start + offset);
    }
}
