// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

import org.jspecify.annotations.Nullable;

/** The databases of one emulated server, in memory only; thread-safe. */
public final class Engine {
    /** What the gateway answers; the driver refuses less. */
    private static final String VERSION = "3.3.6.0";

    private final Catalog catalog = new Catalog();
    private final String version;
    private final String knownUser;
    private final String knownPassword;

    /** Has no databases, and the user root with the password of a fresh server. */
    public Engine() {
        this("root", "taosdata");
    }

    /** Has no databases, and this user only. */
    public Engine(String user, String password) {
        this(user, password, VERSION);
    }

    /** The same, answering as this version. */
    public Engine(String user, String password, String version) {
        this.version = version;
        this.knownUser = user;
        this.knownPassword = password;
    }

    /** What the gateway answers to `version`. */
    public String version() {
        return version;
    }

    /**
     * Joins a group of consumers.
     *
     * @throws TdengineException 0x3e1 for an unknown topic
     */
    public Subscriber subscribe(Subscription subscription) throws TdengineException {
        return new Subscriber(catalog, subscription, catalog.topics().named(subscription.topics()));
    }

    /** Lets go of all that was written, as if it were older than the logs are kept. */
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
