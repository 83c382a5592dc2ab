// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.catalog;

import io.tdconnect.emulator.engine.select.Functions;
import io.tdconnect.emulator.engine.select.RowSource;
import io.tdconnect.emulator.engine.select.SelectRun;
import io.tdconnect.emulator.engine.sql.Expression;
import io.tdconnect.emulator.engine.sql.Select;
import io.tdconnect.emulator.engine.sql.TableName;
import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.ResultSet;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a SELECT reads, and runs it. */
public final class SelectSources {

    private final Catalog catalog;
    private final @Nullable String current;
    private final @Nullable Object[] parameters;

    public SelectSources(Catalog catalog, @Nullable String current, @Nullable Object[] parameters) {
        this.catalog = catalog;
        this.current = current;
        this.parameters = parameters;
    }

    public ResultSet run(Select select) throws TdengineException {
        return new SelectRun(select, source(select), functions(), parameters).run();
    }

    public Functions functions() {
        return new Functions(current, catalog.release());
    }

    private RowSource source(Select select) throws TdengineException {
        if (select.from() instanceof Select.From.Sub sub) {
            return new RowSource.Given(run(sub.select()));
        }
        if (select.from() instanceof Select.From.Table table) {
            return table(table.name(), select.where());
        }
        return RowSource.Given.ONE_ROW;
    }

    public RowSource table(TableName table, @Nullable Expression where) throws TdengineException {
        String databaseName = table.database() == null ? current : table.database();
        if (SystemTables.DATABASE.equals(databaseName)) {
            ResultSet rows = new SystemTables(catalog).table(table.name());
            if (rows == null) {
                throw unknown(catalog.release(), 0x2603, "Table does not exist");
            }
            return new RowSource.Given(rows);
        }
        if (SystemTables.PERFORMANCE.equals(databaseName) && table.name().equals("perf_consumers")) {
            return new RowSource.Given(new SystemTopics(catalog.topics()).consumers());
        }
        Database database = databaseName == null ? null : catalog.databases().get(databaseName);
        if (database == null) {
            throw databaseName == null
                    ? new TdengineException(0x2616, "Database not specified")
                    : unknown(catalog.release(), 0x388, "Database not exist");
        }
        return stored(database, table.name(), where);
    }

    private static TdengineException unknown(Release release, int code, String text) {
        boolean wrapped = !release.since(Release.V3_3_7);
        return new TdengineException(code, wrapped ? "Fail to get table info, error: " + text : text);
    }

    private static RowSource stored(Database database, String name, @Nullable Expression where)
            throws TdengineException {
        int precision = database.options().precision();
        SuperTable stable = database.stables().get(name);
        if (stable != null) {
            return new RowSource.Tables(children(stable, where), stable.schema(), true, precision);
        }
        Table table = database.tables().get(name);
        if (table == null) {
            throw unknown(database.release(), 0x2603, "Table does not exist");
        }
        return new RowSource.Tables(List.of(table), table.schema(), false, precision);
    }

    /** All subtables, or the one that `tbname = '…'` names. */
    private static List<Table> children(SuperTable stable, @Nullable Expression where) {
        if (where instanceof Expression.And and) {
            List<Table> left = children(stable, and.left());
            return left.size() <= 1 ? left : children(stable, and.right());
        }
        if (where instanceof Expression.Comparison comparison
                && comparison.operator().equals("=")
                && comparison.left() instanceof Expression.Name name
                && name.name().equals("tbname")
                && comparison.right() instanceof Expression.Constant constant
                && constant.value() instanceof String table) {
            Table child = stable.children().get(table);
            return child == null ? List.of() : List.of(child);
        }
        return List.copyOf(stable.children().values());
    }
}
