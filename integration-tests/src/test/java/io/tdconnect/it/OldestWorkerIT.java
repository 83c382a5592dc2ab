// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.ConnectRest;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The single plugins and the bundle on workers of Kafka 3.9, the oldest supported version. */
class OldestWorkerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Installation installation;
    private static Plugins single;
    private static ConnectProcess singleWorker;
    private static int consolePort;

    @BeforeAll
    static void start() throws Exception {
        Path libs = Path.of(System.getProperty("tdconnect.root"), "kafka-runtime-3.9", "target", "libs");
        LaunchOptions options = LaunchOptions.defaults().withLibs(libs);
        consolePort = Ports.free();
        installation = Installation.start(
                Plugins.unpackSuite(),
                options.withProperty("rest.extension.classes", "io.tdconnect.console.ConsoleExtension")
                        .withProperty("tdconnect.console.listeners", "http://127.0.0.1:" + consolePort));
        single = Plugins.unpack();
        singleWorker =
                ConnectProcess.start(installation.kafka.bootstrapServers(), List.of(single.directory()), options);
    }

    @AfterAll
    static void stop() throws Exception {
        singleWorker.close();
        installation.close();
    }

    @Test
    void workersAreOfKafka39AndListEveryPlugin() throws Exception {
        for (ConnectRest rest : List.of(installation.rest(), singleWorker.rest())) {
            assertThat(rest.get("/").path("version").asText()).startsWith("3.9.");
            assertThat(single.listedBy(rest)).containsExactlyInAnyOrderElementsOf(single.declared());
        }
    }

    @Test
    void theConsoleIsAnExtensionOfTheWorker() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        URI console = URI.create("http://127.0.0.1:" + consolePort);
        HttpResponse<String> info =
                client.send(HttpRequest.newBuilder(console.resolve("/api/info")).build(), BodyHandlers.ofString());
        HttpResponse<String> page = client.send(HttpRequest.newBuilder(console).build(), BodyHandlers.ofString());

        assertThat(info.statusCode()).as(info.body()).isEqualTo(200);
        assertThat(info.body()).contains("\"kafkaVersion\":\"3.9.");
        assertThat(page.body()).contains("<td-app>");
    }

    @Test
    void exampleConfigurationsAreValid() throws Exception {
        ExampleConfigs.assertValid(installation.plugins, installation.rest());
        ExampleConfigs.assertValid(single, singleWorker.rest());
    }

    @Test
    void everySourceWritesToKafka() {
        try (OtherSources sources = new OtherSources()) {
            sources.start(installation.rest());
            for (String topic : sources.names()) {
                ConsumerRecord<String, String> first =
                        installation.topics.consume(topic, 1, LIMIT).get(0);
                sources.assertFirst(topic, first);
            }
            sources.names().forEach(installation.rest()::deleteConnector);
        }
        assertCodeOfTheWorkerFits();
    }

    @Test
    void messageGoesFromSourceThroughTransformsToTheSink() throws Exception {
        String database = installation.tdengine.createDatabase("ms");
        installation.startSource("oldest");
        installation.startSink("oldest", database);

        // A task is running before it has subscribed, and QoS 1 keeps only later messages.
        try (Publisher publisher = new Publisher(installation.mosquitto)) {
            await().atMost(LIMIT).untilAsserted(() -> {
                publisher.publish("oldest/1", Meters.message(1));
                publisher.flush();
                assertThat(installation.tdengine.count(database + ".meters")).isEqualTo(1);
            });
        }

        try (Publisher publisher = new Publisher(installation.mosquitto)) {
            publisher.publish("oldest/1", "no JSON");
            publisher.flush();
        }
        assertThat(installation.topics.consume("oldest-dead-letters", 1, LIMIT))
                .extracting(record -> record.value())
                .containsExactly("no JSON");
        Map<String, String> valid = new HashMap<>(installation.sink("oldest", database));
        valid.put("name", "valid");
        assertThat(installation.rest().validate(valid)).isEmpty();
        assertCodeOfTheWorkerFits();
    }

    private static void assertCodeOfTheWorkerFits() {
        assertThat(installation.worker.logs())
                .doesNotContain("NoClassDefFoundError", "NoSuchMethodError", "AbstractMethodError");
    }
}
