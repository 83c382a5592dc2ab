// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.Ports;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Consoles of the packaged suite on two workers of one cluster. */
@Timeout(300)
class ConsoleWorkersIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static Installation installation;
    private static ConnectProcess second;
    private static ConsoleClient first;
    private static ConsoleClient other;

    @BeforeAll
    static void start() throws Exception {
        first = new ConsoleClient(URI.create("http://127.0.0.1:" + Ports.free()));
        other = new ConsoleClient(URI.create("http://127.0.0.1:" + Ports.free()));
        installation = Installation.start(Plugins.unpackSuite(), console(first.console(), other.console()));
        second = ConnectProcess.start(
                installation.kafka.bootstrapServers(),
                List.of(installation.plugins.directory()),
                console(other.console(), first.console()));
    }

    @AfterAll
    static void stop() throws Exception {
        if (second != null) {
            second.close();
        }
        if (installation != null) {
            installation.close();
        }
    }

    @Test
    void bothShowTheTaskWhicheverWorkerRunsIt() throws Exception {
        installation.topics.create("meters", 1);
        Map<String, String> sink = new HashMap<>(installation.sink("meters", "console_workers"));
        sink.put("auto.create.database", "true");
        HttpResponse<String> made = first.send(
                "POST", "/api/tasks", Map.of("name", "meters", "source", installation.source("meters"), "sink", sink));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        installation.rest().waitUntilRunning("meters-sink");
        installation.rest().waitUntilRunning("meters-source");
        installation.mosquitto.awaitSubscription("tdconnect-meters-source-0 1 meters/+", LIMIT);
        try (Publisher publisher = new Publisher(installation.mosquitto)) {
            for (int i = 0; i < 500; i++) {
                publisher.publish("meters/1", Meters.message(i));
            }
            publisher.flush();
        }

        for (ConsoleClient console : List.of(first, other)) {
            await().atMost(LIMIT).untilAsserted(() -> {
                JsonNode task = console.task("meters");
                assertThat(task.path("rowsTotal").asLong()).as("%s", task).isEqualTo(500);
                assertThat(task.path("lag").asInt(-1)).as("%s", task).isZero();
            });
        }
        assertThat(other.get("/api/tasks/meters/metrics").path("t")).isNotEmpty();

        moveToTime();
        first.send("DELETE", "/api/tasks/meters?offsets=true", null);
        assertThat(installation.rest().connectors()).doesNotContain("meters-source", "meters-sink");
    }

    private static void moveToTime() throws Exception {
        other.send("POST", "/api/tasks/meters/stop", null);
        await().atMost(LIMIT)
                .until(() -> first.task("meters").path("health").asText().equals("Stopped"));
        String beginning = Instant.now().minus(Duration.ofHours(1)).toString();

        await().atMost(LIMIT).untilAsserted(() -> {
            HttpResponse<String> moved =
                    first.send("POST", "/api/tasks/meters/offsets/by-time", Map.of("time", beginning));
            assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
        });

        assertThat(first.get("/api/tasks/meters/offsets")
                        .path("sink")
                        .path(0)
                        .path("offset")
                        .path("kafka_offset")
                        .asInt(-1))
                .isZero();
        HttpResponse<String> end = first.send(
                "POST",
                "/api/tasks/meters/offsets/by-time",
                Map.of("time", Instant.now().plus(Duration.ofHours(1)).toString()));
        assertThat(end.body()).contains("\"kafka_offset\":500");
    }

    @Test
    void whatIsWrongWithThePluginPathIsNamed() throws Exception {
        assertThat(first.get("/api/workers").path("problems")).isEmpty();
        assertThat(first.get("/api/workers").path("plugins")).isNotEmpty();
        Path zip = Files.createFile(installation.plugins.directory().resolve("other-plugin.zip"));

        assertThat(other.get("/api/workers").path("problems"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.asText()).startsWith(zip + " is not unpacked"));

        Files.delete(zip);
    }

    @Test
    void aWorkerThatDiesIsNamedNoLongerAndItsConsoleComesBack() throws Exception {
        second.kill();
        await().atMost(LIMIT).until(() -> !other.answers());
        assertThat(first.send("GET", "/api/tasks", null).statusCode()).isEqualTo(200);

        second.restart();

        await().atMost(LIMIT).until(() -> other.answers());
        assertThat(other.get("/api/info").path("kafkaVersion").asText()).startsWith("4.");
    }

    @Test
    void aPortForEverybodyWithoutALoginStopsTheWorker() {
        LaunchOptions open = LaunchOptions.defaults()
                .withProperty("rest.extension.classes", "io.tdconnect.console.ConsoleExtension")
                .withProperty("tdconnect.console.listeners", "http://0.0.0.0:" + Ports.free());
        try (ConnectProcess worker = ConnectProcess.launch(
                installation.kafka.bootstrapServers(), List.of(installation.plugins.directory()), open)) {
            await().atMost(LIMIT)
                    .until(() -> worker.logs().contains("expected tdconnect.console.auth=basic or proxy-header"));
        }
    }

    private static LaunchOptions console(URI own, URI peer) {
        LaunchOptions options = LaunchOptions.defaults()
                .withProperty("rest.extension.classes", "io.tdconnect.console.ConsoleExtension")
                .withProperty("tdconnect.console.listeners", own.toString())
                .withProperty("tdconnect.console.peers", peer.toString())
                .withProperty("group.id", "consoles");
        for (String topic : List.of("config", "offset", "status")) {
            options = options.withProperty(topic + ".storage.topic", "consoles-" + topic);
        }
        return options;
    }
}
