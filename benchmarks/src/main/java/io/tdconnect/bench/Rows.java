// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench;

import io.tdconnect.testing.TdengineServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Checks that what was measured was written, and makes room for the next round. */
final class Rows {
    private Rows() {}

    static void requireAll(TdengineServer tdengine, String database, long expected) throws SQLException {
        try (Connection connection = DriverManager.getConnection(tdengine.jdbcUrl());
                Statement statement = connection.createStatement()) {
            try (ResultSet result = statement.executeQuery("select count(*) from " + database + ".meters")) {
                long found = result.next() ? result.getLong(1) : 0;
                if (found != expected) {
                    throw new IllegalStateException("Expected " + expected + " rows, found " + found);
                }
            }
            statement.execute("drop database " + database);
        }
    }
}
