// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.value;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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
    private final List<@Nullable Object[]> cells;
    private final int rows;

    private BlockEncoder(List<Column> columns, List<@Nullable Object[]> cells, int rows) {
        this.columns = columns;
        this.cells = cells;
        this.rows = rows;
    }

    /**
     * The whole block.
     *
     * @param cells one array for each column, with the cells of {@link ResultSet}
     */
    public static byte[] encode(int version, List<Column> columns, List<@Nullable Object[]> cells, int rows) {
        return new BlockEncoder(columns, cells, rows).block(version);
    }

    /** The block of rows. */
    public static byte[] encodeRows(int version, List<Column> columns, List<@Nullable Object[]> rows) {
        List<@Nullable Object[]> cells = new ArrayList<>(columns.size());
        for (int c = 0; c < columns.size(); c++) {
            @Nullable Object[] column = new Object[rows.size()];
            int row = 0;
            for (@Nullable Object[] values : rows) {
                column[row++] = values[c];
            }
            cells.add(column);
        }
        return encode(version, columns, cells, rows.size());
    }

    private byte[] block(int version) {
        int[] lengths = new int[columns.size()];
        int size = HEAD + HEAD_OF_COLUMN * columns.size() + 1;
        for (int i = 0; i < lengths.length; i++) {
            ColumnType type = columns.get(i).type();
            lengths[i] = type.variable() ? textLength(type, cells.get(i)) : rows * type.width();
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
                variable(out, type, cells.get(i));
            } else {
                fixed(out, type, cells.get(i));
            }
        }
        return out.array();
    }

    private int textLength(ColumnType type, @Nullable Object[] column) {
        int length = 0;
        for (int row = 0; row < rows; row++) {
            Object cell = column[row];
            if (cell != null) {
                length += type.prefix() + bytes(type, cell);
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
    private void fixed(ByteBuffer out, ColumnType type, @Nullable Object[] column) {
        int bitmap = out.position();
        int begin = bitmap + (rows + 7) / 8;
        int width = type.width();
        Putter putter = putter(type);
        for (int row = 0; row < rows; row++) {
            Object cell = column[row];
            if (cell == null) {
                int at = bitmap + row / 8;
                out.put(at, (byte) (out.get(at) | 0x80 >> row % 8));
            } else {
                putter.put(out, begin + row * width, cell);
            }
        }
        out.position(begin + rows * width);
    }

    private interface Putter {
        void put(ByteBuffer out, int at, Object cell);
    }

    private static Putter putter(ColumnType type) {
        return switch (type) {
            case BOOL -> (out, at, cell) -> out.put(at, (byte) ((Boolean) cell ? 1 : 0));
            case FLOAT -> (out, at, cell) -> out.putFloat(at, (Float) cell);
            case DOUBLE -> (out, at, cell) -> out.putDouble(at, (Double) cell);
            case INT -> (out, at, cell) -> out.putInt(at, (Integer) cell);
            case BIGINT, TIMESTAMP -> (out, at, cell) -> out.putLong(at, (Long) cell);
            case TINYINT, UTINYINT -> (out, at, cell) -> out.put(at, ((Number) cell).byteValue());
            case SMALLINT, USMALLINT -> (out, at, cell) -> out.putShort(at, ((Number) cell).shortValue());
            case UINT -> (out, at, cell) -> out.putInt(at, ((Number) cell).intValue());
            case DECIMAL, DECIMAL64 -> (out, at, cell) -> Decimals.put(out, at, (BigDecimal) cell, type.width());
            default -> (out, at, cell) -> out.putLong(at, ((Number) cell).longValue());
        };
    }

    /** An offset for each row, -1 for NULL, then {@code length u16 | bytes} of the others; the length of a BLOB is u32. */
    private void variable(ByteBuffer out, ColumnType type, @Nullable Object[] column) {
        int offsets = out.position();
        int begin = offsets + 4 * rows;
        out.position(begin);
        for (int row = 0; row < rows; row++) {
            Object cell = column[row];
            out.putInt(offsets + 4 * row, cell == null ? -1 : out.position() - begin);
            if (cell instanceof byte[] bytes) {
                length(out, type, bytes.length).put(bytes);
            } else if (cell != null) {
                length(out, type, bytes(type, cell));
                ((String) cell).codePoints().forEach(out::putInt);
            }
        }
    }

    private static ByteBuffer length(ByteBuffer out, ColumnType type, int bytes) {
        return type.prefix() == Short.BYTES ? out.putShort((short) bytes) : out.putInt(bytes);
    }
}
