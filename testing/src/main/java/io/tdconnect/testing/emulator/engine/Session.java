// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

import org.jspecify.annotations.Nullable;

/** One connection's view of the engine; use it from one thread at a time. */
public final class Session {
    private @Nullable String database;

    Session(@Nullable String database) {
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
        throw new TdengineException(0xffff, "not built yet: " + sql);
    }

    /**
     * Prepares an insert or a query with question marks.
     *
     * @throws TdengineException with the server's code and text, 0x2603 for an unknown table
     */
    public Prepared prepare(String sql) throws TdengineException {
        throw new TdengineException(0xffff, "not built yet: " + sql);
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
        this.database = database;
        throw new TdengineException(0xffff, "not built yet: " + protocol + precision + data);
    }
}
