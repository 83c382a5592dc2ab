// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.Identifiers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the tags of subtables, also of those without rows. */
public final class SubtableTags {
    private static final Column NAME = new Column("tbname", ColumnType.VARCHAR, Identifiers.MAX_TABLE);

    private SubtableTags() {}

    /** See {@link Tables#tags}. */
    public static Map<String, List<@Nullable Object>> read(
            Connection connection, String database, String stable, List<Column> tags, List<String> subtables)
            throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT TAGS tbname");
        tags.forEach(tag -> sql.append(", ").append(Identifiers.column(tag.name())));
        sql.append(" FROM ").append(Identifiers.table(database, stable)).append(" WHERE tbname IN (");
        for (int i = 0; i < subtables.size(); i++) {
            sql.append(i == 0 ? "" : ", ");
            SqlLiteral.append(sql, NAME, subtables.get(i).getBytes(StandardCharsets.UTF_8));
        }
        Map<String, List<@Nullable Object>> found = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.append(')').toString())) {
            while (rows.next()) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = 0; i < tags.size(); i++) {
                    Object value = rows.getObject(i + 2);
                    values.add(value instanceof Timestamp time ? time.toInstant() : value);
                }
                found.put(rows.getString(1), values);
            }
        }
        return found;
    }
}
