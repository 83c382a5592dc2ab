// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

import io.tdconnect.testing.emulator.engine.sql.TableName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** All databases, and the lock that guards them and everything in them. */
final class Catalog {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Database> databases = new LinkedHashMap<>();

    ReadWriteLock lock() {
        return lock;
    }

    Map<String, Database> databases() {
        return databases;
    }

    /** The named database, or that of the session. */
    Database database(TableName table, @Nullable String current) throws TdengineException {
        return database(table.database() == null ? current : table.database());
    }

    Database database(@Nullable String name) throws TdengineException {
        if (name == null) {
            throw new TdengineException(0x2616, "Database not specified");
        }
        Database database = databases.get(name);
        if (database == null) {
            throw Failures.noDatabase();
        }
        return database;
    }
}
