// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.engine.DirectEngine;
import io.tdconnect.engine.DirectTask;
import io.tdconnect.engine.EngineResult;
import io.tdconnect.engine.EngineResult.Outcome;
import io.tdconnect.tdengine.sink.TdengineSinkConnector;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.TdengineServer;
import io.tdconnect.transforms.TaosxParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a cluster to TDengine without a worker: the two Kafka examples of taosX, and a broker that is away meanwhile. */
@Timeout(120)
class EngineIT {
    private static final long TIME = 1_700_000_000_000L;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** The documents of the examples, as a shell leaves them. */
    private static final String RAW = "{\"parse\":{\"ts\":{\"as\":\"timestamp(ms)\"},\"topic\":{\"as\":\"varchar\","
            + "\"alias\":\"t\"},\"partition\":{\"as\":\"int\",\"alias\":\"p\"},\"offset\":{\"as\":\"bigint\",\"alias\":\"o\"},"
            + "\"key\":{\"as\":\"binary\",\"alias\":\"k\"},\"value\":{\"as\":\"binary\",\"alias\":\"v\"}},"
            + "\"model\":[{\"name\":\"t_{t}\",\"using\":\"kafka_data\",\"tags\":[\"t\",\"p\"],\"columns\":[\"ts\",\"o\",\"k\",\"v\"]}]}";

    private static final String JSON = "{\"parse\":{\"ts\":{\"as\":\"timestamp(ms)\"},\"topic\":{\"as\":\"varchar\","
            + "\"alias\":\"t\"},\"partition\":{\"as\":\"int\",\"alias\":\"p\"},\"offset\":{\"as\":\"bigint\",\"alias\":\"o\"},"
            + "\"value\":{\"json\":[\"id::int\",\"message::binary\"]}},\"model\":[{\"name\":\"t_{t}\",\"using\":\"kafka_data\","
            + "\"tags\":[\"t\",\"p\"],\"columns\":[\"ts\",\"o\",\"id\",\"message\"]}]}";

    private static KafkaProcess kafka;
    private static TdengineServer tdengine;
    private static KafkaTopics topics;

    @TempDir
    private Path folder;

    private String database;

