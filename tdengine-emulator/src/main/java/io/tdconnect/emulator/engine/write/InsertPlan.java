// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import io.tdconnect.emulator.engine.catalog.Catalog;
import io.tdconnect.emulator.engine.sql.Literal;
import io.tdconnect.emulator.engine.sql.Statement;
import io.tdconnect.emulator.engine.store.Batch;
import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.Definition;
import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.store.Schema;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.store.TextValues;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts a parsed insert to {@link Write}s. */
public final class InsertPlan {
    private static final String TABLE_COLUMN = "tbname";

    private final Catalog catalog;
    private final @Nullable String current;
    private final List<Write> writes = new ArrayList<>();

    public InsertPlan(Catalog catalog, @Nullable String current) {
        this.catalog = catalog;
        this.current = current;
    }

    public List<Write> writes(Statement.Insert insert) throws TdengineException {
        for (Statement.Clause clause : insert.clauses()) {
            clause(clause);
        }
        return writes;
    }

    private void clause(Statement.Clause clause) throws TdengineException {
        Database database = catalog.database(clause.table(), current);
        TextValues values = database.values();
        String name = clause.table().name();
        Statement.Using using = clause.using();
        if (using != null) {
            SuperTable stable = catalog.database(using.stable(), current)
                    .stable(using.stable().name());
            Map<Definition, @Nullable Object> tags = tags(using, stable, values, true);
            Batch batch = batch(clause, stable.schema(), values);
            writes.add(new Write(database, stable, name, tags, batch));
            return;
        }
        SuperTable stable = database.stables().get(name);
        if (stable != null) {
            intoStable(clause, database, stable, values);
            return;
        }
        Table table = database.table(name);
        writes.add(new Write(database, null, name, Map.of(), batch(clause, table.schema(), values)));
    }

    public static Map<Definition, @Nullable Object> tags(
            Statement.Using using, SuperTable stable, TextValues values, boolean insert) throws TdengineException {
        List<Definition> tags = new ArrayList<>();
        List<String> names = using.names();
        if (names == null) {
            tags.addAll(stable.schema().tags());
        } else {
            for (String name : names) {
                tags.add(tag(stable, name, insert));
            }
        }
        if (tags.size() != using.values().size()) {
            throw Failures.tagCount();
        }
        Map<Definition, @Nullable Object> result = new LinkedHashMap<>();
        for (int i = 0; i < tags.size(); i++) {
            result.put(tags.get(i), values.cell(using.values().get(i), tags.get(i)));
        }
        return result;
    }

    private static Definition tag(SuperTable stable, String name, boolean insert) throws TdengineException {
        Definition tag = stable.schema().tag(name);
        if (tag == null) {
            throw insert ? Failures.noColumn(name) : new TdengineException(0x260e, "Invalid tag name: " + name);
        }
        return tag;
    }

    private static Batch batch(Statement.Clause clause, Schema schema, TextValues values) throws TdengineException {
        List<Definition> columns = columns(clause.columns(), schema);
        requireKeys(columns, schema);
        return convert(clause.rows(), columns, columns, values);
    }

    /** The values of these columns; {@code all} are the columns of the statement, with null for tags and table name. */
    private static Batch convert(
            List<Statement.Row> rows,
            List<Definition> columns,
            List<? extends @Nullable Definition> all,
            TextValues values)
            throws TdengineException {
        List<@Nullable Object[]> arrays = new ArrayList<>();
        columns.forEach(column -> arrays.add(new Object[rows.size()]));
        for (int r = 0; r < rows.size(); r++) {
            Statement.Row row = rows.get(r);
            requireCount(row, all.size());
            for (int c = 0; c < columns.size(); c++) {
                Definition column = columns.get(c);
                Literal literal = row.values().get(all.indexOf(column));
                arrays.get(c)[r] = required(values.cell(literal, column), column, literal);
            }
        }
        return new Batch(columns, arrays, rows.size());
    }

    private static @Nullable Object required(@Nullable Object cell, Definition column, Literal literal)
            throws TdengineException {
        if (cell == null && column.id() == 0) {
            throw new TdengineException(
                    0x216,
                    "syntax error near '" + literal.nearText() + "' (Primary timestamp column should not be null)");
        }
        if (cell == null && column.primaryKey()) {
            throw new TdengineException(0x267b, "Primary key column should not be null");
        }
        return cell;
    }

