// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import io.tdconnect.emulator.engine.value.Column;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.ResultSet;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decodes the gateway's binary block, to check what the emulator encodes. */
final class Block {
    private static final int HEAD = 28;

    private final ByteBuffer in;
    private final int rows;
    private final int columns;

    private Block(byte[] block) {
        in = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        rows = in.getInt(8);
        columns = in.getInt(12);
    }

    /** The rows as a result; column names are not on the wire, so they are empty. */
    static ResultSet decode(byte[] block) {
        return new Block(block).result();
    }

    private ResultSet result() {
        List<Column> heads = new ArrayList<>();
        List<Object[]> cells = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            cells.add(new Object[columns]);
        }
        int at = HEAD + 9 * columns;
        for (int i = 0; i < columns; i++) {
            ColumnType type = type(in.get(HEAD + 5 * i));
            heads.add(new Column("", type, length(type, in.getInt(HEAD + 5 * i + 1))));
            int head = type.variable() ? 4 * rows : (rows + 7) / 8;
            for (int row = 0; row < rows; row++) {
                cells.get(row)[i] = cell(type, at, at + head, row);
            }
            at += head + in.getInt(HEAD + 5 * columns + 4 * i);
        }
        return new ResultSet(heads, 0, cells);
    }

    private Object cell(ColumnType type, int head, int data, int row) {
        if (type.variable()) {
            int offset = in.getInt(head + 4 * row);
            return offset < 0 ? null : text(type, data + offset);
        }
        boolean isNull = (in.get(head + row / 8) & 0x80 >> row % 8) != 0;
        return isNull ? null : value(type, data + row * type.width());
    }

    private Object text(ColumnType type, int at) {
        int length = Short.toUnsignedInt(in.getShort(at));
        byte[] bytes = Arrays.copyOfRange(in.array(), at + 2, at + 2 + length);
        return type == ColumnType.NCHAR ? new String(bytes, Charset.forName("UTF-32LE")) : bytes;
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

    private static int length(ColumnType type, int wireBytes) {
        if (type == ColumnType.NCHAR) {
            return (wireBytes - 2) / 4;
        }
        return type.variable() ? wireBytes - 2 : wireBytes;
    }

    private static ColumnType type(int code) {
        return Arrays.stream(ColumnType.values())
                .filter(type -> type.code() == code)
                .findFirst()
                .orElseThrow();
    }
}
