// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.catalog;

import io.tdconnect.emulator.engine.sql.TableName;
import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.store.Vgroup;
import io.tdconnect.emulator.engine.store.Wal;
import io.tdconnect.emulator.engine.topic.Topics;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** All databases and topics, and the lock that guards the databases with everything in them. */
public final class Catalog {
    private static final int FIRST_VGROUP = 2;
    private static final long MIN_LOG_BYTES = 1 << 20;

    /** The logs of a database take at most this fraction of the memory. */
    private static final int LOG_SHARE = 8;

    private final Release release;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Database> databases = new LinkedHashMap<>();
    private final Topics topics = new Topics();
    private int lastVgroup = FIRST_VGROUP - 1;

    public Catalog(Release release) {
        this.release = release;
    }

    public Release release() {
        return release;
    }

    public Topics topics() {
        return topics;
    }

    public List<Vgroup> newVgroups(int count) {
        long maxBytes = Math.max(MIN_LOG_BYTES, Runtime.getRuntime().maxMemory() / LOG_SHARE / count);
        List<Vgroup> vgroups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            vgroups.add(new Vgroup(++lastVgroup, new Wal(maxBytes, topics::changed)));
        }
        return List.copyOf(vgroups);
    }

    public ReadWriteLock lock() {
        return lock;
    }

    public Map<String, Database> databases() {
        return databases;
    }

    /** The named database, or that of the session. */
    public Database database(TableName table, @Nullable String current) throws TdengineException {
        return database(table.database() == null ? current : table.database());
    }

    public Database database(@Nullable String name) throws TdengineException {
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
