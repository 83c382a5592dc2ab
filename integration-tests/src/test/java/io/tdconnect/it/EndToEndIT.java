// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.testing.InfluxdServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(10);
    private static final String WRONG_PASSWORD = "wrong-" + UUID.randomUUID();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Queue<String> ANSWERS = new ConcurrentLinkedQueue<>();

    @AutoClose
    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
        installation.rest().onAnswer(ANSWERS::add);
        installation.rest().setLogger("io.tdconnect", "TRACE");
    }

    @Test
    void meterMessageBecomesARowOfItsSubtable() throws Exception {
        String database = startPipeline("meters");

        publish(
                "meters/1",
                "{\"ts\":1700000000123,\"id\":1,\"current\":10.77,\"voltage\":222,\"phase\":0.77,"
                        + "\"groupid\":7,\"location\":\"California.SanDiego\"}");

        awaitRows(database, 1);
        assertThat(installation.tdengine.query("SELECT tbname, ts, id, current, voltage, phase, groupid, location FROM "
                        + database + ".meters"))
                .containsExactly(List.of(
                        "d1",
                        Timestamp.from(Instant.ofEpochMilli(1700000000123L)),
                        1L,
                        10.77,
                        222L,
                        0.77,
                        7L,
                        "California.SanDiego"));
        assertThat(installation.tdengine.query("DESCRIBE " + database + ".meters").stream()
                        .filter(column -> column.contains("TAG"))
                        .map(column -> column.get(0)))
                .containsExactly("groupid", "location");
    }

    @Test
    void messageThatIsNoJsonGoesToTheDeadLetterQueueAndTheRestGoesOn() throws Exception {
        String database = startPipeline("mixed");

        publish("mixed/1", Meters.message(1), "this is not JSON", Meters.message(2), "{\"id\":", Meters.message(3));

        awaitRows(database, 3);
        List<ConsumerRecord<String, String>> dead = installation.topics.consume("mixed-dead-letters", 2, LIMIT);
        assertThat(dead).extracting(ConsumerRecord::value).containsExactly("this is not JSON", "{\"id\":");
        assertThat(dead).allSatisfy(record -> {
            assertThat(header(record, "__connect.errors.exception.message")).containsIgnoringCase("JSON");
            assertThat(header(record, "__connect.errors.connector.name")).isEqualTo("mixed-sink");
        });
    }

    @Test
    void theFirstStepsWriteTheRowOfTheirMessage() throws Exception {
        DocumentedExample page = DocumentedExample.of("getting-started.md");
        String database = installation.tdengine.createDatabase("ms");
        startExample(page, "machines", database);

        await().atMost(LIMIT).untilAsserted(() -> {
            publish("machines/press7", page.text("message"));
            assertThat(installation.tdengine.count(database + ".presses")).isEqualTo(1);
            assertThat(installation.tdengine.query(
                            "SELECT tbname, temperature, running, machine, hall FROM " + database + ".presses"))
                    .containsExactly(List.of("m_press7", 61.5, true, "press7", "B"));
        });
        List.of("machines-source", "machines-sink").forEach(installation.rest()::deleteConnector);
    }

    @Test
    void theExampleForUsersOfTaosxWritesTheRowOfItsMessage() throws Exception {
        DocumentedExample page = DocumentedExample.of("from-a-taosx-mqtt-task.md");
        String database = installation.tdengine.createDatabase("ms");
        startExample(page, "taosx", database);

        // A task is running before it has subscribed, and QoS 1 keeps only later messages.
        await().atMost(LIMIT).untilAsserted(() -> {
            publish("testtopic/1", page.text("message"));
            assertThat(installation.tdengine.count(database + ".meters")).isPositive();
        });
        assertThat(installation.tdengine.query("SELECT tbname, id, current, voltage, phase, groupid, location FROM "
                        + database + ".meters LIMIT 1"))
                .containsExactly(List.of("d1", 1, 10.77f, 222, 0.77f, 7, "California.SanDiego"));
        List.of("taosx-source", "taosx-sink").forEach(installation.rest()::deleteConnector);
    }

    @Test
    void theExampleForKafkaTasksOfTaosxWritesTheRawColumns() throws Exception {
        DocumentedExample page = DocumentedExample.of("from-a-taosx-kafka-task.md");
        String database = installation.tdengine.createDatabase("ms");
        installation.topics.create("tp1", 2);
        installation.topics.create("tp2", 1);
        String message = page.text("message").strip();
        installation.topics.produce(List.of(
                new ProducerRecord<>("tp1", 1, 1_700_000_000_001L, null, message),
                new ProducerRecord<>("tp1", 1, 1_700_000_000_002L, null, message),
                new ProducerRecord<>("tp2", 0, 1_700_000_000_003L, "key", message)));
        Map<String, String> source = page.config("source");
        source.put("bootstrap.servers", installation.kafka.bootstrapServers());
        installation.rest().putConnector("kafka-source", source);
        installation.rest().waitUntilRunning("kafka-source");
        installation.topics.consume("copy_of_tp1", 2, LIMIT);
        installation.topics.consume("copy_of_tp2", 1, LIMIT);
        Map<String, String> sink = page.config("sink");
        sink.putAll(target("kafka", database));
        // The document of the page and that of the configuration are the same.
        sink.put("transforms.parser.parser", page.text("raw-parser"));
        assertThat(JSON.readTree(page.config("sink").get("transforms.parser.parser")))
                .isEqualTo(JSON.readTree(page.text("raw-parser")));
        installation.rest().putConnector("kafka-sink", sink);

        // The table does not exist at first.
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(installation.tdengine.query(
                                "SELECT o, k, v, t, p, tbname FROM " + database + ".kafka_data ORDER BY ts"))
                        .containsExactly(
                                Arrays.asList(0L, null, message, "tp1", 1, "t_tp1"),
                                Arrays.asList(1L, null, message, "tp1", 1, "t_tp1"),
                                Arrays.asList(0L, "key", message, "tp2", 0, "t_tp2")));
        List.of("kafka-source", "kafka-sink").forEach(installation.rest()::deleteConnector);
    }

    @Test
    void theExampleForInfluxdbTasksOfTaosxWritesThePoints() throws Exception {
        assumeTrue(InfluxdServer.available(), "skipped: influxd is not installed");
        DocumentedExample page = DocumentedExample.of("from-a-taosx-influxdb-task.md");
        String database = installation.tdengine.uniqueDatabase();
        try (InfluxdServer influxd = InfluxdServer.start()) {
            influxd.createDatabase("test_bucket");
            influxd.write(
                    "test_bucket",
                    "cpu,host=a value=1i 1690000000000000000",
                    "cpu,host=b value=2i 1690000000000000001");
            Map<String, String> source = page.config("source");
            source.putAll(Map.of("url", influxd.url(), "user", influxd.user(), "password", influxd.password()));
            installation.rest().putConnector("history-source", source);
            installation.rest().waitUntilRunning("history-source");
            installation.topics.consume("influxdb.cpu", 2, LIMIT);
            Map<String, String> sink = page.config("sink");
            sink.putAll(target("history", database));
            installation.rest().putConnector("history-sink", sink);

            await().atMost(LIMIT)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(installation.tdengine.query(
                                    "SELECT tbname, `value`, `host` FROM " + database + ".cpu ORDER BY `time`"))
                            .containsExactly(List.of("cpu_host_a", 1L, "a"), List.of("cpu_host_b", 2L, "b")));
        } finally {
            List.of("history-source", "history-sink").forEach(installation.rest()::deleteConnector);
            installation.tdengine.execute("DROP DATABASE IF EXISTS " + database);
        }
    }

    @Test
    void wrongMqttPasswordIsReportedOnItsOption() {
        Map<String, String> config = new HashMap<>(installation.source("refused"));
        config.put("name", "refused");
        config.put("password", WRONG_PASSWORD);

        assertThat(problemsInTime(config)).containsOnlyKeys("password");
    }

    @Test
    void wrongTdenginePasswordIsReportedOnItsOption() {
        Map<String, String> config = new HashMap<>(installation.sink("refused", "refused"));
        config.put("name", "refused");
        config.put("connection.password", WRONG_PASSWORD);

        assertThat(problemsInTime(config)).containsOnlyKeys("connection.password");
    }

    @Test
    void serversThatDoNotAnswerAreReportedOnTheirAddress() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Map<String, String> source = new HashMap<>(installation.source("silent"));
            source.put("name", "silent");
            source.put("broker.urls", "tcp://127.0.0.1:" + silent.getLocalPort());
            assertThat(problemsInTime(source)).containsOnlyKeys("broker.urls");

            Map<String, String> sink = new HashMap<>(installation.sink("silent", "silent"));
            sink.put("name", "silent");
            sink.put("connection.url", "jdbc:TAOS-WS://127.0.0.1:" + silent.getLocalPort());
            assertThat(problemsInTime(sink)).containsOnlyKeys("connection.url");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void noSecretIsInTheLogOrInAnAnswer() throws Exception {
        startWithWrongPassword("wrong-source", "password", installation.source("wrong"));
        installation.topics.produce("wrong", null, Meters.message(1));
        startWithWrongPassword("wrong-sink", "connection.password", installation.sink("wrong", "wrong"));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(installation.worker.logs())
                        .contains("[wrong-source|task-0]", "[wrong-sink|task-0]"));
        installation.worker.stop();

        assertThat(ANSWERS).isNotEmpty();
        List<String> secrets = new ArrayList<>(List.of(WRONG_PASSWORD, installation.mosquitto.password()));
        if (installation.tdengine.isEmulator()) {
            // The password of a real server may be an ordinary word.
            secrets.add(installation.tdengine.password());
        }
        for (String secret : secrets) {
            assertThat(installation.worker.logs().contains(secret))
                    .as("a secret in " + installation.worker.logFile())
                    .isFalse();
            assertThat(ANSWERS).noneMatch(answer -> answer.contains(secret));
        }
    }

    /** With a wrong password, which a check would refuse, and therefore without a check. */
    private static void startWithWrongPassword(String name, String option, Map<String, String> config)
            throws Exception {
        Map<String, String> wrong = new HashMap<>(config);
        wrong.put("validate.connection", "false");
        wrong.put(option, Installation.secret(WRONG_PASSWORD));
        wrong.put("retry.timeout.ms", "1000");
        installation.rest().putConnector(name, wrong);
        installation.rest().waitUntilFailed(name, LIMIT);
    }

    private static Map<String, List<String>> problemsInTime(Map<String, String> config) {
        Instant start = Instant.now();
        Map<String, List<String>> problems = installation.rest().validate(config);
        assertThat(Duration.between(start, Instant.now())).isLessThanOrEqualTo(CHECK_LIMIT.plusSeconds(1));
        return problems;
    }

    /** Starts source and sink of a page on the servers of this test. */
    private static void startExample(DocumentedExample page, String name, String database) throws Exception {
        Map<String, String> source = page.config("source");
        List.of("broker.urls", "user", "password")
                .forEach(option -> source.put(option, installation.source(name).get(option)));
        source.put("kafka.topic", name);
        installation.topics.create(name, 1);
        installation.rest().putConnector(name + "-source", source);
        installation.rest().waitUntilRunning(name + "-source");
        Map<String, String> sink = page.config("sink");
        List.of("topics", "connection.url", "connection.user", "connection.password", "database")
                .forEach(option ->
                        sink.put(option, installation.sink(name, database).get(option)));
        installation.rest().putConnector(name + "-sink", sink);
        installation.rest().waitUntilRunning(name + "-sink");
    }

    /** Where the sinks of this test write. */
    private static Map<String, String> target(String name, String database) {
        Map<String, String> target = new HashMap<>();
        List.of("connection.url", "connection.user", "connection.password", "database")
                .forEach(option ->
                        target.put(option, installation.sink(name, database).get(option)));
        return target;
    }

    private static String startPipeline(String name) {
        String database = installation.tdengine.createDatabase("ms");
        installation.startSource(name);
        installation.startSink(name, database);
        return database;
    }

    private static void publish(String topic, String... messages) throws Exception {
        try (Publisher publisher = new Publisher(installation.mosquitto)) {
            for (String message : messages) {
                publisher.publish(topic, message);
            }
            publisher.flush();
        }
    }

    private static void awaitRows(String database, int count) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(installation.tdengine.count(database + ".meters"))
                        .isEqualTo(count));
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
