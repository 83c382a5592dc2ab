// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import io.tdconnect.emulator.engine.catalog.Catalog;
import io.tdconnect.emulator.engine.sql.Literal;
import io.tdconnect.emulator.engine.sql.Statement;
import io.tdconnect.emulator.engine.sql.TableName;
import io.tdconnect.emulator.engine.store.Batch;
import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.Definition;
import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.store.Schema;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.store.TextValues;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.Result;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** An insert with question marks. */
public final class PreparedInsert implements Prepared {
    private static final int TABLE_NAME_BYTES = 271;

    private final Catalog catalog;
    private final Database database;
    private final Schema schema;
    private final Target target;
    private final List<Field> fields = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private final BoundNames names;
    private @Nullable StatementTables tables;

    private PreparedInsert(Catalog catalog, Database database, Schema schema, Target target) {
        this.catalog = catalog;
        this.database = database;
        this.schema = schema;
        this.names = new BoundNames(catalog.release());
        this.target = target;
    }

    /**
     * The target of an insert.
     *
     * @param stable of tables that are created; null if tables must exist
     * @param table the table, or null if it is bound
     * @param tags in the order they are bound
     * @param fixedTags tags with a value in the statement
     * @param columns in the order they are bound
     */
    private record Target(
            @Nullable SuperTable stable,
            @Nullable String table,
            List<Definition> tags,
            Map<Definition, @Nullable Object> fixedTags,
            List<Definition> columns) {}

    public static PreparedInsert of(Catalog catalog, @Nullable String current, Statement.Clause clause)
            throws TdengineException {
        Database database = catalog.database(clause.table(), current);
        requireParameters(clause.rows());
        boolean bound = clause.table().equals(TableName.PARAMETER);
        String table = bound ? null : clause.table().name();
        Statement.Using using = clause.using();
        if (using != null) {
            return using(catalog, database, clause, using);
        }
        SuperTable stable = table == null ? null : database.stables().get(table);
        if (stable != null) {
            return intoStable(catalog, database, stable, clause);
        }
        if (table == null) {
            throw new TdengineException(0x22b, "Stmt table name not set");
        }
        Table existing = database.tables().get(table);
        if (existing == null) {
            throw noTable(catalog.release());
        }
        Schema schema = existing.schema();
        List<Definition> columns = InsertPlan.columns(clause.columns(), schema);
        InsertPlan.requireKeys(columns, schema);
        InsertPlan.requireCount(clause.rows().get(0), columns.size());
        PreparedInsert insert =
                new PreparedInsert(catalog, database, schema, new Target(null, table, List.of(), Map.of(), columns));
        insert.addFields(columns, Field.Kind.COLUMN);
        return insert;
    }

    private static TdengineException noTable(Release release) {
        return release.since(Release.V3_3_7)
                ? new TdengineException(0x22b, "Table does not exist")
                : Failures.noTable();
    }

    private static void requireParameters(List<Statement.Row> rows) throws TdengineException {
        if (rows.size() != 1
                || rows.get(0).values().stream().anyMatch(value -> value.kind() != Literal.Kind.PARAMETER)) {
            throw new TdengineException(0x200, "no mix usage for ? and values");
        }
    }

    private static PreparedInsert using(
            Catalog catalog, Database database, Statement.Clause clause, Statement.Using using)
            throws TdengineException {
        SuperTable stable = database.stables().get(using.stable().name());
        if (stable == null) {
            throw noTable(catalog.release());
        }
        TextValues values = database.values();
        List<String> names = using.names();
        List<Definition> tags = new ArrayList<>();
        Map<Definition, @Nullable Object> fixed = new LinkedHashMap<>();
        for (int i = 0; i < using.values().size(); i++) {
            List<Definition> all = stable.schema().tags();
            Definition tag = names == null
                    ? (i < all.size() ? all.get(i) : null)
                    : stable.schema().tag(names.get(i));
            if (tag == null) {
                throw names == null ? Failures.tagCount() : Failures.noColumn(names.get(i));
            }
            if (using.values().get(i).kind() == Literal.Kind.PARAMETER) {
                tags.add(tag);
            } else {
                fixed.put(tag, values.cell(using.values().get(i), tag));
            }
        }
        List<Definition> columns = InsertPlan.columns(clause.columns(), stable.schema());
        InsertPlan.requireKeys(columns, stable.schema());
        InsertPlan.requireCount(clause.rows().get(0), columns.size());
        boolean bound = clause.table().equals(TableName.PARAMETER);
        Target target = new Target(stable, bound ? null : clause.table().name(), tags, fixed, columns);
        PreparedInsert insert = new PreparedInsert(catalog, database, stable.schema(), target);
        if (bound) {
            insert.addTableField();
        }
        insert.addFields(tags, Field.Kind.TAG);
        insert.addFields(columns, Field.Kind.COLUMN);
        insert.remember(stable);
        return insert;
    }