    @BeforeAll
    static void start() {
        // Otherwise the broker deletes records with old times.
        kafka = KafkaProcess.start(LaunchOptions.defaults().withProperty("log.retention.ms", "-1"));
        tdengine = TdengineServer.start();
        topics = kafka.topics();
        topics.create("tp1", 5);
        topics.create("tp2", 1);
        List<ProducerRecord<String, String>> records = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            // A console producer without keys writes a batch to one partition.
            records.add(new ProducerRecord<>("tp1", 3, TIME + i, null, message(i, "hello")));
            records.add(new ProducerRecord<>("tp2", 0, TIME + i, null, message(i, "aaa")));
        }
        topics.produce(records);
    }

    @AfterAll
    static void stop() {
        topics.close();
        kafka.close();
        tdengine.close();
    }

    @BeforeEach
    void createDatabase() {
        database = tdengine.createDatabase("ms");
    }

    @AfterEach
    void dropDatabase() {
        tdengine.execute("DROP DATABASE IF EXISTS " + database);
    }

    @Test
    void theFirstExampleWritesTheRawColumns() throws Exception {
        EngineResult result = run("tp1,tp2", RAW, "first");

        assertThat(result.outcome()).as("%s", result.cause()).isEqualTo(Outcome.FINISHED);
        assertThat(result.figures().read()).isEqualTo(10);
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            expected.add((i - 1) + "|null|" + message(i, "hello") + "|tp1|3|t_tp1");
            expected.add((i - 1) + "|null|" + message(i, "aaa") + "|tp2|0|t_tp2");
        }
        // Column k exists, though no record has a key.
        assertThat(rows("SELECT ts, o, k, v, t, p, tbname FROM " + database + ".kafka_data"))
                .containsExactlyInAnyOrderElementsOf(expected);

        // A second start finds nothing new, and a record with a key afterwards fits.
        topics.produce(List.of(new ProducerRecord<>("tp2", 0, TIME + 6, "key", message(6, "aaa"))));
        assertThat(run("tp1,tp2", RAW, "first").figures().read()).isEqualTo(1);
        assertThat(rows("SELECT ts, o, k FROM " + database + ".kafka_data WHERE k IS NOT NULL"))
                .containsExactly("5|key");
    }

    @Test
    void theSecondExampleReadsTheJsonOfTheValues() throws Exception {
        EngineResult result = run("tp1", JSON, "second");

        assertThat(result.outcome()).as("%s", result.cause()).isEqualTo(Outcome.FINISHED);
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            expected.add((i - 1) + "|" + i + "|hello|tp1|3");
        }
        assertThat(rows("SELECT ts, o, id, message, t, p FROM " + database + ".kafka_data"))
                .containsExactlyElementsOf(expected);
        assertThat(tdengine.query("DESCRIBE " + database + ".kafka_data").stream()
                        .map(column -> column.get(0) + " " + column.get(1))
                        .toList())
                .containsExactly("ts TIMESTAMP", "o BIGINT", "id INT", "message VARCHAR", "t VARCHAR", "p INT");
    }

    /** Nothing is lost, and a task does not take an absent broker for the end of the data. */
    @Test
    void aBrokerThatIsAwayIsNotTheEnd() throws Exception {
        topics.create("away", 1);
        topics.produce(numbers(0, 1_000));
        try (DirectEngine engine = DirectEngine.start(task("away", JSON, "away", "5s"))) {
            Awaitility.await().atMost(LIMIT).until(() -> engine.figures().written() == 1_000);
            kafka.kill();
            assertThat(engine.await(Duration.ofSeconds(6))).isFalse();
            kafka.restart();
            topics.produce(numbers(1_000, 2_000));

            EngineResult result = engine.await();

            assertThat(result.outcome()).as("%s", result.cause()).isEqualTo(Outcome.FINISHED);
            assertThat(result.figures().read()).isEqualTo(2_000);
        }
        assertThat(tdengine.count(database + ".kafka_data")).isEqualTo(2_000);
    }

    private EngineResult run(String names, String parser, String name) throws InterruptedException {
        try (DirectEngine engine = DirectEngine.start(task(names, parser, name, "1s"))) {
            return engine.await();
        }
    }

    private DirectTask task(String names, String parser, String name, String timeout) {
        Map<String, String> source = Map.of(
                "connector.class",
                KafkaSourceConnector.class.getName(),
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "topics",
                names,
                "timeout",
                timeout,
                "retry.backoff.ms",
                "100");
        Map<String, String> sink = new HashMap<>(Map.of(
                "connector.class",
                TdengineSinkConnector.class.getName(),
                "connection.url",
                "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port(),
                "connection.user",
                tdengine.user(),
                "connection.password",
                tdengine.password(),
                "database",
                database,
                "transforms",
                "parser",
                "transforms.parser.type",
                TaosxParser.Value.class.getName(),
                "transforms.parser.parser",
                parser));
        return new DirectTask(
                name, source, sink, folder.resolve(name + ".offsets"), null, 0, null, 1, Duration.ofSeconds(20));
    }

    /** The columns after the first one, in the order of the first one. */
    private static List<String> rows(String query) {
        return tdengine.query(query + " ORDER BY ts").stream()
                .map(row -> String.join(
                        "|",
                        row.stream()
                                .skip(1)
                                .map(value -> value instanceof byte[] bytes
                                        ? new String(bytes, StandardCharsets.UTF_8)
                                        : String.valueOf(value))
                                .toList()))
                .toList();
    }

    private static List<ProducerRecord<String, String>> numbers(int from, int to) {
        List<ProducerRecord<String, String>> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            records.add(new ProducerRecord<>("away", 0, TIME + i, null, message(i, "away")));
        }
        return records;
    }

    private static String message(int id, String text) {
        return "{\"id\": " + id + ", \"message\": \"" + text + "\"}";
    }
}
