// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.Ports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TopicSamplesIT {
    private static final long TIME = 1_700_000_000_000L;

    private static KafkaProcess kafka;

    @TempDir
    private Path directory;

    private Path config;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        kafka = KafkaProcess.start();
        try (KafkaTopics topics = new KafkaTopics(kafka.bootstrapServers())) {
            topics.create("plant", 2);
            for (int i = 0; i < 12; i++) {
                RecordHeaders headers = new RecordHeaders();
                headers.add("line", ("l" + i).getBytes(StandardCharsets.UTF_8));
                topics.produce(List.of(new ProducerRecord<>(
                        "plant",
                        i % 2,
                        TIME + i * 1000L,
                        "k" + i,
                        "{\"id\":" + i + ",\"ts\":" + (TIME + i) + "}",
                        headers)));
            }
            topics.produce(List.of(new ProducerRecord<>("plant", 0, TIME + 12_000, "k12", null, new RecordHeaders())));
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void writeConfig() throws IOException {
        config = Files.writeString(directory.resolve("sink.properties"), """
                connector.class=io.tdconnect.tdengine.sink.TdengineSinkConnector
                value.converter=org.apache.kafka.connect.json.JsonConverter
                value.converter.schemas.enable=false
                stable=s
                table=t_{key}_{header:line}_{partition}_{offset}
                """);
    }

    @Test
    void recordsOfATopicAreSamples() throws IOException {
        int status = run("--from", "earliest", "--count", "3");

        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        assertThat(tables()).containsExactly("t_k0_l0_0_0", "t_k1_l1_1_0", "t_k2_l2_0_1");
    }

    @Test
    void theLastRecordsAreTheDefaultAndADeletionIsTold() throws IOException {
        int status = run("--count", "2");

        assertThat(status).isEqualTo(1);
        assertThat(out.toString()).contains("expected a value, found none");
        assertThat(tables()).containsExactly("t_k11_l11_1_5", "");
    }

    @Test
    void readingBeginsAtATime() throws IOException {
        assertThat(run("--count", "2", "--from", "2023-11-14T22:13:25Z")).isZero();
        assertThat(tables()).containsExactly("t_k5_l5_1_2", "t_k6_l6_0_3");
    }

    @Test
    void clientsAreConfiguredByAFile() throws IOException {
        Path clients = Files.writeString(
                directory.resolve("client.properties"), "bootstrap.servers=" + kafka.bootstrapServers() + "\n");
        assertThat(execute(
                        "--from-topic",
                        "plant",
                        "--client-config",
                        clients.toString(),
                        "--count",
                        "1",
                        "--from",
                        "earliest"))
                .isZero();
        assertThat(tables()).containsExactly("t_k0_l0_0_0");

        Files.writeString(clients, "security.protocol=NONE\n");
        assertThat(run("--client-config", clients.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("security.protocol");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no-such-topic | 10 | latest   | --from-topic: expected a topic of the cluster, found none named no-such-topic
            a b           | 10 | latest   | --from-topic: expected the name of a topic, found a b
            plant         | 0  | latest   | --count: expected a number from 1
            plant         | 10 | tomorrow | --from: expected latest, earliest or a time
            """)
    void wrongOptionsAreRefused(String topic, String count, String from, String message) {
        int status = execute(
                "--from-topic", topic, "--bootstrap", kafka.bootstrapServers(), "--count", count, "--from", from);

        assertThat(err.toString()).startsWith(message);
        assertThat(status).isEqualTo(2);
    }

    @Test
    void aBrokerThatDoesNotAnswerIsTold() {
        assertThat(execute("--from-topic", "plant", "--bootstrap", "127.0.0.1:" + Ports.free()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("--bootstrap: expected a broker that answers");
        assertThat(execute("--from-topic", "plant")).isEqualTo(2);
        assertThat(err.toString()).contains("--from-topic: expected --bootstrap");
    }

    private int run(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--from-topic", "plant", "--bootstrap", kafka.bootstrapServers()));
        arguments.addAll(List.of(more));
        return execute(arguments.toArray(String[]::new));
    }

    private int execute(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--config", config.toString(), "--json"));
        arguments.addAll(List.of(more));
        return new CommandLine(new PreviewCommand(new ByteArrayInputStream(new byte[0])))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private List<String> tables() throws IOException {
        List<String> tables = new ArrayList<>();
        for (String line : Arrays.asList(out.toString().split("\n", -1))) {
            if (!line.isBlank()) {
                JsonNode result = new ObjectMapper().readTree(line);
                tables.add(result.path("rows").path(0).path("subtable").asText());
            }
        }
        return tables;
    }
}
