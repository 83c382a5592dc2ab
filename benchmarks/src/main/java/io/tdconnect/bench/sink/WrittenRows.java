// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.sink;

import io.tdconnect.testing.TdengineServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Checks that all rows were written, and deletes them before the next round. */
final class WrittenRows {
    private final TdengineServer tdengine;
    private long discarded;

    WrittenRows(TdengineServer tdengine) {
        this.tdengine = tdengine;
    }

    void requireAll(String database, long expected) throws SQLException {
        try (Connection connection = DriverManager.getConnection(tdengine.jdbcUrl());
                Statement statement = connection.createStatement()) {
            long found = tdengine.isEmulator() ? newlyDiscarded() : count(statement, database);
            if (found != expected) {
                throw new IllegalStateException("Expected " + expected + " rows, found " + found);
            }
            statement.execute("drop database " + database);
        }
    }

    private long newlyDiscarded() {
        long before = discarded;
        discarded = tdengine.discardedRows();
        return discarded - before;
    }

    private static long count(Statement statement, String database) throws SQLException {
        try (ResultSet result = statement.executeQuery("select count(*) from " + database + ".meters")) {
            return result.next() ? result.getLong(1) : 0;
        }
    }
}
