// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import io.tdconnect.common.time.Precision;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Columns and tags of a supertable or table.
 *
 * @param precision of its database
 * @param columns the first one is the primary timestamp
 * @param tags empty unless it is a supertable or a subtable
 * @param compositeKey the column that identifies a row together with the timestamp, null if the timestamp alone
 *     identifies a row
 */
public record TableMetadata(
        String database,
        String table,
        Precision precision,
        List<Column> columns,
        List<Column> tags,
        @Nullable Column compositeKey) {
    /** Copies the lists. */
    public TableMetadata {
        columns = List.copyOf(columns);
        tags = List.copyOf(tags);
    }

    /** A table whose rows are identified by the timestamp alone. */
    public TableMetadata(String database, String table, Precision precision, List<Column> columns, List<Column> tags) {
        this(database, table, precision, columns, tags, null);
    }

    /**
     * Reads the metadata of a table.
     *
     * @throws SQLException if the database or table is missing, or the server cannot be asked
     */
    public static TableMetadata read(Connection connection, String database, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        List<Column> tags = new ArrayList<>();
        Column key = null;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE " + Identifiers.table(database, table))) {
            while (rows.next()) {
                String note = String.valueOf(rows.getString(4));
                Column column = Column.described(rows.getString(1), rows.getString(2), rows.getInt(3), isKey(note));
                (note.equals("TAG") ? tags : columns).add(column);
                if (column.compositeKey()) {
                    key = column;
                }
            }
        }
        return new TableMetadata(database, table, precision(connection, database), columns, tags, key);
    }

    /** Whether this note of DESCRIBE means that a column is part of a composite key. */
    public static boolean isKey(String note) {
        // Servers before 3.3.6 write PRIMARY KEY.
        return note.equals("COMPOSITE KEY") || note.equals("PRIMARY KEY");
    }

    /**
     * The precision of a database.
     *
     * @throws SQLException if it is missing, or the server cannot be asked
     */
    public static Precision precision(Connection connection, String database) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT `precision` FROM information_schema.ins_databases WHERE name = "
                                + SqlText.literal(database))) {
            if (!rows.next()) {
                throw new SQLException("(0x388):Database not exist: " + database, null, 0x388);
            }
            return Precision.of(rows.getString(1));
        }
    }

    /** The column or tag of this name; null if the table does not have it. */
    public @Nullable Column find(String name) {
        for (Column column : columns) {
            if (column.name().equals(name)) {
                return column;
            }
        }
        for (Column tag : tags) {
            if (tag.name().equals(name)) {
                return tag;
            }
        }
        return null;
    }

    /** All columns and tags by name. */
    public Map<String, Column> byName() {
        Map<String, Column> all = new LinkedHashMap<>();
        columns.forEach(column -> all.put(column.name(), column));
        tags.forEach(tag -> all.put(tag.name(), tag));
        return all;
    }
}
