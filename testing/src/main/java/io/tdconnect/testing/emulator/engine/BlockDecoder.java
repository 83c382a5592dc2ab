// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads single cells of what {@link BlockEncoder} wrote. */
final class BlockDecoder {
    private static final int HEAD = 28;
    private static final int HEAD_OF_COLUMN = 9;

    private final ByteBuffer in;
    private final List<ColumnType> types;
    private final int rows;
    private final int[] heads;

    BlockDecoder(byte[] block, List<ColumnType> types) {
        this.in = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        this.types = types;
        this.rows = in.getInt(8);
        this.heads = new int[types.size()];
        int at = HEAD + HEAD_OF_COLUMN * heads.length;
        for (int i = 0; i < heads.length; i++) {
            heads[i] = at;
            at += head(types.get(i)) + in.getInt(HEAD + 5 * heads.length + 4 * i);
        }
    }

    int rows() {
        return rows;
    }

    private int head(ColumnType type) {
        return type.variable() ? 4 * rows : (rows + 7) / 8;
    }

    @Nullable
    Object cell(int row, int column) {
        ColumnType type = types.get(column);
        int head = heads[column];
        int data = head + head(type);
        if (type.variable()) {
            int offset = in.getInt(head + 4 * row);
            return offset < 0 ? null : text(type, data + offset);
        }
        boolean isNull = (in.get(head + row / 8) & 0x80 >> row % 8) != 0;
        return isNull ? null : value(type, data + row * type.width());
    }

    private Object text(ColumnType type, int at) {
        int length = Short.toUnsignedInt(in.getShort(at));
        if (type != ColumnType.NCHAR) {
            return Arrays.copyOfRange(in.array(), at + 2, at + 2 + length);
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
