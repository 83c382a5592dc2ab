// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import io.tdconnect.emulator.engine.value.BlockEncoder;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.Decimals;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads single cells of what {@link BlockEncoder} wrote. */
public final class BlockDecoder {
    private static final int HEAD = 28;
    private static final int HEAD_OF_COLUMN = 9;

    private final ByteBuffer in;
    private final List<Definition> columns;
    private final int rows;
    private final int[] heads;

    BlockDecoder(byte[] block, List<Definition> columns) {
        this.in = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        this.columns = columns;
        this.rows = in.getInt(8);
        this.heads = new int[columns.size()];
        int at = HEAD + HEAD_OF_COLUMN * heads.length;
        for (int i = 0; i < heads.length; i++) {
            heads[i] = at;
            at += head(columns.get(i).type()) + in.getInt(HEAD + 5 * heads.length + 4 * i);
        }
    }

    int rows() {
        return rows;
    }

    private int head(ColumnType type) {
        return type.variable() ? 4 * rows : (rows + 7) / 8;
    }

    @Nullable
    public Object cell(int row, int column) {
        ColumnType type = columns.get(column).type();
        int head = heads[column];
        int data = head + head(type);
        if (type.variable()) {
            int offset = in.getInt(head + 4 * row);
            return offset < 0 ? null : text(type, data + offset);
        }
        boolean isNull = (in.get(head + row / 8) & 0x80 >> row % 8) != 0;
        if (isNull) {
            return null;
        }
        int at = data + row * type.width();
        return type.decimal()
                ? Decimals.read(in, at, type.width(), columns.get(column).scale())
                : value(type, at);
    }

    private Object text(ColumnType type, int at) {
        int length = type.prefix() == Short.BYTES ? Short.toUnsignedInt(in.getShort(at)) : in.getInt(at);
        if (type != ColumnType.NCHAR) {
            int from = at + type.prefix();
            return Arrays.copyOfRange(in.array(), from, from + length);
        }
        StringBuilder text = new StringBuilder(length / 4);
        for (int i = at + 2; i < at + 2 + length; i += 4) {
            text.appendCodePoint(in.getInt(i));
        }
        return text.toString();
    }

    private Object value(ColumnType type, int at) {
        return switch (type) {
            case BOOL -> in.get(at) != 0;
            case TINYINT -> in.get(at);
            case UTINYINT -> (short) Byte.toUnsignedInt(in.get(at));
            case SMALLINT -> in.getShort(at);
            case USMALLINT -> Short.toUnsignedInt(in.getShort(at));
            case INT -> in.getInt(at);
            case UINT -> Integer.toUnsignedLong(in.getInt(at));
            case UBIGINT -> new BigInteger(Long.toUnsignedString(in.getLong(at)));
            case FLOAT -> in.getFloat(at);
            case DOUBLE -> in.getDouble(at);
            default -> in.getLong(at);
        };
    }
}
