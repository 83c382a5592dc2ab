// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import io.tdconnect.emulator.engine.store.ChildCreation;
import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The state of a supertable and its subtables that a prepared insert of TDengine 3.3.7 remembers, and whose change it
 * refuses.
 */
final class StatementTables {
    private final Database database;
    private final SuperTable stable;
    private final int version;
    private final boolean tagged;
    private final boolean namedTwice;
    private final Map<String, Table> found = new HashMap<>();
    private final Set<String> created = new HashSet<>();
    private boolean first = true;
    private boolean used;

    /**
     * Remembers the present state of the supertable.
     *
     * @param tagged whether the statement has tags; no subtable is created without
     * @param namedTwice whether two question marks stand for the name of the subtable
     */
    StatementTables(Database database, SuperTable stable, boolean tagged, boolean namedTwice) {
        this.database = database;
        this.stable = stable;
        this.version = stable.schema().version();
        this.tagged = tagged;
        this.namedTwice = namedTwice;
    }

    /** Looks up a subtable when its rows are bound. */
    void bound(String name) throws TdengineException {
        if (!used && database.stables().get(stable.name()) != stable) {
            throw new TdengineException(0x230, "Stmt cache error");
        }
        Table table = database.tables().get(name);
        if (table == null && !tagged && first) {
            throw Failures.noTable();
        }
        if (table != null && table.stable() == stable && !created.contains(name)) {
            found.putIfAbsent(name, table);
        }
        first = false;
    }

    /** Refuses to write rows that no longer match; subtables are still created. */
    void check(List<Write> writes) throws TdengineException {
        SuperTable now = database.stables().get(stable.name());
        if (now == null || namedTwice) {
            throw Failures.noTable();
        }
        if (now != stable) {
            throw new TdengineException(0x115, "Invalid message");
        }
        for (Write write : writes) {
            check(write.table());
        }
        used = true;
        for (Write write : writes) {
            if (!database.tables().containsKey(write.table())) {
                create(write);
            }
        }
        if (stable.schema().version() != version) {
            throw new TdengineException(0x61b, "Table schema is old");
        }
    }

    private void check(String name) throws TdengineException {
        Table before = found.get(name);
        Table table = database.tables().get(name);
        boolean other = table != null && table.stable() != stable;
        if ((before != null && before.dropped()) || (other && created.contains(name))) {
            throw new TdengineException(0x618, "Table not exists");
        }
        if (other) {
            throw new TdengineException(0x115, "Invalid message");
        }
        if (table == null && !tagged) {
            // The server answers with this text.
            throw new TdengineException(0x2603, "success");
        }
    }

    private void create(Write write) {
        created.add(write.table());
        if (stable.schema().version() != version) {
            Table table = database.createChild(stable, write.table(), write.tags());
            database.changes().created(List.of(ChildCreation.of(table, stable, write.tags())));
        }
    }
}
