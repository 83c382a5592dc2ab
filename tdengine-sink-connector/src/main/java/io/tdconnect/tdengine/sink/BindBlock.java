// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.tdengine.ColumnType;
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
    private static final int BLOCK_HEADER = 28;
    private static final int BIND_ACTION = 9;

    private final TableLayout layout;
    private final Map<String, List<BoundRow>> tables = new LinkedHashMap<>();

    BindBlock(RowBatch batch) {
        this.layout = batch.layout();
        for (BoundRow row : batch.rows()) {
            List<BoundRow> ofTable = tables.get(row.table());
            if (ofTable == null) {
                ofTable = new ArrayList<>();
                tables.put(row.table(), ofTable);
            }
            ofTable.add(row);
        }
    }

    void writeTo(BlockBuffer target) {
        target.putZeros(16);
        target.putLong(BIND_ACTION);
        target.putShort(1);
        target.putInt(-1);
        int start = target.length();
        int tags = layout.bound.size() - layout.columns;
        target.putInt(0);
        target.putInt(tables.size());
        target.putInt(tags);
        target.putInt(layout.columns);
        // The statement of a table without supertable names it itself.
        boolean named = layout.shape.kind == RowKind.SUBTABLE;
        target.putInt(named ? BLOCK_HEADER : 0);
        target.putZeros(8);
        if (named) {
            writeNames(target);
        }
        if (tags > 0) {
            target.setInt(start + 20, target.length() - start);
            writeCells(target, layout.columns, layout.bound.size(), true);
        }
        target.setInt(start + 24, target.length() - start);
        writeCells(target, 0, layout.columns, false);
        target.setInt(start, target.length() - start);
    }

    private void writeNames(BlockBuffer target) {
        int lengths = target.length();
        target.putZeros(Short.BYTES * tables.size());
        for (String name : tables.keySet()) {
            int bytes = target.putText(name);
            target.putByte(0);
            target.setShort(lengths, bytes + 1);
            lengths += Short.BYTES;
        }
    }

    private void writeCells(BlockBuffer target, int from, int to, boolean firstRowOnly) {
        int lengths = target.length();
        target.putZeros(Integer.BYTES * tables.size());
        for (List<BoundRow> ofTable : tables.values()) {
            int begin = target.length();
            List<BoundRow> written = firstRowOnly ? ofTable.subList(0, 1) : ofTable;
            for (int column = from; column < to; column++) {
                writeColumn(target, written, column);
            }
            target.setInt(lengths, target.length() - begin);
            lengths += Integer.BYTES;
        }
    }

    private void writeColumn(BlockBuffer target, List<BoundRow> ofTable, int column) {
        ColumnType type = layout.bound.get(column).type();
        int rows = ofTable.size();
        int begin = target.length();
        target.putInt(0);
        target.putInt(type.code());
        target.putInt(rows);
        for (int row = 0; row < rows; row++) {
            target.putByte(ofTable.get(row).cell(column) == null ? 1 : 0);
        }
        if (type.isVariable()) {
            writeVariable(target, ofTable, column);
        } else {
            target.putByte(0);
            target.putInt(rows * type.width());
            for (int row = 0; row < rows; row++) {
                writeFixed(target, type, ofTable.get(row).cell(column));
            }
        }
        target.setInt(begin, target.length() - begin);
    }

    private static void writeVariable(BlockBuffer target, List<BoundRow> ofTable, int column) {
        target.putByte(1);
        int rows = ofTable.size();
        int total = 0;
        for (int row = 0; row < rows; row++) {
            Object cell = ofTable.get(row).cell(column);
            int length = cell == null ? 0 : ((byte[]) cell).length;
            target.putInt(length);
            total += length;
        }
        // The gateway refuses empty text that has no bytes at all (0x216): one byte is there, of which nothing is used.
        target.putInt(Math.max(total, 1));
        for (int row = 0; row < rows; row++) {
            Object cell = ofTable.get(row).cell(column);
            if (cell != null) {
                target.putBytes((byte[]) cell);
            }
        }
        target.putZeros(total == 0 ? 1 : 0);
    }

    private static void writeFixed(BlockBuffer target, ColumnType type, @Nullable Object cell) {
        if (cell == null) {
            target.putZeros(type.width());
            return;
        }
        if (cell instanceof Boolean bool) {
            target.putByte(bool ? 1 : 0);
            return;
        }
        Number number = (Number) cell;
        switch (type) {
            case FLOAT -> target.putInt(Float.floatToRawIntBits(number.floatValue()));
            case DOUBLE -> target.putLong(Double.doubleToRawLongBits(number.doubleValue()));
            default -> {
                switch (type.width()) {
                    case 1 -> target.putByte(number.intValue());
                    case 2 -> target.putShort(number.intValue());
                    case 4 -> target.putInt((int) number.longValue());
                    default -> target.putLong(number.longValue());
                }
            }
        }
    }
}
