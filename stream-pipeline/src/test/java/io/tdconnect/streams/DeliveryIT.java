// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.streams.message.RowHeaders;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.PipelineProcess;
import io.tdconnect.testing.PluginZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged pipeline as processes on a real broker, some of which are killed; every row is counted. */
class DeliveryIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PARTITIONS = 4;

    @TempDir
    private static Path folder;

    private static KafkaProcess kafka;
    private static KafkaTopics topics;
    private static Path home;

    @BeforeAll
    static void start() throws IOException {
        kafka = KafkaProcess.start();
        topics = kafka.topics();
        PluginZip.unpack(Path.of(System.getProperty("tdconnect.root")), "stream-pipeline", folder);
        try (var unpacked = Files.list(folder)) {
            home = unpacked.findFirst().orElseThrow();
        }
    }

    @AfterAll
    static void stop() {
        topics.close();
        kafka.close();
    }

    @ParameterizedTest
    @CsvSource({"at_least_once, false, 1", "exactly_once_v2, false, 2", "at_least_once, true, 1"})
    void killedAndStartedAgainItLosesNoRowAndWithTransactionsDoublesNone(
            String guarantee, boolean deduplicates, int kills) throws Exception {
        String name = guarantee.replaceAll("_.*", "") + (deduplicates ? "-state" : "");
        Path config = config(
                name, "processing.guarantee: " + guarantee, "deduplicate.window.ms: " + (deduplicates ? 3_600_000 : 0));
        int messages;
        try (Load load = Load.start(topics, name + "-in");
                WrittenRows rows = rows(name + "-rows")) {
            for (int i = 0; i < kills; i++) {
                try (PipelineProcess pipeline = PipelineProcess.start(home, config, PackagedPipeline.SMALL)) {
                    rows.await(rows.distinct() + 3000);
                    pipeline.kill();
                }
                rows.drain();
            }
            messages = load.end();
            try (PipelineProcess pipeline = PipelineProcess.start(home, config, PackagedPipeline.SMALL)) {
                rows.await(messages * Load.ROWS);
                pipeline.stop();
                assertThat(pipeline.logs()).contains("Pipeline " + name + " has ended");
            }
            rows.drain();

            assertThat(rows.distinct()).isEqualTo(messages * Load.ROWS);
            if (guarantee.startsWith("exactly")) {
                assertThat(rows.all()).isEqualTo(messages * Load.ROWS);
            }
        }
    }

    @Test
    void twoCopiesShareTheWorkAndOneTakesOverWhenTheOtherIsKilled() throws Exception {
        Path first = config("copies", "streams.state.dir: " + folder.resolve("copy-1"));
        try (Load load = Load.start(topics, "copies-in");
                WrittenRows rows = rows("copies-rows");
                PipelineProcess killed = PipelineProcess.start(home, first, PackagedPipeline.SMALL);
                PipelineProcess left = PipelineProcess.start(
                        home,
                        file("copies-2", "copies", "streams.state.dir: " + folder.resolve("copy-2")),
                        "-Xmx256m")) {
            killed.awaitRunning("copies");
            left.awaitRunning("copies");
            rows.await(rows.distinct() + 3000);
            killed.kill();
            rows.drain();
            rows.await(rows.distinct() + 3000);
            int messages = load.end();
            rows.await(messages * Load.ROWS);
            left.stop();

            rows.drain();
            assertThat(rows.distinct()).isEqualTo(messages * Load.ROWS);
            assertThat(left.logs()).contains("rows written").doesNotContain(" 0 rows written");
        }
    }

    @Test
    void anOrderlyStopDoublesNothingAndBadMessagesAreKept() throws Exception {
        Path config = config("orderly");
        try (WrittenRows rows = rows("orderly-rows")) {
            int messages;
            try (Load load = Load.start(topics, "orderly-in");
                    PipelineProcess pipeline = PipelineProcess.start(home, config, PackagedPipeline.SMALL)) {
                rows.await(1000);
                topics.produce("orderly-in", "bad", "{\"ts\":");
                pipeline.stop();
                messages = load.end();
            }
            try (PipelineProcess pipeline = PipelineProcess.start(home, config, PackagedPipeline.SMALL)) {
                rows.await(messages * Load.ROWS);
                List<ConsumerRecord<String, String>> letters =
                        topics.consume("tdconnect-orderly.dead-letters", 1, LIMIT);
                pipeline.stop();

                rows.drain();
                assertThat(rows.all()).isEqualTo(messages * Load.ROWS);
                assertThat(letters).hasSize(1);
                assertThat(letters.get(0).value()).isEqualTo("{\"ts\":");
                assertThat(RowHeaders.text(letters.get(0).headers(), "td.error.class"))
                        .isEqualTo("refused");
            }
        }
    }

    @Test
    void aBadMessageEndsTheProcessIfThePolicySaysSo() throws Exception {
        Path config = config("strict", "errors.policy: fail");
        topics.produce("strict-in", "bad", "{");

        try (PipelineProcess pipeline = PipelineProcess.start(home, config, PackagedPipeline.SMALL)) {
            assertThat(pipeline.awaitEnd()).isEqualTo(1);
            assertThat(pipeline.logs())
                    .contains("ends at a bad message, since errors.policy=fail: parse: Expected JSON");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
    void rowsThatAreTooLargeForKafkaAreBadMessages(String guarantee) throws Exception {
        String name = "large-" + guarantee.charAt(0);
        Path config = config(name, "processing.guarantee: " + guarantee, "streams.producer.max.request.size: 20000");
        String form = "{\"ts\":1700000000000,\"id\":1,\"n\":\"%s\"}";
        // The second fits, but not with the headers of a row or a dead letter.
        String large = form.formatted("x".repeat(30_000));
        String close = form.formatted("x".repeat(19_800));
        List.of(large, close, form.formatted("good")).forEach(text -> topics.produce(name + "-in", "k", text));

        try (PipelineProcess pipeline = PipelineProcess.start(home, config, PackagedPipeline.SMALL);
                WrittenRows rows = rows(name + "-rows")) {
            rows.await(1);
            List<ConsumerRecord<String, String>> letters =
                    topics.consume("tdconnect-" + name + ".dead-letters", 2, LIMIT);
            pipeline.stop();

            rows.drain();
            assertThat(rows.all()).isEqualTo(1);
            assertThat(letters).hasSize(2).extracting(ConsumerRecord::value).containsOnlyNulls();
            assertThat(letters)
                    .extracting(letter -> RowHeaders.text(letter.headers(), "td.error.class"))
                    .containsOnly("not-accepted");
            assertThat(RowHeaders.text(letters.get(0).headers(), "__connect.errors.exception.message"))
                    .startsWith("streams.producer.max.request.size: expected rows of up to 20000 bytes");
        }
    }

    private static WrittenRows rows(String topic) {
        return new WrittenRows(kafka.bootstrapServers(), topic, PARTITIONS);
    }

    /** Creates the topics, and a file with a pipeline between them. */
    private static Path config(String name, String... options) throws IOException {
        topics.create(name + "-in", PARTITIONS);
        topics.create(name + "-rows", PARTITIONS);
        return file(name, name, options);
    }

    private static Path file(String file, String name, String... options) throws IOException {
        String text = """
                bootstrap.servers: %s
                streams:
                  state.dir: %s
                  session.timeout.ms: 3000
                  heartbeat.interval.ms: 500
                  commit.interval.ms: 200
                  producer.transaction.timeout.ms: 3000
                pipelines:
                  %s:
                    input.topics: %s-in
                    output.topic: %s-rows
                    errors.dead.letter.topic: tdconnect-%s.dead-letters
                    stages:
                      - {name: parse, type: ParseJson}
                      - {name: map, type: MapToTable, table: 'd{id}', timestamp.field: ts}
                """.formatted(kafka.bootstrapServers(), folder.resolve("state"), name, name, name, name);
        StringBuilder all = new StringBuilder(text);
        for (String option : options) {
            all.append("    ").append(option).append('\n');
        }
        return Files.writeString(folder.resolve(file + ".yaml"), all);
    }
}
