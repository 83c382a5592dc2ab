// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine;

import io.tdconnect.emulator.engine.catalog.Catalog;
import io.tdconnect.emulator.engine.catalog.Descriptions;
import io.tdconnect.emulator.engine.catalog.SelectSources;
import io.tdconnect.emulator.engine.definition.Alteration;
import io.tdconnect.emulator.engine.definition.Definitions;
import io.tdconnect.emulator.engine.definition.StableAlteration;
import io.tdconnect.emulator.engine.definition.TopicDefinitions;
import io.tdconnect.emulator.engine.sql.Select;
import io.tdconnect.emulator.engine.sql.SqlException;
import io.tdconnect.emulator.engine.sql.SqlParser;
import io.tdconnect.emulator.engine.sql.Statement;
import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.Result;
import io.tdconnect.emulator.engine.value.ResultSet;
import io.tdconnect.emulator.engine.value.TdengineException;
import io.tdconnect.emulator.engine.write.Deletion;
import io.tdconnect.emulator.engine.write.InsertPlan;
import io.tdconnect.emulator.engine.write.Prepared;
import io.tdconnect.emulator.engine.write.PreparedInsert;
import io.tdconnect.emulator.engine.write.PreparedQuery;
import io.tdconnect.emulator.engine.write.Schemaless;
import io.tdconnect.emulator.engine.write.Write;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** The engine as one connection uses it, from one thread at a time. */
public final class Session {
    private final Catalog catalog;
    private @Nullable String database;

    Session(Catalog catalog, @Nullable String database) {
        this.catalog = catalog;
        this.database = database;
    }

    /** The database of `USE`, or null. */
    public @Nullable String database() {
        return database;
    }

    /**
     * Runs one statement.
     *
     * @throws TdengineException with the server's code and text
     */
    public Result execute(String sql) throws TdengineException {
        Statement statement = parse(sql, false).statement();
        if (statement instanceof Statement.AlterTable alter && catalog.release().since(Release.V3_3_7)) {
            new StableAlteration(catalog, database).run(alter);
            return new Result.Updated(0);
        }
        boolean reads = statement instanceof Statement.Query
                || statement instanceof Statement.Describe
                || statement instanceof Statement.Show;
        Lock lock = reads ? catalog.lock().readLock() : catalog.lock().writeLock();
        lock.lock();
        try {
            ResultSet rows = ask(statement);
            return rows == null ? new Result.Updated(change(statement)) : new Result.Rows(rows);
        } finally {
            lock.unlock();
        }
    }

    private SqlParser.Parsed parse(String sql, boolean prepared) throws TdengineException {
        try {
            return SqlParser.parse(sql, prepared, catalog.release());
        } catch (SqlException e) {
            throw Failures.of(e);
        }
    }

    private @Nullable ResultSet ask(Statement statement) throws TdengineException {
        if (statement instanceof Statement.Query query) {
            return select(query.select(), new Object[0]);
        }
        Descriptions descriptions = new Descriptions(catalog, database);
        if (statement instanceof Statement.Describe describe) {
            return descriptions.describe(describe.table());
        }
        if (statement instanceof Statement.Show show) {
            return descriptions.show(show);
        }
        if (statement instanceof Statement.ShowTags tags) {
            return descriptions.tags(tags.table());
        }
        if (statement instanceof Statement.ShowCreateTable table) {
            return descriptions.createTable(table.table());
        }
        if (statement instanceof Statement.ShowCreateDatabase create) {
            return descriptions.createDatabase(create.name());
        }
        return null;
    }

    private ResultSet select(Select select, @Nullable Object[] parameters) throws TdengineException {
        return new SelectSources(catalog, database, parameters).run(select);
    }

    private int change(Statement statement) throws TdengineException {
        if (statement instanceof Statement.Insert insert) {
            return Write.all(new InsertPlan(catalog, database).writes(insert));
        }
        if (statement instanceof Statement.Delete delete) {
            Database target = catalog.database(delete.table(), database);
            return Deletion.run(target, new SelectSources(catalog, database, new Object[0]), delete);
        }
        define(statement);
        return 0;
    }

    private void define(Statement statement) throws TdengineException {
        Definitions definitions = new Definitions(catalog, database);
        if (statement instanceof Statement.Use use) {
            catalog.database(use.name());
            database = use.name();
        } else if (statement instanceof Statement.CreateDatabase create) {
            definitions.create(create);
        } else if (statement instanceof Statement.AlterDatabase alter) {
            definitions.alter(alter);
        } else if (statement instanceof Statement.DropDatabase drop) {
            definitions.drop(drop);
        } else if (statement instanceof Statement.CreateTable create) {
            definitions.create(create);
        } else if (statement instanceof Statement.CreateChildren create) {
            definitions.create(create);
        } else if (statement instanceof Statement.DropTables drop) {
            definitions.drop(drop);
        } else if (statement instanceof Statement.CreateTopic create) {
            new TopicDefinitions(catalog, database).create(create);
        } else if (statement instanceof Statement.DropTopic drop) {
            catalog.topics().drop(drop.name(), drop.ifExists());
        } else if (statement instanceof Statement.DropConsumerGroup drop) {
            catalog.topics().dropGroup(drop.group(), drop.topic(), drop.ifExists());
        } else if (statement instanceof Statement.AlterTable alter) {
            Alteration.run(catalog.topics(), catalog.database(alter.table(), database), alter);
        }
    }

    /**
     * Prepares an insert or a query with question marks.
     *
     * @throws TdengineException with the server's code and text, 0x2603 for an unknown table
     */
    public Prepared prepare(String sql) throws TdengineException {
        SqlParser.Parsed parsed = parse(sql, true);
        if (parsed.statement() instanceof Statement.Query query) {
            return new PreparedQuery(parsed.parameters(), parameters -> locked(query.select(), parameters));
        }
        if (!(parsed.statement() instanceof Statement.Insert insert)
                || insert.clauses().size() != 1) {
            throw new TdengineException(0x2600, "stmt only support select or insert");
        }
        Lock lock = catalog.lock().readLock();
        lock.lock();
        try {
            return PreparedInsert.of(catalog, database, insert.clauses().get(0));
        } finally {
            lock.unlock();
        }
    }

    private ResultSet locked(Select select, @Nullable Object[] parameters) throws TdengineException {
        Lock lock = catalog.lock().readLock();
        lock.lock();
        try {
            return select(select, parameters);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes schemaless data into the session's database.
     *
     * @param protocol 1 line, 2 telnet, 3 JSON
     * @param precision of the times in the data: `ns`, `us`, `ms`, `s`, `m`, `h`, or empty for the protocol's default
     * @return rows written
     * @throws TdengineException with the server's code and text
     */
    public int insertLines(int protocol, String data, String precision) throws TdengineException {
        Lock lock = catalog.lock().writeLock();
        lock.lock();
        try {
            return new Schemaless(catalog.database(database)).insert(protocol, data, precision);
        } finally {
            lock.unlock();
        }
    }
}