    private static PreparedInsert intoStable(
            Catalog catalog, Database database, SuperTable stable, Statement.Clause clause) throws TdengineException {
        List<Definition> tags = new ArrayList<>();
        List<Definition> columns = new ArrayList<>();
        PreparedInsert insert = new PreparedInsert(
                catalog, database, stable.schema(), new Target(stable, null, tags, Map.of(), columns));
        List<String> names = clause.columns();
        if (names == null || names.stream().noneMatch(InsertPlan::namesTable)) {
            throw new TdengineException(0x200, "tbname column should not be null");
        }
        for (String name : names) {
            Definition column = stable.schema().column(name);
            Definition tag = stable.schema().tag(name);
            if (InsertPlan.namesTable(name)) {
                insert.addTableField();
            } else if (column != null) {
                columns.add(column);
                insert.addFields(List.of(column), Field.Kind.COLUMN);
            } else if (tag != null) {
                tags.add(tag);
                insert.addFields(List.of(tag), Field.Kind.TAG);
            } else {
                throw Failures.noColumn(name);
            }
        }
        InsertPlan.requireKeys(columns, stable.schema());
        insert.remember(stable);
        return insert;
    }

    private void remember(SuperTable stable) {
        if (catalog.release().since(Release.V3_3_7)) {
            boolean tagged = !target.tags().isEmpty() || !target.fixedTags().isEmpty();
            long names = fields.stream()
                    .filter(field -> field.kind() == Field.Kind.TABLE)
                    .count();
            tables = new StatementTables(database, stable, tagged, names > 1);
        }
    }

    private void addTableField() {
        fields.add(new Field("tbname", ColumnType.VARCHAR, 0, TABLE_NAME_BYTES, Field.Kind.TABLE));
    }

    private void addFields(List<Definition> definitions, Field.Kind kind) {
        for (Definition definition : definitions) {
            ColumnType type = definition.type();
            int precision = type == ColumnType.TIMESTAMP ? database.options().precision() : 0;
            fields.add(new Field(definition.name(), type, precision, type.wireBytes(definition.length()), kind));
        }
    }

    @Override
    public boolean insert() {
        return true;
    }

    @Override
    public List<Field> fields() {
        return List.copyOf(fields);
    }

    @Override
    public int parameters() {
        return fields.size();
    }

    @Override
    public void bind(@Nullable String table, @Nullable Object @Nullable [] tags, List<@Nullable Object[]> columns)
            throws TdengineException {
        String name = table == null ? target.table() : names.taken(table);
        if (name == null) {
            throw new TdengineException(0x22b, "Stmt table name not set");
        }
        if (tables != null) {
            lookUp(tables, name);
        }
        List<Definition> definitions = target.columns();
        Map<Definition, @Nullable Object> tagCells = tags(tags);
        PreparedCells.check(database.release(), definitions, columns);
        List<@Nullable Object[]> cells = PreparedCells.scaled(definitions, columns);
        writes.add(new Write(
                database, target.stable(), name, tagCells, new Batch(definitions, cells, cells.get(0).length)));
    }

    private void lookUp(StatementTables known, String name) throws TdengineException {
        Lock lock = catalog.lock().readLock();
        lock.lock();
        try {
            requireDatabase();
            known.bound(name);
        } finally {
            lock.unlock();
        }
    }

    private void requireDatabase() throws TdengineException {
        if (catalog.databases().get(database.name()) != database) {
            throw Failures.noDatabase();
        }
    }

    private Map<Definition, @Nullable Object> tags(@Nullable Object @Nullable [] values) throws TdengineException {
        if (values == null || values.length == 0) {
            return target.fixedTags();
        }
        Map<Definition, @Nullable Object> cells = new LinkedHashMap<>(target.fixedTags());
        for (int i = 0; i < target.tags().size(); i++) {
            cells.put(
                    target.tags().get(i),
                    PreparedCells.tag(values[i], target.tags().get(i)));
        }
        return cells;
    }

    @Override
    public int execute() throws TdengineException {
        List<Write> bound = List.copyOf(writes);
        writes.clear();
        Lock lock = catalog.lock().writeLock();
        lock.lock();
        try {
            requireDatabase();
            if (tables != null) {
                tables.check(bound);
            }
            return lost(bound)
                    ? bound.stream().mapToInt(write -> write.batch().rows()).sum()
                    : Write.all(bound);
        } catch (TdengineException e) {
            // The server answers these codes with the wrong text here.
            boolean wordless = !catalog.release().since(Release.V3_3_7) && (e.code() == 0x60b || e.code() == 0x61d);
            throw wordless ? new TdengineException(e.code(), "success") : e;
        } finally {
            lock.unlock();
        }
    }

    /** TDengine 3.3.7 accepts and loses rows for a normal table that was dropped meanwhile. */
    private boolean lost(List<Write> bound) {
        if (target.stable() != null || !catalog.release().since(Release.V3_3_7)) {
            return false;
        }
        return bound.stream().anyMatch(write -> database.schema(write.table()) != schema);
    }

    @Override
    public Result query(@Nullable Object[] parameters) throws TdengineException {
        throw new TdengineException(0x22b, "Stmt API usage error");
    }
}
