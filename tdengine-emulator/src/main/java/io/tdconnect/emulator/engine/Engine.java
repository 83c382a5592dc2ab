// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine;

import io.tdconnect.emulator.engine.catalog.Catalog;
import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.topic.Subscriber;
import io.tdconnect.emulator.engine.topic.Subscription;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The databases of one emulated server, in memory only; thread-safe. */
public final class Engine {
    private final Catalog catalog;
    private final String version;
    private final String knownUser;
    private final String knownPassword;

    /** Imitates this release; has no databases, and the user root with the password of a fresh server. */
    public Engine(Release release) {
        this(release, "root", "taosdata");
    }

    /** Has no databases, and only this user. */
    public Engine(Release release, String user, String password) {
        this(release, user, password, release.gateway());
    }

    /** The same, behind a gateway that reports this version; the driver 3.7.9 refuses versions before 3.3.6.0. */
    public Engine(Release release, String user, String password, String version) {
        this.catalog = new Catalog(release);
        this.version = version;
        this.knownUser = user;
        this.knownPassword = password;
    }

    /** What the gateway answers to `version`. */
    public String version() {
        return version;
    }

    /** The release that is imitated. */
    public Release release() {
        return catalog.release();
    }

    /**
     * Joins a group of consumers.
     *
     * @throws TdengineException 0x3e1 for an unknown topic
     */
    public Subscriber subscribe(Subscription subscription) throws TdengineException {
        return new Subscriber(
                catalog.topics(),
                catalog.lock().readLock(),
                subscription,
                catalog.topics().named(subscription.topics()));
    }

    /** Removes everything written so far from the logs, as if their retention period had passed. */
    public void expireLogs() {
        catalog.lock().readLock().lock();
        try {
            for (Database database : catalog.databases().values()) {
                database.changes().vgroups().forEach(vgroup -> vgroup.wal().expire(Long.MAX_VALUE));
            }
        } finally {
            catalog.lock().readLock().unlock();
        }
    }

    /**
     * Keeps a transaction of a supertable open; meanwhile its ALTERs are refused with 0x3d3.
     *
     * @throws TdengineException 0x388 or 0x2603 if there is no such supertable
     */
    public Hold holdTransaction(String database, String stable) throws TdengineException {
        return hold(database, stable, SuperTable::beginTransaction, SuperTable::endTransaction);
    }

    /**
     * Makes the gateway check ALTERs of a supertable against its present definition, whatever others change: a column
     * that another connection has lengthened meanwhile is refused with 0x36f.
     *
     * @throws TdengineException 0x388 or 0x2603 if there is no such supertable
     */
    public Hold holdDefinition(String database, String stable) throws TdengineException {
        return hold(database, stable, held -> held.hold(held.schema().copy()), held -> held.hold(null));
    }

    private Hold hold(String database, String name, Consumer<SuperTable> begin, Consumer<SuperTable> end)
            throws TdengineException {
        catalog.lock().writeLock().lock();
        try {
            SuperTable stable = catalog.database(database).stable(name);
            begin.accept(stable);
            return () -> end(stable, end);
        } finally {
            catalog.lock().writeLock().unlock();
        }
    }

    private void end(SuperTable stable, Consumer<SuperTable> end) {
        catalog.lock().writeLock().lock();
        try {
            end.accept(stable);
        } finally {
            catalog.lock().writeLock().unlock();
        }
    }

    /**
     * Opens a session.
     *
     * @param database the session's database, or null or empty for none
     * @throws TdengineException 0x351 for an unknown user, 0x357 for a wrong password, 0x388 for an unknown database
     */
    public Session login(String user, String password, @Nullable String database) throws TdengineException {
        if (!user.equals(knownUser)) {
            throw new TdengineException(0x351, "Invalid user");
        }
        if (!password.equals(knownPassword)) {
            throw new TdengineException(0x357, "Authentication failure");
        }
        String name = database == null || database.isEmpty() ? null : database;
        if (name != null) {
            catalog.lock().readLock().lock();
            try {
                catalog.database(name);
            } finally {
                catalog.lock().readLock().unlock();
            }
        }
        return new Session(catalog, name);
    }
}
