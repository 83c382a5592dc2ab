// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import io.netty.buffer.ByteBuf;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.Decimals;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the bind data of a stmt2_bind request.
 *
 * <p>{@code total u32 | tables u32 | tags u32 | columns u32 | offset of names u32 | of tags u32 | of columns u32}, then
 * the three parts, each beginning with the lengths of its tables' shares. All numbers are little-endian.
 */
final class BindReader {
    private static final int HEAD = 28;

    private static final ColumnType[] TYPES = ColumnType.values();

    private final ByteBuffer data;
    private final int tables;

    private BindReader(ByteBuffer data) {
        this.data = data;
        this.tables = data.getInt(4);
    }

    /**
     * Reads all tables of the request; the reader index of {@code data} does not move.
     *
     * @throws RefusedException if the lengths do not fit
     */
    static List<BoundTable> read(ByteBuf data) throws RefusedException {
        if (data.readableBytes() < HEAD || data.getIntLE(data.readerIndex()) != data.readableBytes()) {
            throw new RefusedException("stmt2 bind data has another length than it says");
        }
        try {
            return new BindReader(data.nioBuffer().order(ByteOrder.LITTLE_ENDIAN)).tables();
        } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new RefusedException("stmt2 bind data is cut off or has a wrong offset");
        }
    }

    private List<BoundTable> tables() throws RefusedException {
        int tagCount = data.getInt(8);
        int columnCount = data.getInt(12);
        @Nullable String[] names = names(data.getInt(16));
        int[] tags = shares(data.getInt(20));
        int[] columns = shares(data.getInt(24));
        List<BoundTable> bound = new ArrayList<>(tables);
        for (int table = 0; table < tables; table++) {
            bound.add(new BoundTable(
                    names[table],
                    tags.length == 0 ? null : tags(tags[table], tagCount),
                    columns(columns, table, columnCount)));
        }
        return bound;
    }

    private @Nullable String[] names(int offset) {
        @Nullable String[] names = new String[tables];
        if (offset == 0) {
            return names;
        }
        int at = offset + 2 * tables;
        for (int table = 0; table < tables; table++) {
            int length = Short.toUnsignedInt(data.getShort(offset + 2 * table));
            names[table] = length <= 1 ? null : new String(bytes(at, length - 1), StandardCharsets.UTF_8);
            at += length;
        }
        return names;
    }

    /** Where each table's share of a part begins; empty if the request lacks the part. */
    private int[] shares(int offset) {
        if (offset == 0) {
            return new int[0];
        }
        int[] begins = new int[tables];
        int at = offset + 4 * tables;
        for (int table = 0; table < tables; table++) {
            begins[table] = at;
            at += data.getInt(offset + 4 * table);
        }
        return begins;
    }

    private List<@Nullable Object> tags(int begin, int count) throws RefusedException {
        @Nullable Object[] tags = new Object[count];
        int at = begin;
        for (int tag = 0; tag < count; tag++) {
            @Nullable Object[] cells = cells(at);
            tags[tag] = cells.length == 0 ? null : cells[0];
            at += data.getInt(at);
        }
        return Arrays.asList(tags);
    }

    private List<@Nullable Object[]> columns(int[] begins, int table, int count) throws RefusedException {
        List<@Nullable Object[]> columns = new ArrayList<>(count);
        if (begins.length == 0) {
            return columns;
        }
        int at = begins[table];
        for (int column = 0; column < count; column++) {
            columns.add(cells(at));
            at += data.getInt(at);
        }
        return columns;
    }

    /**
     * {@code total u32 | type u32 | n u32 | is_null u8 × n | has_length u8 | length u32 × n | buffer length u32 | buffer}.
     */
    private @Nullable Object[] cells(int at) throws RefusedException {
        ColumnType type = type(data.getInt(at + 4));
        int rows = data.getInt(at + 8);
        if (rows < 0 || rows > data.limit() - at) {
            throw new RefusedException("stmt2 bind data has a column of " + rows + " rows");
        }
        int nulls = at + 12;
        boolean lengths = data.get(nulls + rows) != 0;
        int afterNulls = nulls + rows + 1;
        if (type.decimal()) {
            return decimals(type, rows, nulls, lengths ? afterNulls + 4 * rows : afterNulls);
        }
        if (lengths) {
            return variable(type, rows, nulls, afterNulls);
        }
        boolean empty = data.getInt(afterNulls) == 0;
        return empty ? new Object[rows] : fixed(type, rows, nulls, afterNulls + 4);
    }

    private @Nullable Object[] variable(ColumnType type, int rows, int nulls, int lengths) {
        @Nullable Object[] cells = new Object[rows];
        int at = lengths + 4 * rows + 4;
        for (int row = 0; row < rows; row++) {
            int length = data.getInt(lengths + 4 * row);
            if (data.get(nulls + row) == 0) {
                cells[row] = text(type, at, length);
            }
            at += length;
        }
        return cells;
    }

    /** As the server does it: it ignores the lengths, so the bytes of text are taken for those of a number. */
    private @Nullable Object[] decimals(ColumnType type, int rows, int nulls, int bufferLength) {
        @Nullable Object[] cells = new Object[rows];
        for (int row = 0; row < rows; row++) {
            if (data.get(nulls + row) == 0) {
                cells[row] = Decimals.read(data, bufferLength + 4 + row * type.width(), type.width(), 0);
            }
        }
        return cells;
    }

    private Object text(ColumnType type, int at, int length) {
        byte[] bytes = bytes(at, length);
        return type == ColumnType.NCHAR ? new String(bytes, StandardCharsets.UTF_8) : bytes;
    }

    private byte[] bytes(int at, int length) {
        byte[] bytes = new byte[length];
        data.get(at, bytes);
        return bytes;
    }

    private @Nullable Object[] fixed(ColumnType type, int rows, int nulls, int at) throws RefusedException {
        if (type.variable()) {
            throw new RefusedException("stmt2 bind data has no lengths for a column of type " + type);
        }
        @Nullable Object[] cells = new Object[rows];
        int width = type.width();
        for (int row = 0; row < rows; row++) {
            if (data.get(nulls + row) == 0) {
                cells[row] = value(type, at + row * width);
            }
        }
        return cells;
    }

    private Object value(ColumnType type, int at) {
        return switch (type) {
            case BOOL -> data.get(at) != 0;
            case TINYINT -> data.get(at);
            case UTINYINT -> (short) Byte.toUnsignedInt(data.get(at));
            case SMALLINT -> data.getShort(at);
            case USMALLINT -> Short.toUnsignedInt(data.getShort(at));
            case INT -> data.getInt(at);
            case UINT -> Integer.toUnsignedLong(data.getInt(at));
            case UBIGINT -> new BigInteger(Long.toUnsignedString(data.getLong(at)));
            case FLOAT -> data.getFloat(at);
            case DOUBLE -> data.getDouble(at);
            default -> data.getLong(at);
        };
    }

    private static ColumnType type(int code) throws RefusedException {
        for (ColumnType type : TYPES) {
            if (type.code() == code) {
                return type;
            }
        }
        throw new RefusedException("stmt2 bind data has a column of the unknown type " + code);
    }
}