    static void requireCount(Statement.Row row, int columns) throws TdengineException {
        if (row.values().size() > columns || row.values().isEmpty()) {
            throw new TdengineException(0x263f, "Illegal number of columns");
        }
        if (row.values().size() < columns) {
            String near = row.end().sql().substring(row.end().start());
            throw new TdengineException(0x216, "syntax error near '" + near + "' (, expected)");
        }
    }

    static void requireKeys(List<Definition> columns, Schema schema) throws TdengineException {
        if (!columns.contains(schema.time())) {
            throw new TdengineException(0x200, "Primary timestamp column should not be null");
        }
        Definition key = schema.key();
        if (key != null && !columns.contains(key)) {
            throw new TdengineException(0x200, "Primary key column should not be none");
        }
    }

    static List<Definition> columns(@Nullable List<String> names, Schema schema) throws TdengineException {
        if (names == null) {
            return List.copyOf(schema.columns());
        }
        List<Definition> columns = new ArrayList<>();
        for (String name : names) {
            Definition column = schema.column(name);
            if (column == null) {
                throw Failures.noColumn(name);
            }
            columns.add(column);
        }
        return columns;
    }

    /** INSERT INTO stable (tbname, …): every row names its table. */
    private void intoStable(Statement.Clause clause, Database database, SuperTable stable, TextValues values)
            throws TdengineException {
        List<@Nullable Definition> all = new ArrayList<>();
        List<Definition> columns = new ArrayList<>();
        for (String name : stableColumns(clause)) {
            Definition column = namesTable(name) ? null : stable.schema().column(name);
            Definition either =
                    column == null && !namesTable(name) ? stable.schema().tag(name) : column;
            if (either == null && !namesTable(name)) {
                throw Failures.noColumn(name);
            }
            all.add(either);
            if (column != null) {
                columns.add(column);
            }
        }
        requireKeys(columns, stable.schema());
        Map<String, List<Statement.Row>> tables = new LinkedHashMap<>();
        for (Statement.Row row : clause.rows()) {
            requireCount(row, all.size());
            String name = tableName(row.values().get(all.lastIndexOf(null)));
            tables.computeIfAbsent(name, n -> new ArrayList<>()).add(row);
        }
        for (Map.Entry<String, List<Statement.Row>> table : tables.entrySet()) {
            Map<Definition, @Nullable Object> tags = new LinkedHashMap<>();
            for (Definition tag : stable.schema().tags()) {
                if (all.contains(tag)) {
                    tags.put(tag, values.cell(table.getValue().get(0).values().get(all.indexOf(tag)), tag));
                }
            }
            Batch batch = convert(table.getValue(), columns, all, values);
            writes.add(new Write(database, stable, table.getKey(), tags, batch));
        }
    }

    /**
     * Whether a name means the subtable; a column of this name is never written, and the last value names the subtable.
     */
    static boolean namesTable(String name) {
        return name.equalsIgnoreCase(TABLE_COLUMN);
    }

    private static List<String> stableColumns(Statement.Clause clause) throws TdengineException {
        List<String> columns = clause.columns();
        if (columns == null) {
            String near = clause.place().sql().substring(clause.place().start());
            throw new TdengineException(
                    0x216,
                    "syntax error near '" + near.substring(0, Math.min(63, near.length()))
                            + "' ((...tbname, ts...) bounded cols is expected for supertable insertion)");
        }
        if (columns.stream().noneMatch(InsertPlan::namesTable)) {
            throw new TdengineException(0x200, "tbname column should not be null");
        }
        return columns;
    }

    private static String tableName(Literal literal) throws TdengineException {
        if (literal.kind() == Literal.Kind.NULL) {
            throw new TdengineException(0x200, "tbname can not be null value");
        }
        return checkedTableName(literal.text());
    }

    static String checkedTableName(String name) throws TdengineException {
        if (name.isEmpty()) {
            throw new TdengineException(0x200, "tbname can not be empty");
        }
        if (name.indexOf('.') >= 0) {
            throw new TdengineException(0x200, "tbname can not contain '.'");
        }
        if (name.length() > 192) {
            throw new TdengineException(0x200, "tbname is too long");
        }
        return name;
    }
}
