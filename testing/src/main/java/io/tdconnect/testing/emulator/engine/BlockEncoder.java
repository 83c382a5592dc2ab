// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes cells as the server's binary block.
 *
 * <p>{@code version i32 | length i32 | rows i32 | columns i32 | flags u32 | group i64}, then {@code type u8, bytes i32} of each
 * column, {@code data length i32} of each column, the columns and one zero byte. All numbers are little-endian.
 */
public final class BlockEncoder {
    /** The version in the blocks of query results. */
    public static final int QUERY = 1;

    /** The version in the blocks of subscriptions. */
    public static final int SUBSCRIPTION = 2;

    private static final int HEAD = 28;
    private static final int HEAD_OF_COLUMN = 9;
    private static final int FLAGS = 0x80000000;
    private static final int UTF_32_BYTES = 4;

    private final List<Column> columns;
    private final int rows;
    private final Grid grid;

    private BlockEncoder(List<Column> columns, int rows, Grid grid) {
        this.columns = columns;
        this.rows = rows;
        this.grid = grid;
    }

    /** The cells of a block, as those of {@link ResultSet}. */
    public interface Grid {
        /** The cell of a row and a column, both from 0. */
        @Nullable
        Object at(int row, int column);
    }

    /** The whole block. */
    public static byte[] encode(int version, List<Column> columns, int rows, Grid grid) {
        return new BlockEncoder(columns, rows, grid).block(version);
    }

    private byte[] block(int version) {
        int[] lengths = new int[columns.size()];
        int size = HEAD + HEAD_OF_COLUMN * columns.size() + 1;
        for (int i = 0; i < lengths.length; i++) {
            ColumnType type = columns.get(i).type();
            lengths[i] = type.variable() ? textLength(type, i) : rows * type.width();
            size += lengths[i] + (type.variable() ? 4 * rows : (rows + 7) / 8);
        }
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(version).putInt(size).putInt(rows).putInt(columns.size());
        out.putInt(FLAGS).putLong(0);
        for (Column column : columns) {
            out.put((byte) column.type().code()).putInt(column.wireBytes());
        }
        for (int length : lengths) {
            out.putInt(length);
        }
        for (int i = 0; i < lengths.length; i++) {
            ColumnType type = columns.get(i).type();
            if (type.variable()) {
                variable(out, type, i);
            } else {
                fixed(out, type, i);
            }
        }
        return out.array();
    }

    private int textLength(ColumnType type, int column) {
        int length = 0;
        for (int row = 0; row < rows; row++) {
            Object cell = grid.at(row, column);
            if (cell != null) {
                length += 2 + bytes(type, cell);
            }
        }
        return length;
    }

    private static int bytes(ColumnType type, Object cell) {
        if (type != ColumnType.NCHAR) {
            return ((byte[]) cell).length;
        }
        String text = (String) cell;
        return UTF_32_BYTES * text.codePointCount(0, text.length());
    }

    /** NULL bitmap, highest bit first, then the values. */
    private void fixed(ByteBuffer out, ColumnType type, int column) {
        int bitmap = out.position();
        int begin = bitmap + (rows + 7) / 8;
        out.position(begin);
        for (int row = 0; row < rows; row++) {
            Object cell = grid.at(row, column);
            if (cell == null) {
                int at = bitmap + row / 8;
                out.put(at, (byte) (out.get(at) | 0x80 >> row % 8));
                out.position(out.position() + type.width());
            } else {
                value(out, type, cell);
            }
        }
    }

    private static void value(ByteBuffer out, ColumnType type, Object cell) {
        switch (type) {
            case BOOL -> out.put((byte) ((Boolean) cell ? 1 : 0));
            case FLOAT -> out.putFloat((Float) cell);
            case DOUBLE -> out.putDouble((Double) cell);
            default -> {
                long number = ((Number) cell).longValue();
                switch (type.width()) {
                    case 1 -> out.put((byte) number);
                    case 2 -> out.putShort((short) number);
                    case 4 -> out.putInt((int) number);
                    default -> out.putLong(number);
                }
            }
        }
    }

    /** An offset for each row, -1 for NULL, then {@code length u16 | bytes} of the others. */
    private void variable(ByteBuffer out, ColumnType type, int column) {
        int offsets = out.position();
        int begin = offsets + 4 * rows;
        out.position(begin);
        for (int row = 0; row < rows; row++) {
            Object cell = grid.at(row, column);
            out.putInt(offsets + 4 * row, cell == null ? -1 : out.position() - begin);
            if (cell == null) {
                continue;
            }
            out.putShort((short) bytes(type, cell));
            if (cell instanceof byte[] bytes) {
                out.put(bytes);
            } else {
                ((String) cell).codePoints().forEach(out::putInt);
            }
        }
    }
}
