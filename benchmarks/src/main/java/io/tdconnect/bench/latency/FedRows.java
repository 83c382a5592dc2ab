// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.latency;

import io.tdconnect.bench.flow.Flow;
import io.tdconnect.testing.TdengineServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Feeds rows at a rate, and reads them back all the time to see when each of them is there. */
final class FedRows {
    private static final long QUIET_NANOS = 20_000_000_000L;
    private static final long PAUSE_MILLIS = 1;
    private static final int BEATS_A_SECOND = 200;

    private final Flow flow;
    private final int first;
    private final int rate;
    private final int warmUp;
    private final long[] sent;
    private final long[] sentMillis;
    private final long[] latency;
    private int missing;
    private int firstMissing;

    /**
     * @param first number of the first row
     * @param rate rows a second
     * @param warmUp seconds that are not counted, before those that are
     */
    FedRows(Flow flow, int first, int rate, int warmUp, int seconds) {
        this.flow = flow;
        this.first = first;
        this.rate = rate;
        this.warmUp = warmUp * rate;
        int rows = (warmUp + seconds) * rate;
        sent = new long[rows];
        sentMillis = new long[rows];
        latency = new long[rows];
        missing = rows;
    }

    int rows() {
        return sent.length;
    }

    /** Returns when all rows have been read; throws if no more come. */
    Latencies run(TdengineServer tdengine, String table, boolean ownTimes) throws Exception {
        CompletableFuture<@Nullable Void> feeding = new CompletableFuture<>();
        Thread feeder = new Thread(() -> feed(feeding), "latency-feed");
        feeder.start();
        try (Connection connection = DriverManager.getConnection(tdengine.jdbcUrl());
                Statement statement = connection.createStatement()) {
            long moved = System.nanoTime();
            while (missing > 0) {
                int before = missing;
                read(statement, table, ownTimes);
                moved = missing < before ? System.nanoTime() : moved;
                if (feeding.isCompletedExceptionally() || System.nanoTime() - moved > QUIET_NANOS) {
                    feeding.getNow(null);
                    throw new IllegalStateException(missing + " of " + rows() + " rows are missing in " + table);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        feeding.get();
        return Latencies.of(
                IntStream.range(warmUp, rows()).mapToLong(i -> latency[i]).toArray());
    }

    private void feed(CompletableFuture<@Nullable Void> done) {
        int batch = Math.max(1, rate / BEATS_A_SECOND);
        long start = System.nanoTime();
        try {
            for (int from = 0; from < rows(); from += batch) {
                long due = start + from * 1_000_000_000L / rate;
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
                }
                List<Integer> numbers = IntStream.range(from, Math.min(rows(), from + batch))
                        .boxed()
                        .toList();
                synchronized (this) {
                    for (int i : numbers) {
                        sentMillis[i] = System.currentTimeMillis();
                        sent[i] = System.nanoTime();
                    }
                }
                flow.feed(numbers.stream().map(i -> i + first).toList());
            }
            done.complete(null);
        } catch (Exception e) {
            done.completeExceptionally(e);
        }
    }

    private synchronized void read(Statement statement, String table, boolean ownTimes) {
        if (sent[firstMissing] == 0) {
            return;
        }
        long from = ownTimes
                ? flow.earliest(first + firstMissing, sentMillis[firstMissing])
                : Flow.time(first + firstMissing);
        try (ResultSet found = statement.executeQuery("SELECT n FROM " + table + " WHERE ts >= " + from * 1_000_000)) {
            while (found.next()) {
                arrived(found.getInt(1) - first);
            }
        } catch (SQLException e) {
            // The table does not exist at first.
            return;
        }
        while (firstMissing < rows() - 1 && latency[firstMissing] > 0) {
            firstMissing++;
        }
    }

    private void arrived(int index) {
        if (index >= 0 && index < rows() && latency[index] == 0) {
            latency[index] = System.nanoTime() - sent[index];
            missing--;
        }
    }
}
