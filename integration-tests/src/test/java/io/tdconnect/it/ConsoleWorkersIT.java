// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Installation installation;
    private static ConnectProcess second;
    private static URI first;
    private static URI other;

    @BeforeAll
    static void start() throws Exception {
        first = URI.create("http://127.0.0.1:" + Ports.free());
        other = URI.create("http://127.0.0.1:" + Ports.free());
        installation = Installation.start(Plugins.unpackSuite(), console(first, other));
        second = ConnectProcess.start(
                installation.kafka.bootstrapServers(),
                List.of(installation.plugins.directory()),
                console(other, first));
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
        HttpResponse<String> made = send(
                first,
                "POST",
                "/api/tasks",
                Map.of("name", "meters", "source", installation.source("meters"), "sink", sink));
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

        for (URI console : List.of(first, other)) {
            await().atMost(LIMIT).untilAsserted(() -> {
                JsonNode task = task(console, "meters");
                assertThat(task.path("rowsTotal").asLong()).as("%s", task).isEqualTo(500);
                assertThat(task.path("lag").asInt(-1)).as("%s", task).isZero();
            });
        }
        assertThat(json(other, "/api/tasks/meters/metrics").path("t")).isNotEmpty();

        moveToTime();
        send(first, "DELETE", "/api/tasks/meters?offsets=true", null);
        assertThat(installation.rest().connectors()).doesNotContain("meters-source", "meters-sink");
    }

    private static void moveToTime() throws Exception {
        send(other, "POST", "/api/tasks/meters/stop", null);
        await().atMost(LIMIT)
                .until(() -> task(first, "meters").path("health").asText().equals("Stopped"));
        String beginning = Instant.now().minus(Duration.ofHours(1)).toString();

        await().atMost(LIMIT).untilAsserted(() -> {
            HttpResponse<String> moved =
                    send(first, "POST", "/api/tasks/meters/offsets/by-time", Map.of("time", beginning));
            assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
        });

        assertThat(json(first, "/api/tasks/meters/offsets")
                        .path("sink")
                        .path(0)
                        .path("offset")
                        .path("kafka_offset")
                        .asInt(-1))
                .isZero();
        HttpResponse<String> end = send(
                first,
                "POST",
                "/api/tasks/meters/offsets/by-time",
                Map.of("time", Instant.now().plus(Duration.ofHours(1)).toString()));
        assertThat(end.body()).contains("\"kafka_offset\":500");
    }

    @Test
    void aWorkerThatDiesIsNamedNoLongerAndItsConsoleComesBack() throws Exception {
        second.kill();
        await().atMost(LIMIT).until(() -> !answers(other));
        assertThat(send(first, "GET", "/api/tasks", null).statusCode()).isEqualTo(200);

        second.restart();

        await().atMost(LIMIT).until(() -> answers(other));
        assertThat(json(other, "/api/info").path("kafkaVersion").asText()).startsWith("4.");
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

    private static boolean answers(URI console) throws InterruptedException {
        try {
            return send(console, "GET", "/api/tasks", null).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static JsonNode task(URI console, String id) throws Exception {
        for (JsonNode task : json(console, "/api/tasks")) {
            if (task.path("id").asText().equals(id)) {
                return task;
            }
        }
        return JSON.createObjectNode();
    }

    private static JsonNode json(URI console, String path) throws Exception {
        return JSON.readTree(send(console, "GET", path, null).body());
    }

    private static HttpResponse<String> send(URI console, String method, String path, Object body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(console.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("X-Requested-With", "tdconnect")
                .method(method, BodyPublishers.ofString(body == null ? "" : JSON.writeValueAsString(body)));
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
