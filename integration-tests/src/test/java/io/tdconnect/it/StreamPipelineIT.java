// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.PipelineProcess;
import io.tdconnect.testing.PluginZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of the page about the stream pipeline with the packaged pipeline in a separate process. */
class StreamPipelineIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MESSAGES = 500;

    @TempDir
    private static Path folder;

    private static DocumentedExample page;

    @AutoClose
    private static Installation installation;

    private static Path home;

    @BeforeAll
    static void start() throws Exception {
        page = DocumentedExample.of("stream-pipeline.md");
        installation = Installation.start();
        Path zips = Files.createDirectory(folder.resolve("home"));
        PluginZip.unpack(Path.of(System.getProperty("tdconnect.root")), "stream-pipeline", zips);
        try (Stream<Path> unpacked = Files.list(zips)) {
            home = unpacked.findFirst().orElseThrow();
        }
    }

    @Test
    void everyPointOfTheArraysFromMqttIsRowInTdengine() throws Exception {
        installation.topics.create("mqtt-meters", 2);
        installation.topics.create("meter-rows", 2);
        String database = installation.tdengine.createDatabase("ms");
        startSource();
        startSink("meter-rows", database);
        String message = page.text("array message").strip();

        try (PipelineProcess pipeline = pipeline("array");
                Publisher publisher = new Publisher(installation.mosquitto)) {
            for (int i = 0; i < MESSAGES; i++) {
                publisher.publish(
                        "meters/" + i % 5,
                        message.replace("\"id\": 1", "\"id\": " + i % 5)
                                .replace("1700000000", Integer.toString(1_700_000_000 + i)));
            }
            publisher.flush();
            awaitRows(database + ".meters", MESSAGES * 2);
            pipeline.stop();
        }

        assertThat(installation.topics.count("meter-rows")).isEqualTo(MESSAGES * 2);
        assertThat(installation.tdengine.query("SELECT tbname, voltage, id, location FROM " + database
                        + ".meters WHERE tbname = 'd3' ORDER BY ts LIMIT 2"))
                .containsExactly(List.of("d3", 220.1, 3L, "hall"), List.of("d3", 221.0, 3L, "hall"));
    }

    @Test
    void everyMetricAndPhaseOfWideMessagesIsRowInTdengine() throws Exception {
        List.of("plc", "metric-rows", "phase-rows").forEach(topic -> installation.topics.create(topic, 2));
        String database = installation.tdengine.createDatabase("ms");
        startSink("metric-rows", database);
        startSink("phase-rows", database);
        String message = page.text("wide message").strip();

        try (PipelineProcess pipeline = pipeline("wide")) {
            installation.topics.produce(IntStream.range(0, MESSAGES)
                    .mapToObj(i -> new ProducerRecord<>(
                            "plc",
                            "k" + i % 7,
                            message.replace("1700000000001", Long.toString(1_700_000_000_001L + i))))
                    .toList());
            awaitRows(database + ".metrics", MESSAGES * 3);
            awaitRows(database + ".phases", MESSAGES * 3);
            assertThat(pipeline.logs()).contains("Pipeline metrics: RUNNING").contains("Pipeline phases: RUNNING");
        }

        assertThat(installation.tdengine.query(
                        "SELECT tbname, count(*) FROM " + database + ".phases GROUP BY tbname ORDER BY tbname"))
                .extracting(row -> row.get(0))
                .containsExactly("p7_a", "p7_b", "p7_c");
    }

    @Test
    void theMinutesOfFastRowsAreWrittenOnce() throws Exception {
        installation.topics.create("fast", 2);
        installation.topics.create("minute-rows", 1);
        long start = 1_700_000_040_000L;

        try (PipelineProcess pipeline = pipeline("windows")) {
            // Two meters, each second of four minutes twice; one partition per meter, since otherwise rows could be
            // late.
            installation.topics.produce(IntStream.range(0, 960)
                    .mapToObj(i -> new ProducerRecord<>(
                            "fast",
                            "m" + i % 2,
                            "{\"ts\":" + (start + i / 4 * 1000L) + ",\"id\":" + i % 2 + ",\"voltage\":"
                                    + (220 + i / 4 % 3) + "}"))
                    .toList());
            List<ConsumerRecord<String, String>> rows = installation.topics.consume("minute-rows", 6, LIMIT);
            pipeline.stop();

            assertThat(rows)
                    .filteredOn(row -> row.key().equals("m1"))
                    .extracting(ConsumerRecord::value)
                    .first()
                    .isEqualTo(
                            "{\"ts\":\"2023-11-14T22:14:00.000Z\",\"voltage\":221.0,\"peak\":222,\"readings\":60,\"id\":1}");
            assertThat(rows).hasSize(6);
        }
    }

    private static PipelineProcess pipeline(String example) throws IOException {
        String text = page.text(example).replace("localhost:9092", installation.kafka.bootstrapServers());
        Path file = Files.writeString(
                folder.resolve(example + ".yaml"),
                text + "streams.state.dir: " + folder.resolve("state-" + example) + "\n");
        return PipelineProcess.start(home, file, "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    private static void startSource() throws IOException {
        Map<String, String> config = page.config("source");
        Map<String, String> own = installation.source("mqtt-meters");
        List.of("broker.urls", "user", "password").forEach(option -> config.put(option, own.get(option)));
        installation.rest().putConnector("mqtt-meters-source", config);
        installation.rest().waitUntilRunning("mqtt-meters-source");
    }

    private static void startSink(String topic, String database) throws IOException {
        Map<String, String> config = page.config("sink");
        Map<String, String> own = installation.sink(topic, database);
        List.of("topics", "connection.url", "connection.user", "connection.password", "database")
                .forEach(option -> config.put(option, own.get(option)));
        installation.startSink(topic, config);
    }

    private static void awaitRows(String table, int count) {
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(installation.tdengine.count(table)).isEqualTo(count));
    }
}
