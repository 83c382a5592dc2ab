// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.sink.config.TextOptions.ValueFormat;
import io.tdconnect.testing.TdengineServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Another client changes tables every 50 ms while 100,000 rows are written.
 *
 * <p>Most rows go to a supertable whose rows nobody removes, every fifth to one that is dropped and created again with
 * its subtables and its database. In the end the former contains all rows except bad ones; the latter contains those
 * written after the other client has stopped.
 */
class ChangingTablesIT {
    private static final int POLLS = 13;
    private static final int POLL = 400;
    private static final int SUBTABLES = 40;
    private static final long PAUSE_MILLIS = 60;
    /** A single run may be too short for all changes. */
    private static final Set<String> ALL_CHANGES = new TreeSet<>();

    private static TdengineServer server;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
        assertThat(ALL_CHANGES)
                .as("kinds of changes that were made")
                .contains(
                        "ALTER STABLE ADD COLUMN",
                        "ALTER STABLE DROP COLUMN",
                        "ALTER STABLE ADD TAG",
                        "ALTER STABLE RENAME TAG",
                        "ALTER DATABASE KEEP 36500")
                .hasSizeGreaterThan(10);
    }

    @ParameterizedTest(name = "{0}, {1} connections, {2} tasks")
    @CsvSource({
        "statement, 1, 1",
        "statement, 2, 1",
        "statement, 4, 1",
        "statement, 2, 3",
        "sql, 1, 1",
        "sql, 2, 1",
        "sql, 4, 1",
        "sql, 2, 3",
        "line, 1, 1",
        "line, 2, 1",
        "line, 4, 1",
        "line, 2, 3"
    })
    void allRowsAreWrittenThatAreNotBad(String way, int connections, int tasks) throws Exception {
        String kept = server.createDatabase("ms");
        String dropped = server.createDatabase("ms");
        List<Writer> writers = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(tasks);
        try {
            for (int task = 0; task < tasks; task++) {
                writers.add(new Writer(way, task, kept, dropped, connections));
            }
            try (Stranger stranger = new Stranger(server, kept, way.equals("line") ? kept : dropped, way)) {
                List<Future<?>> written = new ArrayList<>();
                for (Writer writer : writers) {
                    written.add(threads.submit(writer::writeWhileTablesChange));
                }
                for (Future<?> each : written) {
                    each.get();
                }
                stranger.stop();
                ALL_CHANGES.addAll(stranger.kindsOfChanges());
            }
            writers.forEach(Writer::writeTheRest);
            for (Writer writer : writers) {
                assertThat(writer.badOffsets()).containsExactlyInAnyOrderElementsOf(writer.sentBad);
            }
            assertThat(server.count(kept + ".meters"))
                    .isEqualTo(writers.stream()
                            .mapToLong(writer -> writer.sentGood)
                            .sum());
            String last = " WHERE w >= " + POLLS * POLL;
            assertThat(server.count((way.equals("line") ? kept : dropped) + ".shed" + last))
                    .isEqualTo((long) tasks * POLL / 5);
        } finally {
            threads.shutdownNow();
            writers.forEach(Writer::close);
            server.execute("DROP DATABASE IF EXISTS " + kept);
            server.execute("DROP DATABASE IF EXISTS " + dropped);
        }
    }

    /** A task and the records for it. */
    private static final class Writer implements AutoCloseable {
        final List<Long> sentBad = new ArrayList<>();
        long sentGood;
        private final RunningSink sink;
        private final boolean lines;
        private final int task;
        private final String kept;
        private final String dropped;
        private long offset;

        Writer(String way, int task, String kept, String dropped, int connections) {
            this.task = task;
            this.kept = kept;
            this.dropped = dropped;
            lines = way.equals("line");
            String several = Integer.toString(connections);
            sink = lines
                    ? RunningSink.ofText(
                            server, kept, ValueFormat.LINE, "connections.per.task", several, "linger.ms", "20")
                    : new RunningSink(
                            server,
                            "{db}",
                            "write.method",
                            way,
                            "connections.per.task",
                            several,
                            "linger.ms",
                            "20",
                            "stable",
                            "{stable}",
                            "tags",
                            "groupid,location",
                            "auto.create.database",
                            "true");
        }

        void writeWhileTablesChange() {
            for (int poll = 0; poll < POLLS; poll++) {
                put(poll);
                sink.put();
                sleep();
            }
            sink.writeAll();
        }

        /** For records after the other client has stopped. */
        void writeTheRest() {
            put(POLLS);
            sink.writeAll();
        }

        private void put(int poll) {
            sink.put(IntStream.range(poll * POLL, (poll + 1) * POLL)
                    .mapToObj(this::value)
                    .toArray());
        }

        private Object value(int i) {
            boolean shed = i % 5 == 0;
            boolean bad = !shed && i > POLL && i % 97 == 1;
            if (bad) {
                sentBad.add(offset);
            } else if (!shed) {
                sentGood++;
            }
            offset++;
            return lines ? line(i, shed, bad) : row(i, shed, bad);
        }

        private int id(int i) {
            return task * SUBTABLES + i % SUBTABLES;
        }

        private Map<String, Object> row(int i, boolean shed, boolean bad) {
            Map<String, Object> row = map("ts", TS + i, "id", (long) id(i), "v", bad ? "none" : i + 0.5, "w", (long) i);
            row.putAll(map("db", shed ? dropped : kept, "stable", shed ? "shed" : "meters", "groupid", (long) id(i)));
            row.put("location", "x".repeat(1 + i % 50));
            row.put("note", "x".repeat(1 + i % POLL / 4));
            row.put("f" + i / 3_000, (long) i);
            return row;
        }

        private String line(int i, boolean shed, boolean bad) {
            return (shed ? "shed" : "meters") + ",groupid=" + id(i) + " v=" + (bad ? "\"none\"" : i + 0.5) + ",w=" + i
                    + "i,note=\"" + "x".repeat(1 + i % POLL / 4) + "\",f" + i / 3_000 + "=" + i + "i "
                    + (TS + i) * 1_000_000;
        }

        List<Long> badOffsets() {
            return sink.context.reported.stream()
                    .map(bad -> bad.entry().kafkaOffset())
                    .toList();
        }

        @Override
        public void close() {
            sink.close();
        }

        private static void sleep() {
            try {
                // So that the other client makes changes in between, even on a fast machine.
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
