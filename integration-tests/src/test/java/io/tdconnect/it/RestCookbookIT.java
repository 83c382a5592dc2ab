// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.TdengineServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the lines of docs/rest-cookbook.md in order, in one shell, against a worker. */
class RestCookbookIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path PAGE = Path.of(System.getProperty("tdconnect.root"), "docs", "rest-cookbook.md");
    private static final Pattern SHOWN = Pattern.compile("<!-- runs -->\\s+```sh\\n(.*?)```", Pattern.DOTALL);

    private static TdengineServer tdengine;
    private static String database;
    private static KafkaProcess kafka;
    private static ConnectProcess worker;

    @TempDir
    Path etc;

    @BeforeAll
    static void start() {
        tdengine = TdengineServer.start();
        database = tdengine.uniqueDatabase();
        kafka = KafkaProcess.start();
        worker = ConnectProcess.start(
                kafka.bootstrapServers(), List.of(Plugins.unpack().directory()));
    }

    @AfterAll
    static void stop() {
        worker.close();
        kafka.close();
        tdengine.close();
    }

    @Test
    void everyLineDoesWhatThePageSays() throws Exception {
        copyExample();
        try (KafkaTopics topics = kafka.topics()) {
            topics.create("meters", 1);
            for (int id = 1; id <= 4; id++) {
                topics.produce(
                        "meters", null, "{\"ts\":1700000000000,\"id\":" + id + ",\"current\":1.5,\"groupid\":2}");
            }
        }
        try (Shell shell = new Shell(etc)) {
            for (String lines : shown()) {
                String output = shell.run(onThisMachine(lines));
                check(lines, output);
            }
        }
        assertThat(worker.rest().connectors()).isEmpty();
    }

    private static void check(String lines, String output) {
        if (lines.contains("validate")) {
            assertThat(output).contains("TDengine refuses this user with this password");
        } else if (lines.contains("/connector-plugins")) {
            assertThat(output).contains("io.tdconnect.mqtt.MqttSourceConnector", "\"type\":\"sink\"");
        } else if (lines.contains("kafka_offset")) {
            worker.rest().waitUntilRunning("tdengine-meters");
            await().atMost(LIMIT)
                    .untilAsserted(() ->
                            assertThat(tdengine.count(database + ".meters")).isEqualTo(2));
        } else if (lines.contains("linger.ms")) {
            assertThat(worker.rest()
                            .get("/connectors/tdengine-meters/config")
                            .path("linger.ms")
                            .asText())
                    .isEqualTo("500");
            worker.rest().waitUntilRunning("tdengine-meters");
        }
    }

    private void copyExample() throws IOException {
        try (Stream<Path> packaged = Files.walk(Plugins.unpack().directory())) {
            Path example = packaged.filter(path -> path.endsWith("etc/tdengine-sink.json"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(etc.resolve("tdengine-sink.json"), onThisMachine(Files.readString(example)));
        }
    }

    private static String onThisMachine(String text) {
        return text.replace("127.0.0.1:6041", tdengine.host() + ':' + tdengine.port())
                .replace("\"database\": \"power\"", "\"database\": \"" + database + '"')
                .replace("http://localhost:8083", worker.rest().url().toString());
    }

    private static List<String> shown() throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = SHOWN.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        assertThat(blocks).hasSizeGreaterThan(8);
        return blocks;
    }

    /** One bash for all lines, as for a user: variables are kept, and the first failing line fails the test. */
    private static final class Shell implements AutoCloseable {
        private static final String DONE = "--done--";

        private final Process process;
        private final BufferedWriter in;

        Shell(Path directory) throws IOException {
            process = new ProcessBuilder("bash", "-eu", "-o", "pipefail")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            in = process.outputWriter();
        }

        String run(String lines) throws IOException {
            in.write(lines + "\necho; echo " + DONE + "\n");
            in.flush();
            StringBuilder output = new StringBuilder();
            for (String line = process.inputReader().readLine(); !DONE.equals(line); ) {
                assertThat(line).as("%s%n%s", lines, output).isNotNull();
                output.append(line).append('\n');
                line = process.inputReader().readLine();
            }
            return output.toString();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
