// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.catalog;

import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.Definition;
import io.tdconnect.emulator.engine.store.Schema;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.value.Cells;
import io.tdconnect.emulator.engine.value.Column;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tables of `information_schema`. */
final class SystemTables {
    static final String DATABASE = "information_schema";
    static final String PERFORMANCE = "performance_schema";

    private static final List<Column> TABLES = List.of(
            text("table_name", 192),
            text("db_name", 64),
            column("create_time", ColumnType.TIMESTAMP),
            column("columns", ColumnType.INT),
            text("stable_name", 192),
            column("uid", ColumnType.BIGINT),
            column("vgroup_id", ColumnType.INT),
            column("ttl", ColumnType.INT),
            text("table_comment", 1024),
            text("type", 21));
    private static final List<Column> STABLES = List.of(
            text("stable_name", 192),
            text("db_name", 64),
            column("create_time", ColumnType.TIMESTAMP),
            column("columns", ColumnType.INT),
            column("tags", ColumnType.INT),
            column("last_update", ColumnType.TIMESTAMP),
            text("table_comment", 1024),
            text("watermark", 64),
            text("max_delay", 64),
            text("rollup", 128),
            column("uid", ColumnType.BIGINT));
    private static final List<Column> COLUMNS = List.of(
            text("table_name", 192),
            text("db_name", 64),
            text("table_type", 21),
            text("col_name", 64),
            text("col_type", 32),
            column("col_length", ColumnType.INT),
            column("col_precision", ColumnType.INT),
            column("col_scale", ColumnType.INT),
            column("col_nullable", ColumnType.INT));
    static final List<Column> TAGS = List.of(
            text("table_name", 192),
            text("db_name", 64),
            text("stable_name", 192),
            text("tag_name", 64),
            text("tag_type", 32),
            text("tag_value", 16384));

    private static final List<Column> VGROUPS = List.of(column("vgroup_id", ColumnType.INT), text("db_name", 64));

    private final Catalog catalog;

    SystemTables(Catalog catalog) {
        this.catalog = catalog;
    }

    static Column text(String name, int length) {
        return new Column(name, ColumnType.VARCHAR, length);
    }

    static Column column(String name, ColumnType type) {
        return new Column(name, type, type.width());
    }

    /** The rows of a table, or null if there is no table of this name. */
    @Nullable
    ResultSet table(String name) {
        return switch (name) {
            case "ins_databases" -> result(SystemDatabases.COLUMNS, SystemDatabases.rows(catalog));
            case "ins_tables" -> result(TABLES, rows(this::tables));
            case "ins_stables" -> result(STABLES, rows(SystemTables::stables));
            case "ins_columns" -> result(COLUMNS, rows(SystemTables::columns));
            case "ins_tags" -> result(TAGS, rows(SystemTables::tags));
            case "ins_vgroups" -> result(VGROUPS, rows(SystemTables::vgroups));
            case "ins_topics" -> new SystemTopics(catalog.topics()).topics();
            case "ins_subscriptions" -> new SystemTopics(catalog.topics()).subscriptions();
            default -> null;
        };
    }

    static ResultSet result(List<Column> columns, List<@Nullable Object[]> rows) {
        return new ResultSet(columns, 0, rows);
    }

    private interface Rows {
        void add(Database database, List<@Nullable Object[]> rows);
    }

    private List<@Nullable Object[]> rows(Rows source) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        catalog.databases().values().forEach(database -> source.add(database, rows));
        return rows;
    }

    static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : Cells.bytes(text);
    }

    private void tables(Database database, List<@Nullable Object[]> rows) {
        for (Table table : database.tables().values()) {
            SuperTable stable = table.stable();
            rows.add(new @Nullable Object[] {
                bytes(table.name()),
                bytes(database.name()),
                table.created(),
                table.schema().columns().size(),
                bytes(stable == null ? null : stable.name()),
                table.uid(),
                table.vgroup().id(),
                0,
                null,
                bytes(stable == null ? "NORMAL_TABLE" : "CHILD_TABLE")
            });
        }
    }

    private static void vgroups(Database database, List<@Nullable Object[]> rows) {
        database.changes()
                .vgroups()
                .forEach(vgroup -> rows.add(new @Nullable Object[] {vgroup.id(), bytes(database.name())}));
    }

    private static void stables(Database database, List<@Nullable Object[]> rows) {
        for (SuperTable stable : database.stables().values()) {
            rows.add(new @Nullable Object[] {
                bytes(stable.name()),
                bytes(database.name()),
                stable.created(),
                stable.schema().columns().size(),
                stable.schema().tags().size(),
                stable.created(),
                null,
                bytes("5000a,5000a"),
                bytes("-1a,-1a"),
                bytes(""),
                stable.uid()
            });
        }
    }

    private static void columns(Database database, List<@Nullable Object[]> rows) {
        for (SuperTable stable : database.stables().values()) {
            columns(database, stable.name(), "SUPER_TABLE", stable.schema(), rows);
        }
        for (Table table : database.tables().values()) {
            String type = table.stable() == null ? "NORMAL_TABLE" : "CHILD_TABLE";
            columns(database, table.name(), type, table.schema(), rows);
        }
    }

    private static void columns(
            Database database, String table, String type, Schema schema, List<@Nullable Object[]> rows) {
        for (Definition column : schema.columns()) {
            boolean bare = column.type() == ColumnType.VARBINARY || column.type() == ColumnType.GEOMETRY;
            rows.add(new @Nullable Object[] {
                bytes(table),
                bytes(database.name()),
                bytes(type),
                bytes(column.name()),
                bytes(bare ? column.type().sqlName() : column.declaration()),
                column.type().wireBytes(column.length()),
                null,
                null,
                null
            });
        }
    }

    private static void tags(Database database, List<@Nullable Object[]> rows) {
        for (Table table : database.tables().values()) {
            rows.addAll(tags(database, table, tag -> true));
        }
    }

    static List<@Nullable Object[]> tags(Database database, Table table, Predicate<Definition> filter) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        SuperTable stable = table.stable();
        if (stable == null) {
            return rows;
        }
        for (Definition tag : stable.schema().tags()) {
            if (filter.test(tag)) {
                String type = tag.type() == ColumnType.JSON ? "JSON(16382)" : tag.declaration();
                rows.add(new @Nullable Object[] {
                    bytes(table.name()),
                    bytes(database.name()),
                    bytes(stable.name()),
                    bytes(tag.name()),
                    bytes(type),
                    bytes(Cells.shown(table.tag(tag), tag.type()))
                });
            }
        }
        return rows;
    }
}
