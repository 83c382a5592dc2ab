// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.block;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads blocks of rows. It checks every index in them once, so that columns need not check again.
 *
 * <p>Layout, little-endian: version, length, rows, columns i32; flags u32; group i64; type u8 and bytes i32 of each column;
 * length of each column's data i32; the columns. The length includes all of it.
 */
public final class BlockDecoder {
    private static final int FLAGS_AND_GROUP = 12;
    private static final int COLUMN_HEAD = 9;
    private static final int NCHAR_UNIT = 4;

    private BlockDecoder() {}

    /** The block at the start of {@code in}, of a message that contains the layout separately. */
    public static Block block(Cursor in, String table, Precision precision, BlockLayout described)
            throws MalformedMessageException {
        Head head = new Head(in);
        int count = head.types.length;
        if (described.columns().size() != count) {
            throw new MalformedMessageException(
                    "Expected " + described.columns().size() + " columns, as the schema says, found " + count);
        }
        boolean decimals = false;
        for (int i = 0; i < count; i++) {
            ColumnInfo info = described.columns().get(i);
            decimals |= info.isDecimal();
            if (info.type().code() != head.types[i]) {
                throw new MalformedMessageException("Expected column " + i + " of type " + info.type()
                        + ", as the schema says, found type " + head.types[i]);
            }
        }
        BlockLayout layout = decimals ? scaled(described, head.bytes) : described;
        return new Block(table, precision, head.rows, layout, columns(head, layout));
    }

    /** The block at the start of {@code in}, of a result, which has no separate schema. */
    public static Block result(Cursor in, List<String> names, Precision precision) throws MalformedMessageException {
        Head head = new Head(in);
        int count = head.types.length;
        if (names.size() != count) {
            throw new MalformedMessageException(
                    "Expected " + names.size() + " columns, as the result has, found " + count);
        }
        List<ColumnInfo> infos = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            infos.add(ColumnInfo.ofWire(names.get(i), type(head.types[i]), head.bytes[i], false));
        }
        BlockLayout layout = scaled(new BlockLayout(infos), head.bytes);
        return new Block("", precision, head.rows, layout, columns(head, layout));
    }

    /**
     * The layout with the digits of decimals: the lowest byte of their size in the block is the scale, the next byte the
     * precision.
     */
    private static BlockLayout scaled(BlockLayout described, int[] bytes) {
        List<ColumnInfo> infos = new ArrayList<>(described.columns());
        for (int i = 0; i < bytes.length; i++) {
            if (infos.get(i).isDecimal()) {
                infos.set(i, infos.get(i).withDigits(bytes[i] >> Byte.SIZE & 0xff, bytes[i] & 0xff));
            }
        }
        return new BlockLayout(infos);
    }

    private static List<BlockColumn> columns(Head head, BlockLayout layout) throws MalformedMessageException {
        List<BlockColumn> columns = new ArrayList<>(head.types.length);
        for (int i = 0; i < head.types.length; i++) {
            columns.add(column(head, i, layout.columns().get(i)));
        }
        return columns;
    }

    /** The type with this number. */
    static ColumnType type(int code) throws MalformedMessageException {
        ColumnType type = ColumnType.ofCode(code);
        if (type == null) {
            throw new MalformedMessageException("Expected the number of a column type, found " + code
                    + "; a type of a later TDengine, or a damaged message");
        }
        return type;
    }

    /** The precision with this number. */
    public static Precision precision(int code) throws MalformedMessageException {
        return switch (code) {
            case 0 -> Precision.MS;
            case 1 -> Precision.US;
            case 2 -> Precision.NS;
            default -> throw new MalformedMessageException("Expected a precision from 0 to 2, found " + code);
        };
    }

    private static BlockColumn column(Head head, int index, ColumnInfo info) throws MalformedMessageException {
        Cursor in = head.body;
        int rows = head.rows;
        int width = info.width();
        int length = head.lengths[index];
        if (width == 0) {
            int offsets = in.take(Integer.BYTES * (long) rows);
            int data = in.take(length);
            checkCells(in.bytes(), info.type(), offsets, rows, data, length);
            return new VariableColumn(info, rows, in.bytes(), offsets, data);
        }
        if ((long) rows * width != length) {
            throw new MalformedMessageException("Expected " + rows + " cells of " + width + " bytes in column " + index
                    + ", found " + length + " bytes");
        }
        int nulls = in.take((rows + Byte.SIZE - 1L) / Byte.SIZE);
        int data = in.take(length);
        return new FixedColumn(info, rows, in.bytes(), nulls, data);
    }

    private static void checkCells(byte[] bytes, ColumnType type, int offsets, int rows, int data, int length)
            throws MalformedMessageException {
        int prefix = VariableColumn.prefix(type);
        int unit = type == ColumnType.NCHAR ? NCHAR_UNIT : 1;
        for (int row = 0; row < rows; row++) {
            int offset = (int) Cursor.INT.get(bytes, offsets + Integer.BYTES * row);
            if (offset == VariableColumn.NULL) {
                continue;
            }
            boolean inside = offset >= 0 && offset <= length - prefix;
            int size = inside ? VariableColumn.size(bytes, data + offset, prefix) : -1;
            if (size < 0 || size > length - prefix - offset || size % unit != 0) {
                throw new MalformedMessageException("Expected a cell of type " + type + " in row " + row
                        + " of a block, found bytes outside of it");
            }
        }
    }

    /** The head of a block, before its columns. */
    private static final class Head {
        private final int rows;
        private final int[] types;
        private final int[] bytes;
        private final int[] lengths;
        private final Cursor body;

        Head(Cursor in) throws MalformedMessageException {
            int start = in.at();
            in.i32();
            int length = in.i32();
            rows = in.i32();
            int count = in.i32();
            in.take(FLAGS_AND_GROUP);
            if (rows < 0 || count < 1 || count > in.remaining() / COLUMN_HEAD) {
                throw new MalformedMessageException(
                        "Expected a block of rows, found " + rows + " rows of " + count + " columns; it is damaged");
            }
            types = new int[count];
            bytes = new int[count];
            for (int i = 0; i < count; i++) {
                types[i] = in.u8();
                bytes[i] = in.i32();
            }
            lengths = new int[count];
            for (int i = 0; i < count; i++) {
                lengths[i] = in.i32();
            }
            body = in.part(length - (in.at() - start));
        }
    }
}
