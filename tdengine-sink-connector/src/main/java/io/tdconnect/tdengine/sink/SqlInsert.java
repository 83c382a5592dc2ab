// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.Identifiers;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of an insert into several tables with the same columns: {@code INSERT INTO t USING s (…) TAGS (…) (…) VALUES …}, or
 * without {@code USING} and tags for tables that exist.
 */
final class SqlInsert {
    private static final String START = "INSERT INTO";

    private final TableLayout layout;
    private final boolean creating;
    private final List<Column> columns;
    private final List<Column> tags;
    private final String tagNames;
    private final String columnNames;
    private final StringBuilder text = new StringBuilder(START);
    private String table = "";
    private int bytes;

    SqlInsert(TableLayout layout, boolean creating) {
        this.layout = layout;
        this.creating = creating;
        columns = layout.bound.subList(0, layout.columns);
        tags = layout.bound.subList(layout.columns, layout.bound.size());
        columnNames = names(columns);
        tagNames = names(tags);
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
     * @return false if it would become longer; nothing is appended then
     * @throws org.apache.kafka.connect.errors.DataException if a value cannot be written as SQL; nothing is appended then
     */
    boolean append(BoundRow row, BoundRow tagged, int maxBytes) {
        int start = text.length();
        boolean fits = false;
        try {
            if (!row.table().equals(table)) {
                appendTable(tagged);
            }
            appendCells(row, 0, columns, " (");
            int added = utf8Length(start);
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

    private void appendTable(BoundRow row) {
        RowShape shape = layout.shape;
        text.append(' ').append(Identifiers.table(shape.database, row.table()));
        if (creating && shape.kind == RowKind.SUBTABLE) {
            text.append(" USING ").append(Identifiers.table(shape.database, shape.stable));
            text.append(' ').append(tagNames);
            appendCells(row, columns.size(), tags, " TAGS (");
        }
        text.append(' ').append(columnNames).append(" VALUES");
    }

    private void appendCells(BoundRow row, int from, List<Column> cells, String open) {
        text.append(open);
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",");
            SqlLiteral.append(text, cells.get(i), row.cell(from + i));
        }
        text.append(')');
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
