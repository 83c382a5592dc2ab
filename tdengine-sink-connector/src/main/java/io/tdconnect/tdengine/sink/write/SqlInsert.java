// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.sink.row.RowKind;
import io.tdconnect.tdengine.sink.row.RowShape;
import io.tdconnect.tdengine.sink.table.BoundRow;
import io.tdconnect.tdengine.sink.table.SqlLiteral;
import io.tdconnect.tdengine.sink.table.TableLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of an insert into several tables with the same columns: {@code INSERT INTO t USING s (…) TAGS (…) (…) VALUES
 * …}.
 *
 * <p>{@code USING} makes the server refuse rows of a subtable that belongs to another supertable.
 */
final class SqlInsert {
    private static final String START = "INSERT INTO";

    private final List<Column> columns;
    private final List<Column> tags;
    /** Precedes the name of a table. */
    private final String beforeTable;
    /** Follows the name of a subtable and precedes its tags; empty for tables without tags. */
    private final String beforeTags;

    private final String beforeRows;
    /** Length in UTF-8 of the text that all tables share: counting it for each table would be expensive. */
    private final int commonBytes;

    private final StringBuilder text = new StringBuilder(START);
    private String table = "";
    private int bytes;

    SqlInsert(TableLayout layout) {
        RowShape shape = layout.shape;
        columns = layout.bound.subList(0, layout.columns);
        tags = layout.bound.subList(layout.columns, layout.bound.size());
        beforeTable = ' ' + Identifiers.database(shape.database) + ".`";
        beforeTags = shape.kind == RowKind.SUBTABLE
                ? " USING " + Identifiers.table(shape.database, shape.stable) + ' ' + names(tags)
                : "";
        beforeRows = ' ' + names(columns) + " VALUES";
        commonBytes = (beforeTable + '`' + beforeTags + beforeRows).getBytes(StandardCharsets.UTF_8).length;
    }

    private static String names(List<Column> columns) {
        return columns.stream()
                .map(column -> Identifiers.column(column.name()))
                .collect(Collectors.joining(",", "(", ")"));
    }

    /**
     * Appends a row; rows of one table should follow each other.
     *
     * @param tagged the row whose tags the table gets if it does not exist
     * @param maxBytes how long the text may become in UTF-8
     * @return false if the text would become longer; then nothing is appended
     * @throws org.apache.kafka.connect.errors.DataException if a value cannot be written as SQL; then nothing is appended
     */
    boolean append(BoundRow row, BoundRow tagged, int maxBytes) {
        int start = text.length();
        boolean fits = false;
        try {
            int added = row.table().equals(table) ? 0 : appendTable(tagged);
            added += appendCells(row, 0, columns, " (");
            fits = bytes + added <= maxBytes;
            bytes += fits ? added : 0;
        } finally {
            if (!fits) {
                text.setLength(start);
            }
        }
        table = fits ? row.table() : table;
        return fits;
    }

    /** Returns the length in UTF-8 of the appended text. */
    private int appendTable(BoundRow row) {
        int added = commonBytes;
        text.append(beforeTable);
        int name = text.length();
        text.append(Identifiers.tableName(row.table()));
        added += utf8Length(name);
        text.append('`');
        if (!beforeTags.isEmpty()) {
            text.append(beforeTags);
            added += appendCells(row, columns.size(), tags, " TAGS (");
        }
        text.append(beforeRows);
        return added;
    }

    /** Returns the length in UTF-8 of the appended text. */
    private int appendCells(BoundRow row, int from, List<Column> cells, String open) {
        int start = text.length();
        text.append(open);
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            SqlLiteral.append(text, cells.get(i), row.cell(from + i));
        }
        text.append(')');
        return utf8Length(start);
    }

    private int utf8Length(int from) {
        int length = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }

    boolean isEmpty() {
        return text.length() == START.length();
    }

    String text() {
        return text.toString();
    }

    /** Starts over. */
    void clear() {
        text.setLength(START.length());
        table = "";
        bytes = 0;
    }
}
