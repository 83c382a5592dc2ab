// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.PluginZip;
import io.tdconnect.testing.TdengineServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The packaged plugin on a worker process that is killed while rows are written. Transactions time out soon here, since a worker
 * that starts waits for those that were left open.
 */
@Timeout(600)
class WorkerCrashIT {
    private static final int ROWS_PER_INSERT = 500;
    private static final int MOST_ROWS = 400_000;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static Source source;
    private static KafkaProcess kafka;
    private static ConnectProcess worker;

    @BeforeAll
    static void start() throws Exception {
        source = new Source(TdengineServer.start());
        Path plugins = Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"))), "plugins");
        PluginZip.unpack(Path.of(System.getProperty("tdconnect.root")), "tdengine-source-connector", plugins);
        kafka = KafkaProcess.start(LaunchOptions.defaults()
                .withProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"));
        worker = ConnectProcess.start(
                kafka.bootstrapServers(),
                List.of(plugins.toAbsolutePath()),
                LaunchOptions.defaults()
                        .withProperty("exactly.once.source.support", "enabled")
                        .withProperty("producer.transaction.timeout.ms", "10000")
                        .withProperty("session.timeout.ms", "6000")
                        .withProperty("heartbeat.interval.ms", "2000"));
    }

    @AfterAll
    static void stop() {
        if (worker != null) {
            worker.close();
        }
        if (kafka != null) {
            kafka.close();
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
        try (KafkaTopics topics = kafka.topics()) {
            topics.create("crash", 1);
        }
        AtomicBoolean enough = new AtomicBoolean();
        int[] written = {0};
        Thread writer = new Thread(() -> {
            while (!enough.get() && written[0] < MOST_ROWS) {
                written[0] = insert(database, written[0]);
            }
        });
        writer.start();
        worker.rest().putConnector("crash", config(database));
        for (int crash = 1; crash <= 2; crash++) {
            int before = committed(Integer.MAX_VALUE).size();
            Awaitility.await().atMost(LIMIT).until(() -> committed(before + 1).size() > before);
            worker.kill();
            worker.restart();
        }
        int afterCrashes = committed(Integer.MAX_VALUE).size();
        Awaitility.await().atMost(LIMIT).until(() -> committed(afterCrashes + 1).size() > afterCrashes);
        enough.set(true);
        writer.join();
        Awaitility.await().atMost(LIMIT).until(() -> committed(written[0]).size() >= written[0]);

        List<String> values = committed(Integer.MAX_VALUE);

        assertThat(new HashSet<>(values)).as("different rows").hasSize(written[0]);
        assertThat(values).as("rows").hasSize(written[0]);
        worker.rest().deleteConnector("crash");
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

    /** The values that a reader of committed records sees, up to about {@code most}. */
    private static List<String> committed(int most) {
        List<String> values = new ArrayList<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("crash", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            // In this mode it is the end of the last finished transaction.
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (values.size() < most && consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
