// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.latency;

import io.tdconnect.bench.flow.Flow;
import io.tdconnect.testing.TdengineServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The sink of a bare program: writes what has come meanwhile with one statement, without Kafka. */
final class BareWriter implements AutoCloseable {
    private static final int MOST = 5_000;

    private final BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
    private final Connection connection;
    private final String table;
    private final Thread writer = new Thread(this::write, "bare-writer");

    BareWriter(TdengineServer tdengine, String table) throws SQLException {
        this.table = table;
        connection = DriverManager.getConnection(tdengine.jdbcUrl());
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + " (ts TIMESTAMP, n INT)");
        }
        writer.start();
    }

    void add(int number) {
        queue.add(number);
    }

    private void write() {
        List<Integer> numbers = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            while (true) {
                numbers.add(queue.take());
                queue.drainTo(numbers, MOST);
                StringBuilder insert =
                        new StringBuilder("INSERT INTO ").append(table).append(" VALUES");
                numbers.forEach(n -> insert.append(" (")
                        .append(Flow.time(n) * 1_000_000)
                        .append(',')
                        .append(n)
                        .append(')'));
                statement.execute(insert.toString());
                numbers.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException("The bare program cannot write to " + table, e);
        }
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        writer.interrupt();
        writer.join();
        connection.close();
    }
}
