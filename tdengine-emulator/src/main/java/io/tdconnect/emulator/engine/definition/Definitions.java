// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.definition;

import io.tdconnect.emulator.engine.catalog.Catalog;
import io.tdconnect.emulator.engine.sql.ColumnSpec;
import io.tdconnect.emulator.engine.sql.Statement;
import io.tdconnect.emulator.engine.store.ChangeLog;
import io.tdconnect.emulator.engine.store.ChildCreation;
import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.DatabaseOptions;
import io.tdconnect.emulator.engine.store.Definition;
import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.store.Schema;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.store.TextValues;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.TdengineException;
import io.tdconnect.emulator.engine.write.InsertPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs CREATE and DROP. */
public final class Definitions {
    private final Catalog catalog;
    private final @Nullable String current;

    public Definitions(Catalog catalog, @Nullable String current) {
        this.catalog = catalog;
        this.current = current;
    }

    public void create(Statement.CreateDatabase statement) throws TdengineException {
        DatabaseOptions options = new DatabaseOptions(statement.options());
        if (catalog.databases().containsKey(statement.name())) {
            if (!statement.ifNotExists()) {
                throw new TdengineException(0x381, "Database already exists");
            }
            return;
        }
        Database database =
                new Database(statement.name(), options, catalog.newVgroups(options.vgroups()), catalog.release());
        catalog.databases().put(statement.name(), database);
    }

    public void alter(Statement.AlterDatabase statement) throws TdengineException {
        Database database = catalog.database(statement.name());
        if (List.of("0").equals(statement.options().get("wal_retention_period"))
                && catalog.topics().used(database)) {
            throw Failures.noLog();
        }
        database.options().alter(statement.options());
    }

    public void drop(Statement.DropDatabase statement) throws TdengineException {
        Database database = catalog.databases().get(statement.name());
        if (database == null && !statement.ifExists()) {
            throw Failures.noDatabase();
        }
        if (database != null) {
            catalog.topics().requireUnused(database);
            catalog.databases().remove(statement.name());
        }
    }

    public void create(Statement.CreateTable statement) throws TdengineException {
        Database database = catalog.database(statement.table(), current);
        String name = statement.table().name();
        check(statement.columns(), statement.tags());
        if (database.stables().containsKey(name) || database.tables().containsKey(name)) {
            if (statement.ifNotExists()) {
                return;
            }
            boolean bothStable =
                    database.stables().containsKey(name) && !statement.tags().isEmpty();
            throw bothStable ? new TdengineException(0x360, "STable already exists") : Failures.tableExists();
        }
        Schema schema = new Schema(statement.columns(), statement.tags());
        if (statement.tags().isEmpty()) {
            Table table = new Table(name, null, schema, database.changes().vgroup(name));
            database.tables().put(name, table);
            database.changes().created(table);
        } else {
            SuperTable stable = new SuperTable(name, schema);
            database.stables().put(name, stable);
            database.changes().created(stable);
        }
    }

    private static void check(List<ColumnSpec> columns, List<ColumnSpec> tags) throws TdengineException {
        Set<String> names = new HashSet<>();
        for (List<ColumnSpec> list : List.of(columns, tags)) {
            for (ColumnSpec column : list) {
                if (!names.add(column.name())) {
                    throw Failures.duplicateColumn();
                }
            }
        }
        if (columns.get(0).type() != ColumnType.TIMESTAMP) {
            throw new TdengineException(0x2641, "First column must be timestamp");
        }
        if (columns.size() < 2) {
            throw new TdengineException(0x263f, "Illegal number of columns");
        }
        Limits.check(columns, tags);
        NewTypes.check(columns, tags);
        if (columns.stream().anyMatch(column -> column.type() == ColumnType.JSON)) {
            throw new TdengineException(0x2652, "Only tag can be json type");
        }
        if (tags.size() > 1 && tags.stream().anyMatch(tag -> tag.type() == ColumnType.JSON)) {
            throw new TdengineException(0x2633, "Only one tag if there is a json tag");
        }
    }

    /** Creates all of them, or none if one is refused. */
    public void create(Statement.CreateChildren statement) throws TdengineException {
        List<NewChild> children = new ArrayList<>();
        for (Statement.Child child : statement.children()) {
            Database database = catalog.database(child.table(), current);
            Statement.Using using = child.using();
            SuperTable stable = catalog.database(using.stable(), current)
                    .stable(using.stable().name());
            TextValues values = database.values();
            Map<Definition, @Nullable Object> tags = InsertPlan.tags(using, stable, values, false);
            NewChild created = new NewChild(database, stable, child.table().name(), tags);
            if (database.tables().containsKey(created.name) && !child.ifNotExists()) {
                database.changes().created(List.of(created.create()));
                throw Failures.tableExists();
            }
            children.add(created);
        }
        Map<ChangeLog, List<ChildCreation>> created = new LinkedHashMap<>();
        for (NewChild child : children) {
            created.computeIfAbsent(child.database.changes(), log -> new ArrayList<>())
                    .add(child.create());
        }
        created.forEach(ChangeLog::created);
    }

    /**
     * A subtable that must exist afterwards; the server reports its creation to subscribers even if it existed before.
     */
    private record NewChild(Database database, SuperTable stable, String name, Map<Definition, @Nullable Object> tags) {
        ChildCreation create() {
            Table existing = database.tables().get(name);
            Table table = existing == null ? database.createChild(stable, name, tags) : existing;
            return ChildCreation.of(table, stable, tags);
        }
    }

    public void drop(Statement.DropTables statement) throws TdengineException {
        List<Runnable> removals = new ArrayList<>();
        Map<Database, List<Table>> tables = new LinkedHashMap<>();
        for (Statement.Drop drop : statement.tables()) {
            Database database = catalog.database(drop.table(), current);
            SuperTable stable = database.stables().get(drop.table().name());
            Table table = statement.stable()
                    ? null
                    : database.tables().get(drop.table().name());
            if (stable != null) {
                catalog.topics().requireUnused(stable);
                removals.add(() -> database.drop(stable));
            } else if (table != null) {
                tables.computeIfAbsent(database, d -> new ArrayList<>()).add(table);
            } else if (!drop.ifExists()) {
                throw statement.stable() ? new TdengineException(0x362, "STable not exist") : Failures.noTable();
            }
        }
        removals.forEach(Runnable::run);
        tables.forEach(Database::drop);
    }
}
