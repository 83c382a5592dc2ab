// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks by the console of the packaged suite, on workers of the oldest and the newest supported version. */
@Timeout(400)
class ConsoleTasksIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String TASKS = "/api/tasks";

    @TempDir
    private Path folder;

    private final ConsoleClient console = new ConsoleClient(URI.create("http://127.0.0.1:" + Ports.free()));

    @ParameterizedTest
    @ValueSource(strings = {"kafka-runtime-3.9", "kafka-runtime"})
    void tasksAreMadeWholeOrNotAtAllAlsoWhileWorkersComeAndGo(String runtime) throws Exception {
        Path libs = Path.of(System.getProperty("tdconnect.root"), runtime, "target", "libs");
        LaunchOptions worker = LaunchOptions.defaults().withLibs(libs).withProperty("group.id", "tasks");
        for (String topic : List.of("config", "offset", "status")) {
            worker = worker.withProperty(topic + ".storage.topic", "tasks-" + topic);
        }
        LaunchOptions first = worker.withProperty("rest.extension.classes", "io.tdconnect.console.ConsoleExtension")
                .withProperty("tdconnect.console.listeners", console.console().toString());
        try (Installation installation = Installation.start(Plugins.unpackSuite(), first)) {
            installation.topics.create("meters", 1);

            aTaskIsMadeAndShowsWhatItsConnectorsWarnOf(installation);
            eachFileHasItsProgress();
            whatCannotBeMadeWholeIsUndone(installation);
            aRebalanceIsWaitedFor(installation, worker);
        }
    }

    private void aTaskIsMadeAndShowsWhatItsConnectorsWarnOf(Installation installation) throws Exception {
        HttpResponse<String> made = post("meters", installation);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        installation.rest().waitUntilRunning("meters-sink");
        installation.rest().waitUntilRunning("meters-source");
        installation.mosquitto.awaitSubscription("tdconnect-meters-source-0 1 meters/+", LIMIT);

        installation.mosquitto.kill();

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(console.get(TASKS + "/meters/events"))
                        .as("%s", console.get(TASKS + "/meters/events"))
                        .anySatisfy(event -> {
                            assertThat(event.path("level").asText()).isEqualTo("WARN");
                            assertThat(event.path("connector").asText()).isEqualTo("meters-source");
                            assertThat(event.path("message").asText()).containsIgnoringCase("connection");
                        }));
        installation.mosquitto.restart();
    }

    private void eachFileHasItsProgress() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "id\n1\n2\n");
        Files.writeString(folder.resolve("b.csv"), "id\n3\n");
        Map<String, String> source = Map.of(
                "connector.class", "io.tdconnect.csv.CsvSourceConnector",
                "files", folder.toString(),
                "watch", "false",
                "topic", "files");
        HttpResponse<String> made = console.send("POST", TASKS, Map.of("name", "files", "source", source));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);

        await().atMost(LIMIT).untilAsserted(() -> {
            JsonNode metrics = console.get(TASKS + "/files/metrics");
            assertThat(metrics.path("partsInAll").asInt()).as("%s", metrics).isEqualTo(2);
            assertThat(metrics.path("partsDone").asInt()).isEqualTo(2);
            assertThat(metrics.path("parts"))
                    .extracting(part -> part.path("name").asText())
                    .containsExactly(
                            folder.resolve("a.csv").toString(),
                            folder.resolve("b.csv").toString());
        });
        String command = console.get(TASKS + "/files/export").path("command").asText();
        assertThat(command).as("without a sink").isEqualTo("null");
    }

    /** The name of the second connector is taken: the first one goes again, and what was there before stays. */
    private void whatCannotBeMadeWholeIsUndone(Installation installation) throws Exception {
        installation.rest().putConnector("half-source", installation.source("meters"));
        installation.rest().waitUntilRunning("half-source");

        HttpResponse<String> refused = post("half", installation);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).contains("\"exists\"", "half-source");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(installation.rest().connectors())
                        .contains("half-source", "meters-sink", "meters-source")
                        .doesNotContain("half-sink"));
        installation.rest().deleteConnector("half-source");
    }

    /** A second worker comes and goes until the first one has refused a change; the console has repeated its own ones. */
    private void aRebalanceIsWaitedFor(Installation installation, LaunchOptions options) throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger refusals = new AtomicInteger();
        Thread probe = new Thread(() -> countRefusals(installation.rest().url(), ended, refusals));
        probe.start();
        List<String> made = new ArrayList<>();
        try (ConnectProcess second = ConnectProcess.start(
                installation.kafka.bootstrapServers(), List.of(installation.plugins.directory()), options)) {
            long end = System.nanoTime() + LIMIT.toNanos();
            while ((refusals.get() == 0 || made.size() < 3) && System.nanoTime() < end) {
                String name = "task" + made.size();
                HttpResponse<String> answer = post(name, installation);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                made.add(name);
                second.restart();
            }
        } finally {
            ended.set(true);
            probe.join();
        }
        assertThat(refusals.get()).as("changes that the worker itself refused").isPositive();
        assertThat(made).hasSizeGreaterThanOrEqualTo(3);
        for (String name : made) {
            assertThat(installation.rest().connectors()).contains(name + "-sink", name + "-source");
        }
    }

    /** Changes by the worker's own API, which refuses them while it rebalances. */
    private static void countRefusals(URI worker, AtomicBoolean ended, AtomicInteger refusals) {
        while (!ended.get()) {
            try {
                HttpRequest pause = HttpRequest.newBuilder(worker.resolve("/connectors/meters-sink/restart"))
                        .timeout(Duration.ofSeconds(20))
                        .POST(BodyPublishers.noBody())
                        .build();
                if (CLIENT.send(pause, BodyHandlers.ofString()).statusCode() == 409) {
                    refusals.incrementAndGet();
                }
                Thread.sleep(50);
            } catch (IOException e) {
                // The next one may be answered.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private HttpResponse<String> post(String name, Installation installation) throws Exception {
        Map<String, String> sink = new HashMap<>(installation.sink("meters", "console_tasks"));
        sink.put("auto.create.database", "true");
        return console.send("POST", TASKS, Map.of("name", name, "source", installation.source("meters"), "sink", sink));
    }
}
