// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.ConnectRest.Plugin;
import io.tdconnect.testing.LaunchOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundle of all plugins on a worker of Kafka 3.9, the oldest that they run on. */
class OldestWorkerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        Path libs = Path.of(System.getProperty("tdconnect.root"), "kafka-runtime-3.9", "target", "libs");
        installation = Installation.start(
                Plugins.unpackSuite(), LaunchOptions.defaults().withLibs(libs));
    }

    @AfterAll
    static void stop() throws Exception {
        installation.close();
    }

    @Test
    void workerIsOfKafka39AndListsEveryPlugin() throws Exception {
        assertThat(installation.rest().get("/").path("version").asText()).startsWith("3.9.");
        assertThat(installation.rest().plugins().stream()
                        .map(Plugin::className)
                        .filter(name -> name.startsWith("io.tdconnect.")))
                .containsExactlyInAnyOrderElementsOf(installation.plugins.declared());
    }

    @Test
    void messageGoesFromSourceThroughTransformsToTheSink() throws Exception {
        String database = installation.tdengine.createDatabase("ms");
        installation.startSource("oldest");
        installation.startSink("oldest", database);

        // The task is running before it has subscribed, and QoS 1 keeps only what comes afterwards.
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
        assertThat(installation.worker.logs())
                .doesNotContain("NoClassDefFoundError", "NoSuchMethodError", "AbstractMethodError");
    }
}
