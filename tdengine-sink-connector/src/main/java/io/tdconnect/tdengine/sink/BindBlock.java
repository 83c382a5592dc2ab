// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.netty.buffer.ByteBuf;
import io.tdconnect.tdengine.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a prepared insert as the gateway's message {@code stmt2_bind}: for each subtable its name, the tags
 * of its first row, and all columns.
 *
 * <p>Layout, little-endian: 30 bytes of message header; then {@code total u32, tables u32, tags u32, columns u32, offset
 * of names u32, offset of tags u32, offset of columns u32}; name lengths u16 and names, each with a NUL; lengths u32 and
 * cells of the tags; lengths u32 and cells of the columns.
 */
final class BindBlock {
    private static final int MESSAGE_HEADER = 30;
    private static final int BLOCK_HEADER = 28;
    private static final int BIND_ACTION = 9;
    private static final int VARIABLE_GUESS = 24;

    private final TableLayout layout;
    private final int rows;
    private final Map<String, List<BoundRow>> tables = new LinkedHashMap<>();

    BindBlock(RowBatch batch) {
        this.layout = batch.layout();
        this.rows = batch.rows().size();
        for (BoundRow row : batch.rows()) {
            List<BoundRow> ofTable = tables.get(row.table());
            if (ofTable == null) {
                ofTable = new ArrayList<>();
                tables.put(row.table(), ofTable);
            }
            ofTable.add(row);
        }
    }

    /** About how many bytes it takes; the buffer grows if it is more. */
    int size() {
        int perRow = 0;
        for (int column = 0; column < layout.columns; column++) {
            int width = layout.bound.get(column).type().width();
            perRow += 1 + (width == 0 ? VARIABLE_GUESS : width);
        }
        int perTable = 64 + 40 * layout.bound.size();
        return MESSAGE_HEADER + BLOCK_HEADER + rows * perRow + tables.size() * perTable;
    }

    void writeTo(ByteBuf target) {
        target.writeZero(16);
        target.writeLongLE(BIND_ACTION);
        target.writeShortLE(1);
        target.writeIntLE(-1);
        int start = target.writerIndex();
        int tags = layout.bound.size() - layout.columns;
        target.writeIntLE(0);
        target.writeIntLE(tables.size());
        target.writeIntLE(tags);
        target.writeIntLE(layout.columns);
        // The statement of a table without supertable names it itself.
        boolean named = layout.shape.kind == RowKind.SUBTABLE;
        target.writeIntLE(named ? BLOCK_HEADER : 0);
        target.writeZero(8);
        if (named) {
            writeNames(target);
        }
        if (tags > 0) {
            target.setIntLE(start + 20, target.writerIndex() - start);
            writeCells(target, layout.columns, layout.bound.size(), true);
        }
        target.setIntLE(start + 24, target.writerIndex() - start);
        writeCells(target, 0, layout.columns, false);
        target.setIntLE(start, target.writerIndex() - start);
    }

    private void writeNames(ByteBuf target) {
        int lengths = target.writerIndex();
        target.writeZero(Short.BYTES * tables.size());
        for (String name : tables.keySet()) {
            int bytes = target.writeCharSequence(name, StandardCharsets.UTF_8);
            target.writeByte(0);
            target.setShortLE(lengths, bytes + 1);
            lengths += Short.BYTES;
        }
    }

    private void writeCells(ByteBuf target, int from, int to, boolean firstRowOnly) {
        int lengths = target.writerIndex();
        target.writeZero(Integer.BYTES * tables.size());
        for (List<BoundRow> ofTable : tables.values()) {
            int begin = target.writerIndex();
            List<BoundRow> written = firstRowOnly ? ofTable.subList(0, 1) : ofTable;
            for (int column = from; column < to; column++) {
                writeColumn(target, written, column);
            }
            target.setIntLE(lengths, target.writerIndex() - begin);
            lengths += Integer.BYTES;
        }
    }

    private void writeColumn(ByteBuf target, List<BoundRow> ofTable, int column) {
        ColumnType type = layout.bound.get(column).type();
        int begin = target.writerIndex();
        target.writeIntLE(0);
        target.writeIntLE(type.code());
        target.writeIntLE(ofTable.size());
        for (BoundRow row : ofTable) {
            target.writeByte(row.cell(column) == null ? 1 : 0);
        }
        if (type.isVariable()) {
            writeVariable(target, ofTable, column);
        } else {
            target.writeByte(0);
            target.writeIntLE(ofTable.size() * type.width());
            for (BoundRow row : ofTable) {
                writeFixed(target, type, row.cell(column));
            }
        }
        target.setIntLE(begin, target.writerIndex() - begin);
    }

    private static void writeVariable(ByteBuf target, List<BoundRow> ofTable, int column) {
        target.writeByte(1);
        int total = 0;
        for (BoundRow row : ofTable) {
            Object cell = row.cell(column);
            int length = cell == null ? 0 : ((byte[]) cell).length;
            target.writeIntLE(length);
            total += length;
        }
        // The gateway refuses empty text that has no bytes at all (0x216): one byte is there, of which nothing is used.
        target.writeIntLE(Math.max(total, 1));
        for (BoundRow row : ofTable) {
            Object cell = row.cell(column);
            if (cell != null) {
                target.writeBytes((byte[]) cell);
            }
        }
        target.writeZero(total == 0 ? 1 : 0);
    }

    private static void writeFixed(ByteBuf target, ColumnType type, @Nullable Object cell) {
        if (cell == null) {
            target.writeZero(type.width());
            return;
        }
        if (cell instanceof Boolean bool) {
            target.writeBoolean(bool);
            return;
        }
        Number number = (Number) cell;
        switch (type) {
            case FLOAT -> target.writeFloatLE(number.floatValue());
            case DOUBLE -> target.writeDoubleLE(number.doubleValue());
            default -> {
                switch (type.width()) {
                    case 1 -> target.writeByte(number.intValue());
                    case 2 -> target.writeShortLE(number.intValue());
                    case 4 -> target.writeIntLE((int) number.longValue());
                    default -> target.writeLongLE(number.longValue());
                }
            }
        }
    }
}
