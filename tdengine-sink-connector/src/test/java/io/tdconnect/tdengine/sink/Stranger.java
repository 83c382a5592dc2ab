// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.testing.TdengineServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Another client, which changes the tables {@code meters} and {@code shed} every 50 ms; failures are ignored. */
final class Stranger implements AutoCloseable {
    private static final long EVERY_MILLIS = 50;

    private final Connection connection;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<String> changes = new ArrayList<>();
    private final Set<String> made = new TreeSet<>();
    private int next;

    /** @param way how rows are written; line protocol has other tags, and no database of its own for the table that is dropped */
    Stranger(TdengineServer server, String kept, String dropped, String way) throws SQLException {
        connection = DriverManager.getConnection(server.jdbcUrl());
        String meters = "ALTER STABLE " + kept + ".meters ";
        String shed = dropped + ".shed";
        boolean lines = way.equals("line");
        String tag = lines ? "groupid" : "location";
        changes.add(meters + "ADD COLUMN s1 INT");
        changes.add(meters + "ADD TAG st VARCHAR(8)");
        changes.add(meters + "MODIFY COLUMN note " + (lines ? "VARCHAR(120)" : "VARCHAR(70)"));
        changes.add("DROP TABLE IF EXISTS " + dropped + ".d5");
        changes.add(meters + "DROP COLUMN w");
        changes.add(meters + "ADD COLUMN w DOUBLE");
        changes.add("ALTER DATABASE " + kept + " KEEP 36500");
        changes.add(meters + "MODIFY TAG st VARCHAR(16)");
        changes.add(meters + "RENAME TAG " + tag + " renamed");
        changes.add(meters + "DROP TAG renamed");
        changes.add("DROP STABLE IF EXISTS " + shed);
        changes.add(meters + "DROP COLUMN s1");
        changes.add(meters + "DROP TAG st");
        if (!lines) {
            changes.add("CREATE STABLE IF NOT EXISTS " + shed + " (ts TIMESTAMP, v FLOAT, w INT) TAGS (groupid INT)");
            changes.add("DROP DATABASE IF EXISTS " + dropped);
            changes.add("CREATE DATABASE IF NOT EXISTS " + dropped);
        }
        changes.add(meters + "DROP COLUMN w");
        changes.add(meters + "ADD COLUMN w INT");
        changes.add("ALTER DATABASE " + kept + " KEEP 30000");
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(this::change, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void change() {
        String sql = changes.get(next++ % changes.size());
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            made.add(sql.replaceAll("[a-z]+_?[0-9a-z_]*\\.", "")
                    .replaceAll("^(\\w+ \\w+).*? (ADD|DROP|MODIFY|RENAME|KEEP)( \\w+)?.*", "$1 $2$3"));
        } catch (SQLException e) {
            // A change that is not possible now is skipped.
            connectionIsStillGood();
        }
    }

    private void connectionIsStillGood() {
        try {
            if (connection.isClosed()) {
                throw new IllegalStateException("the stranger has lost its connection");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops making changes. */
    void stop() throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a change takes longer than 20 s");
        }
    }

    /** The kinds of changes that succeeded. */
    List<String> kindsOfChanges() {
        return List.copyOf(made);
    }

    @Override
    public void close() throws SQLException {
        thread.shutdownNow();
        connection.close();
    }
}
