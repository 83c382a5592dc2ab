// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.row.RowKind;
import io.tdconnect.tdengine.sink.table.BoundRow;
import io.tdconnect.tdengine.sink.table.RowBatch;
import io.tdconnect.tdengine.sink.table.SubtableRows;
import io.tdconnect.tdengine.sink.table.TableLayout;

/**
 * The parameters of a prepared insert as the gateway's message {@code stmt2_bind}: for each subtable its name, the tags
 * of its first row, and all columns.
 *
 * <p>Layout, little-endian: 30 bytes of message header; then {@code total u32, tables u32, tags u32, columns u32, offset
 * of names u32, offset of tags u32, offset of columns u32}; name lengths u16 and names, each with a NUL; lengths u32 and
 * cells of the tags; lengths u32 and cells of the columns.
 */
final class BindBlock {
    private static final int BLOCK_HEADER = 28;
    private static final int BIND_ACTION = 9;

    private final TableLayout layout;
    private final SubtableRows rows;

    BindBlock(RowBatch batch) {
        this.layout = batch.layout();
        this.rows = batch.subtables();
    }

    void writeTo(BlockBuffer target) {
        target.putZeros(16);
        target.putLong(BIND_ACTION);
        target.putShort(1);
        target.putInt(-1);
        int start = target.length();
        int tags = layout.bound.size() - layout.columns;
        target.putInt(0);
        target.putInt(rows.size());
        target.putInt(tags);
        target.putInt(layout.columns);
        // The statement of a table without a supertable contains the name.
        boolean named = layout.shape.kind == RowKind.SUBTABLE;
        target.putInt(named ? BLOCK_HEADER : 0);
        target.putZeros(8);
        if (named) {
            writeNames(target);
        }
        if (tags > 0) {
            target.setInt(start + 20, target.length() - start);
            writeTags(target);
        }
        target.setInt(start + 24, target.length() - start);
        writeCells(target);
        target.setInt(start, target.length() - start);
    }

    private void writeNames(BlockBuffer target) {
        int lengths = target.length();
        target.putZeros(Short.BYTES * rows.size());
        for (String name : rows.names()) {
            int bytes = target.putText(name);
            target.putByte(0);
            target.setShort(lengths, bytes + 1);
            lengths += Short.BYTES;
        }
    }

    private void writeTags(BlockBuffer target) {
        int lengths = target.length();
        target.putZeros(Integer.BYTES * rows.size());
        BoundRow[] first = new BoundRow[1];
        for (int subtable = 0; subtable < rows.size(); subtable++) {
            int start = target.length();
            first[0] = rows.first(subtable);
            for (int tag = layout.columns; tag < layout.bound.size(); tag++) {
                writeColumn(target, tag, first, 0, 1);
            }
            target.setInt(lengths, target.length() - start);
            lengths += Integer.BYTES;
        }
    }

    private void writeCells(BlockBuffer target) {
        int lengths = target.length();
        target.putZeros(Integer.BYTES * rows.size());
        BoundRow[] all = rows.arranged();
        for (int subtable = 0; subtable < rows.size(); subtable++) {
            int start = target.length();
            for (int column = 0; column < layout.columns; column++) {
                writeColumn(target, column, all, rows.begin(subtable), rows.end(subtable));
            }
            target.setInt(lengths, target.length() - start);
            lengths += Integer.BYTES;
        }
    }

    private void writeColumn(BlockBuffer target, int column, BoundRow[] from, int begin, int end) {
        ColumnType type = layout.bound.get(column).type();
        int start = target.length();
        target.putInt(0);
        target.putInt(type.code());
        target.putInt(end - begin);
        for (int row = begin; row < end; row++) {
            target.putByte(from[row].isNull(column) ? 1 : 0);
        }
        if (type.isVariable()) {
            writeVariable(target, column, from, begin, end);
        } else {
            target.putByte(0);
            target.putInt((end - begin) * type.width());
            writeFixed(target, type.width(), column, from, begin, end);
        }
        target.setInt(start, target.length() - start);
    }

    private void writeVariable(BlockBuffer target, int column, BoundRow[] from, int begin, int end) {
        target.putByte(1);
        int total = 0;
        for (int row = begin; row < end; row++) {
            byte[] text = from[row].bytes(column);
            int length = text == null ? 0 : text.length;
            target.putInt(length);
            total += length;
        }
        // The gateway refuses empty text without any bytes (0x216), so one unused byte is sent.
        target.putInt(Math.max(total, 1));
        for (int row = begin; row < end; row++) {
            byte[] text = from[row].bytes(column);
            if (text != null) {
                target.putBytes(text);
            }
        }
        target.putZeros(total == 0 ? 1 : 0);
    }

    private void writeFixed(BlockBuffer target, int width, int column, BoundRow[] from, int begin, int end) {
        for (int row = begin; row < end; row++) {
            long bits = from[row].bits(column);
            switch (width) {
                case 1 -> target.putByte((int) bits);
                case 2 -> target.putShort((int) bits);
                case 4 -> target.putInt((int) bits);
                default -> target.putLong(bits);
            }
        }
    }
}
