// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.catalog;

import io.tdconnect.emulator.engine.select.Functions;
import io.tdconnect.emulator.engine.sql.Statement;
import io.tdconnect.emulator.engine.sql.TableName;
import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.Definition;
import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.store.Schema;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.topic.Topic;
import io.tdconnect.emulator.engine.value.Cells;
import io.tdconnect.emulator.engine.value.Column;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.Encoding;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.ResultSet;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs DESCRIBE and SHOW. */
public final class Descriptions {
    private static final List<Column> FIELDS = List.of(
            SystemTables.text("field", 64),
            SystemTables.text("type", 20),
            SystemTables.column("length", ColumnType.INT),
            SystemTables.text("note", 16),
            SystemTables.text("encode", 12),
            SystemTables.text("compress", 12),
            SystemTables.text("level", 12));

    /** Since 3.3.7, when the field may belong to another table. */
    private static final List<Column> LONG_FIELDS = Stream.concat(
                    Stream.of(SystemTables.text("field", 325)), FIELDS.stream().skip(1))
            .toList();

    private final Catalog catalog;
    private final @Nullable String current;

    public Descriptions(Catalog catalog, @Nullable String current) {
        this.catalog = catalog;
        this.current = current;
    }

    public ResultSet describe(TableName name) throws TdengineException {
        Schema schema = catalog.database(name, current).schema(name.name());
        if (schema == null) {
            throw Failures.noTable();
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        boolean newer = catalog.release().since(Release.V3_3_7);
        for (Definition column : schema.columns()) {
            Encoding encoding = Encoding.of(column.type());
            rows.add(row(
                    column,
                    column.primaryKey() ? (newer ? "COMPOSITE KEY" : "PRIMARY KEY") : "",
                    encoding.encode(),
                    encoding.compress(),
                    "medium"));
        }
        for (Definition tag : schema.tags()) {
            rows.add(row(tag, "TAG", "disabled", "disabled", "disabled"));
        }
        return new ResultSet(newer ? LONG_FIELDS : FIELDS, 0, rows);
    }

    private static String type(Definition column) {
        String name = column.type().sqlName();
        return column.type().decimal() ? name + "(" + column.length() + ", " + column.scale() + ")" : name;
    }

    private static @Nullable Object[] row(
            Definition column, String note, String encode, String compress, String level) {
        return new Object[] {
            Cells.bytes(column.name()),
            Cells.bytes(type(column)),
            column.type() == ColumnType.BLOB
                    ? column.column().wireBytes()
                    : column.column().shownLength(),
            Cells.bytes(note),
            Cells.bytes(encode),
            Cells.bytes(compress),
            Cells.bytes(level)
        };
    }

    public ResultSet show(Statement.Show show) throws TdengineException {
        String like = show.like();
        Predicate<String> wanted = name -> like == null || Functions.like(name, like);
        if (show.kind().equals("databases")) {
            List<String> names = new ArrayList<>(List.of(SystemTables.DATABASE, SystemTables.PERFORMANCE));
            names.addAll(catalog.databases().keySet());
            return names("name", 64, names, wanted);
        }
        if (show.kind().equals("cluster alive")) {
            // The driver sends it in Connection.isValid.
            Column status = SystemTables.column("status", ColumnType.INT);
            return new ResultSet(List.of(status), 0, List.<@Nullable Object[]>of(new Object[] {1}));
        }
        if (show.kind().equals("topics")) {
            return names(
                    "topic_name",
                    192,
                    catalog.topics().all().stream().map(Topic::name).toList(),
                    wanted);
        }
        if (show.kind().equals("subscriptions")) {
            return new SystemTopics(catalog.topics()).subscriptions();
        }
        if (show.kind().equals("consumers")) {
            return new SystemTopics(catalog.topics()).consumers();
        }
        Database database = catalog.database(show.database() == null ? current : show.database());
        if (show.kind().equals("stables")) {
            return names("stable_name", 192, database.stables().keySet(), wanted);
        }
        boolean all = show.kind().equals("tables");
        boolean normal = show.kind().startsWith("normal");
        List<String> names = database.tables().values().stream()
                .filter(table -> all || (table.stable() == null) == normal)
                .map(Table::name)
                .toList();
        return names("table_name", 192, names, wanted);
    }

    private static ResultSet names(String column, int length, Iterable<String> names, Predicate<String> wanted) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (String name : names) {
            if (wanted.test(name)) {
                rows.add(new Object[] {Cells.bytes(name)});
            }
        }
        return new ResultSet(List.of(SystemTables.text(column, length)), 0, rows);
    }

    public ResultSet tags(TableName name) throws TdengineException {
        Database database = catalog.database(name, current);
        return new ResultSet(
                SystemTables.TAGS, 0, SystemTables.tags(database, database.table(name.name()), tag -> true));
    }

    public ResultSet createDatabase(String name) throws TdengineException {
        String sql = SystemDatabases.createStatement(catalog.database(name));
        return new ResultSet(
                List.of(SystemTables.text("Database", 63), SystemTables.text("Create Database", 65_517)),
                0,
                List.<@Nullable Object[]>of(new Object[] {Cells.bytes(name), Cells.bytes(sql)}));
    }

    public ResultSet createTable(TableName name) throws TdengineException {
        Database database = catalog.database(name, current);
        SuperTable stable = database.stables().get(name.name());
        String sql = stable == null
                ? createStatement(database.table(name.name()))
                : "CREATE STABLE `" + stable.name() + "` (" + columns(stable.schema()) + ") TAGS ("
                        + stable.schema().tags().stream()
                                .map(tag -> "`" + tag.name() + "` " + tag.declaration())
                                .collect(Collectors.joining(", "))
                        + ")";
        return new ResultSet(
                List.of(SystemTables.text("Table", 193), SystemTables.text("Create Table", 3_145_726)),
                0,
                List.<@Nullable Object[]>of(new Object[] {Cells.bytes(name.name()), Cells.bytes(sql)}));
    }

    private String createStatement(Table table) {
        SuperTable stable = table.stable();
        if (stable == null) {
            return "CREATE TABLE `" + table.name() + "` (" + columns(table.schema()) + ")";
        }
        List<Definition> tags = stable.schema().tags();
        return "CREATE TABLE `" + table.name() + "` USING `" + stable.name() + "` ("
                + tags.stream().map(tag -> "`" + tag.name() + "`").collect(Collectors.joining(", "))
                + ") TAGS ("
                + tags.stream()
                        .map(tag -> Cells.quoted(table.tag(tag), tag.type()))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private String columns(Schema schema) {
        return schema.columns().stream().map(this::column).collect(Collectors.joining(", "));
    }

    /** Servers since 3.3.7 omit the storage options of the column. */
    private String column(Definition column) {
        String declaration = "`" + column.name() + "` " + column.declaration();
        if (catalog.release().since(Release.V3_3_7)) {
            return declaration + (column.primaryKey() ? " COMPOSITE KEY" : "");
        }
        Encoding encoding = Encoding.of(column.type());
        return declaration + " ENCODE '" + encoding.encode() + "' COMPRESS '" + encoding.compress() + "' LEVEL 'medium'"
                + (column.primaryKey() ? " PRIMARY KEY" : "");
    }
}
