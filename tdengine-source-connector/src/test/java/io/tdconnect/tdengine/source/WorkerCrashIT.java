// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.TdengineServer;
import io.tdconnect.testing.worker.ExactlyOnceWorker;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The packaged plugin on a worker process that is killed while rows are written. Transactions have a short time-out,
 * since a starting worker waits for open ones.
 */
@Timeout(600)
class WorkerCrashIT {
    private static final int ROWS_PER_INSERT = 500;
    private static final int MOST_AHEAD = 40_000;
    private static final int HISTORY = 150_000;
    private static final Duration LIMIT = Duration.ofMinutes(9);

    private static Source source;
    private static ExactlyOnceWorker system;
    private static ConnectProcess worker;
    private static KafkaTopics topics;

    @BeforeAll
    static void start() throws Exception {
        source = new Source(TdengineServer.start());
        system = ExactlyOnceWorker.start("tdengine-source-connector");
        worker = system.worker();
        topics = system.topics();
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
        if (source != null) {
            source.close();
        }
    }

    @Test
    void everyRowArrivesOnceAfterTheWorkerWasKilledTwice() throws InterruptedException {
        String database = source.database("ms", 2);
        source.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        for (int table = 0; table < 4; table++) {
            source.execute("CREATE TABLE " + database + ".d" + table + " USING " + database + ".m TAGS (1)");
        }
        topics.create("crash", 1);
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        try (CommittedRows rows = new CommittedRows(system.kafka().bootstrapServers(), "crash")) {
            Thread writer = new Thread(() -> {
                while (!enough.get()) {
                    written.set(insert(database, written.get()));
                    // However slow the worker is, there are rows left when it is killed, and few after the end.
                    Awaitility.await()
                            .atMost(LIMIT)
                            .until(() -> enough.get() || written.get() - rows.seen() < MOST_AHEAD);
                }
            });
            writer.start();
            worker.rest().putConnector("crash", config(database));
            for (int crash = 1; crash <= 2; crash++) {
                rows.await(rows.count() + 1);
                worker.kill();
                worker.restart();
            }
            rows.await(rows.count() + 1);
            enough.set(true);
            writer.join();
            rows.await(written.get());

            List<String> values = rows.values();

            assertThat(new HashSet<>(values)).as("different rows").hasSize(written.get());
            assertThat(values).as("rows").hasSize(written.get());
        } finally {
            enough.set(true);
        }
        worker.rest().deleteConnector("crash");
    }

    /** The worker is killed while it reads the existing rows, table by table. */
    @Test
    void everyRowOfAQueryArrivesOnce() throws InterruptedException {
        String database = source.database("ms", 2);
        source.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        for (int table = 0; table < 4; table++) {
            source.execute("CREATE TABLE " + database + ".d" + table + " USING " + database + ".m TAGS (1)");
        }
        int written = 0;
        while (written < HISTORY) {
            written = insert(database, written);
        }
        topics.create("queries", 1);
        Map<String, String> config = config(database);
        config.putAll(Map.of("read.mode", "query", "batch.rows", "500", "kafka.topic", "queries"));
        config.put("offsets.storage.topic", "queries-offsets");
        worker.rest().putConnector("queries", config);
        try (CommittedRows rows = new CommittedRows(system.kafka().bootstrapServers(), "queries")) {
            rows.await(1);
            worker.kill();
            assertThat(rows.count()).as("rows before the crash").isLessThan(HISTORY);
            worker.restart();
            rows.await(HISTORY);

            List<String> values = rows.values();

            assertThat(new HashSet<>(values)).as("different rows").hasSize(HISTORY);
            assertThat(values).as("rows").hasSize(HISTORY);
        }
        worker.rest().deleteConnector("queries");
    }

    private static int insert(String database, int first) {
        StringBuilder sql =
                new StringBuilder("INSERT INTO " + database + ".d" + first / ROWS_PER_INSERT % 4 + " VALUES");
        for (int v = first; v < first + ROWS_PER_INSERT; v++) {
            sql.append(" (")
                    .append(1_700_000_000_000L + v)
                    .append(", ")
                    .append(v)
                    .append(')');
        }
        source.execute(sql.toString());
        return first + ROWS_PER_INSERT;
    }

    private static Map<String, String> config(String database) {
        Map<String, String> config = SourceRun.properties(source.server(), "database", database);
        config.remove("name");
        config.put("connector.class", "io.tdconnect.tdengine.source.TdengineSourceConnector");
        config.put("tasks.max", "1");
        config.put("exactly.once.support", "required");
        config.put("offsets.storage.topic", "crash-offsets");
        config.put("kafka.topic", "crash");
        config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        return new HashMap<>(config);
    }
}
