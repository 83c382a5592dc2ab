// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.definition;

import io.tdconnect.emulator.engine.catalog.Catalog;
import io.tdconnect.emulator.engine.sql.Statement;
import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs ALTER of a supertable in the two steps of the server: the gateway checks it against the definition that it
 * knows, then a transaction executes it, one at a time for each supertable.
 */
public final class StableAlteration {
    /** Long enough that ALTERs of several connections overlap, as on a server, which takes longer. */
    private static final long TRANSACTION_NANOS = 2_000_000;

    private final Catalog catalog;
    private final @Nullable String current;

    public StableAlteration(Catalog catalog, @Nullable String current) {
        this.catalog = catalog;
        this.current = current;
    }

    /** Must be called without the lock of the catalog; takes it for each step. */
    public void run(Statement.AlterTable statement) throws TdengineException {
        Step<Boolean> checked = () -> {
            Database database = catalog.database(statement.table(), current);
            Alteration.check(database, statement);
            return database.stables().containsKey(statement.table().name());
        };
        if (!locked(catalog.lock().readLock(), checked)) {
            locked(catalog.lock().writeLock(), () -> alter(statement));
            return;
        }
        SuperTable stable = locked(catalog.lock().writeLock(), () -> begun(statement));
        LockSupport.parkNanos(TRANSACTION_NANOS);
        locked(catalog.lock().writeLock(), () -> {
            stable.endTransaction();
            return alter(statement);
        });
    }

    private SuperTable begun(Statement.AlterTable statement) throws TdengineException {
        SuperTable stable = catalog.database(statement.table(), current)
                .stable(statement.table().name());
        if (stable.inTransaction()) {
            throw new TdengineException(0x3d3, "Conflict transaction not completed");
        }
        stable.beginTransaction();
        return stable;
    }

    private Boolean alter(Statement.AlterTable statement) throws TdengineException {
        Alteration.run(catalog.topics(), catalog.database(statement.table(), current), statement);
        return true;
    }

    private interface Step<T> {
        T run() throws TdengineException;
    }

    private static <T> T locked(Lock lock, Step<T> step) throws TdengineException {
        lock.lock();
        try {
            return step.run();
        } finally {
            lock.unlock();
        }
    }
}
