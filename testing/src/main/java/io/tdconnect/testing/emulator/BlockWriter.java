// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator;

import io.netty.buffer.ByteBuf;
import io.tdconnect.testing.emulator.engine.Column;
import io.tdconnect.testing.emulator.engine.ColumnType;
import io.tdconnect.testing.emulator.engine.ResultSet;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes rows as the gateway's binary block.
 *
 * <p>{@code version i32 | length i32 | rows i32 | columns i32 | flags u32 | group i64}, then {@code type u8, bytes i32} of each
 * column, {@code data length i32} of each column, the columns and one zero byte. All numbers are little-endian.
 */
final class BlockWriter {
    private static final int VERSION = 1;
    private static final int FLAGS = 0x80000000;
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

    private BlockWriter() {}

    /** Appends the rows {@code from} to {@code to} (exclusive) to {@code out}. */
    static void write(ByteBuf out, ResultSet result, int from, int to) {
        List<@Nullable Object[]> rows = result.rows().subList(from, to);
        List<Column> columns = result.columns();
        int begin = out.writerIndex();
        out.writeIntLE(VERSION).writeIntLE(0).writeIntLE(rows.size()).writeIntLE(columns.size());
        out.writeIntLE(FLAGS).writeLongLE(0);
        for (Column column : columns) {
            out.writeByte(column.type().code()).writeIntLE(column.wireBytes());
        }
        int lengths = out.writerIndex();
        out.writeZero(4 * columns.size());
        for (int i = 0; i < columns.size(); i++) {
            ColumnType type = columns.get(i).type();
            int length = type.variable() ? variable(out, type, rows, i) : fixed(out, type, rows, i);
            out.setIntLE(lengths + 4 * i, length);
        }
        out.writeByte(0);
        out.setIntLE(begin + 4, out.writerIndex() - begin);
    }

    /** NULL bitmap, highest bit first, then the values. */
    private static int fixed(ByteBuf out, ColumnType type, List<@Nullable Object[]> rows, int column) {
        int bitmap = out.writerIndex();
        out.writeZero((rows.size() + 7) / 8);
        int begin = out.writerIndex();
        int row = 0;
        for (@Nullable Object[] cells : rows) {
            Object value = cells[column];
            if (value == null) {
                int at = bitmap + row / 8;
                out.setByte(at, out.getByte(at) | 0x80 >> row % 8);
                out.writeZero(type.width());
            } else {
                value(out, type, value);
            }
            row++;
        }
        return out.writerIndex() - begin;
    }

    private static void value(ByteBuf out, ColumnType type, Object value) {
        switch (type) {
            case BOOL -> out.writeByte((Boolean) value ? 1 : 0);
            case FLOAT -> out.writeFloatLE((Float) value);
            case DOUBLE -> out.writeDoubleLE((Double) value);
            default -> {
                long number = ((Number) value).longValue();
                switch (type.width()) {
                    case 1 -> out.writeByte((int) number);
                    case 2 -> out.writeShortLE((int) number);
                    case 4 -> out.writeIntLE((int) number);
                    default -> out.writeLongLE(number);
                }
            }
        }
    }

    /** An offset for each row, -1 for NULL, then {@code length u16 | bytes} of the others. */
    private static int variable(ByteBuf out, ColumnType type, List<@Nullable Object[]> rows, int column) {
        int offsets = out.writerIndex();
        out.writeZero(4 * rows.size());
        int begin = out.writerIndex();
        int row = 0;
        for (@Nullable Object[] cells : rows) {
            Object value = cells[column];
            out.setIntLE(offsets + 4 * row, value == null ? -1 : out.writerIndex() - begin);
            if (value != null) {
                byte[] bytes = bytes(type, value);
                out.writeShortLE(bytes.length).writeBytes(bytes);
            }
            row++;
        }
        return out.writerIndex() - begin;
    }

    private static byte[] bytes(ColumnType type, Object value) {
        return type == ColumnType.NCHAR ? ((String) value).getBytes(UTF_32LE) : (byte[]) value;
    }
}
