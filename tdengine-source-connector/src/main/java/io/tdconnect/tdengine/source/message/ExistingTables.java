// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.SqlText;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.driver.TdengineConnections;
import io.tdconnect.tdengine.tmq.ChildTable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Writes metadata events, in the form of the server, that create a database and its tables as they are now. */
public final class ExistingTables {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int TABLES_OF_EVENT = 100;
    /** Not chosen by a statement. */
    private static final Set<String> NOT_OPTIONS = Set.of("name", "create_time", "ntables", "precision", "status");

    private final TdengineConnections connections;
    private final String database;
    private final BiPredicate<String, String> selected;

    /**
     * Tables of a database.
     *
     * @param selected whether events are wanted for a table, by its supertable (empty for a normal table) and its name (empty
     *     for any table of the supertable)
     */
    public ExistingTables(TdengineConnections connections, String database, BiPredicate<String, String> selected) {
        this.connections = connections;
        this.database = database;
        this.selected = selected;
    }

    /** The events: database, supertables with their subtables, normal tables. */
    public List<String> events() throws SQLException {
        List<String> events = new ArrayList<>();
        try (Connection connection = connections.open()) {
            Precision precision = TableMetadata.precision(connection, database);
            events.add(database(connection, precision));
            for (String name :
                    names(connection, "SELECT stable_name FROM information_schema.ins_stables WHERE db_name = ")) {
                if (selected.test(name, "")) {
                    TableMetadata stable = TableMetadata.read(connection, database, name);
                    events.add(created("super", stable));
                    addSubtables(connection, stable, events);
                }
            }
            for (String name : names(
                    connection,
                    "SELECT table_name FROM information_schema.ins_tables WHERE type = 'NORMAL_TABLE' AND db_name = ")) {
                if (selected.test("", name)) {
                    events.add(created("normal", TableMetadata.read(connection, database, name)));
                }
            }
        }
        return events;
    }

    private List<String> names(Connection connection, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(connections.requestSeconds());
            try (ResultSet rows = statement.executeQuery(query + SqlText.literal(database))) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private String database(Connection connection, Precision precision) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT * FROM information_schema.ins_databases WHERE name = " + SqlText.literal(database))) {
            ResultSetMetaData columns = rows.getMetaData();
            boolean found = rows.next();
            return json(json -> {
                json.writeStringField("tableType", "database");
                json.writeStringField("precision", precision.symbol());
                json.writeObjectFieldStart("options");
                for (int i = 1; found && i <= columns.getColumnCount(); i++) {
                    String value = rows.getString(i);
                    if (value != null && !NOT_OPTIONS.contains(columns.getColumnName(i))) {
                        json.writeStringField(columns.getColumnName(i), value);
                    }
                }
                json.writeEndObject();
            });
        }
    }

    private void addSubtables(Connection connection, TableMetadata stable, List<String> events) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT TAGS tbname");
        stable.tags().forEach(tag -> sql.append(", ").append(Identifiers.column(tag.name())));
        sql.append(" FROM ").append(Identifiers.table(stable.database(), stable.table()));
        List<CreatedTables.Created> together = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(connections.requestSeconds());
            try (ResultSet rows = statement.executeQuery(sql.toString())) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    if (selected.test(stable.table(), name)) {
                        together.add(subtable(stable, name, rows));
                    }
                    if (together.size() == TABLES_OF_EVENT) {
                        events.add(CreatedTables.json(together));
                        together.clear();
                    }
                }
            }
        }
        if (!together.isEmpty()) {
            events.add(CreatedTables.json(together));
        }
    }

    private static CreatedTables.Created subtable(TableMetadata stable, String name, ResultSet rows)
            throws SQLException {
        List<Column> tags = stable.tags();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < tags.size(); i++) {
            values.add(TagValues.readTag(rows, i + 2, tags.get(i), stable.precision()));
        }
        return new CreatedTables.Created(
                new ChildTable(name, stable.table(), List.of(), tags.size()),
                new TableCatalog.TableInfo(stable.table(), tags, values));
    }

    private static String created(String kind, TableMetadata table) throws SQLException {
        return json(json -> {
            json.writeStringField("tableType", kind);
            json.writeStringField("tableName", table.table());
            definitions(json, "columns", table.columns());
            definitions(json, "tags", table.tags());
        });
    }

    private static void definitions(JsonGenerator json, String list, List<Column> columns) throws IOException {
        json.writeArrayFieldStart(list);
        for (Column column : columns) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeNumberField("type", column.type().code());
            if (column.scale() >= 0) {
                json.writeNumberField("length", column.length() << Byte.SIZE | column.scale());
            } else if (column.type().hasLength()) {
                json.writeNumberField("length", column.length());
            }
            if (column.compositeKey()) {
                json.writeBooleanField("isPrimarykey", true);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException, SQLException;
    }

    private static String json(Fields fields) throws SQLException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", "create");
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
