// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.SqlText;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Writes cells as SQL literals; {@link CellConverter} describes cells. */
public final class SqlLiteral {
    private static final HexFormat HEX = HexFormat.of();

    private SqlLiteral() {}

    /**
     * Appends a cell.
     *
     * @throws DataException if SQL cannot express it; prepared statements can
     */
    public static void append(StringBuilder sql, Column column, @Nullable Object cell) {
        if (cell == null) {
            sql.append("NULL");
            return;
        }
        switch (column.type()) {
            case VARCHAR, NCHAR, JSON -> appendText(sql, column, new String((byte[]) cell, StandardCharsets.UTF_8));
            case VARBINARY, BLOB ->
                sql.append("'\\x").append(HEX.formatHex((byte[]) cell)).append('\'');
            case DECIMAL, DECIMAL64 -> sql.append(new String((byte[]) cell, StandardCharsets.US_ASCII));
            case GEOMETRY -> throw unsupported(column, "a geometry in binary form");
            case FLOAT, DOUBLE -> {
                if (!Double.isFinite(((Number) cell).doubleValue())) {
                    throw unsupported(column, "NaN or infinity");
                }
                sql.append(cell);
            }
            default -> sql.append(cell);
        }
    }

    private static void appendText(StringBuilder sql, Column column, String text) {
        if (!SqlText.append(sql, text)) {
            throw unsupported(column, "text with a NUL character");
        }
    }

    private static DataException unsupported(Column column, String found) {
        return new DataException("Column " + column.name() + ' ' + column.type().sql()
                + ": expected a value that SQL text can express, found " + found
                + "; prepared statements can write it");
    }
}
