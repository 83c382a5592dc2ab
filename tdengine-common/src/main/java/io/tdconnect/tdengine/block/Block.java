// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.block;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.MalformedMessageException;
import io.tdconnect.tdengine.TableMetadata;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of one table with the same columns, stored column by column.
 *
 * @param table name of the subtable or normal table; empty if the server does not send it, as for a query
 * @param precision of TIMESTAMP columns
 * @param rows number of rows
 * @param layout names and types of the columns
 * @param columns the cells; the first column is the primary timestamp in topics of tables
 */
public record Block(String table, Precision precision, int rows, BlockLayout layout, List<BlockColumn> columns) {
    /** Copies the list of columns. */
    public Block {
        columns = List.copyOf(columns);
    }

    /** A block with the layout of its columns. */
    public Block(String table, Precision precision, int rows, List<BlockColumn> columns) {
        this(
                table,
                precision,
                rows,
                new BlockLayout(columns.stream().map(BlockColumn::info).toList()),
                columns);
    }

    /**
     * The same with the digits of a table's columns where this block lacks them; columns that the table does not have
     * stay without.
     */
    public Block withDigits(TableMetadata definition) {
        List<BlockColumn> known = new ArrayList<>(columns);
        for (int i = 0; i < known.size(); i++) {
            ColumnInfo info = known.get(i).info();
            Column column = info.lacksDigits() ? definition.find(info.name()) : null;
            if (column != null && column.type() == info.type() && column.scale() >= 0) {
                known.set(i, known.get(i).withDigits(column));
            }
        }
        return new Block(table, precision, rows, known);
    }

    /**
     * Reads a block of a query's result, as {@code fetch_raw_block} gives it.
     *
     * @param bytes the message that contains it; the block keeps using this array
     * @param from where the block begins
     * @param names of the columns
     * @throws MalformedMessageException if there is no block with this number of columns
     */
    public static Block ofResult(byte[] bytes, int from, List<String> names, Precision precision)
            throws MalformedMessageException {
        return BlockDecoder.result(new Cursor(bytes, from, bytes.length), names, precision);
    }
}
