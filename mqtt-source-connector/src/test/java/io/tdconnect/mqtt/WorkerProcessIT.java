// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.MosquittoOptions;
import io.tdconnect.testing.PluginZip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged plugin on a worker of its own process, while Kafka or the worker fail. */
@Timeout(400)
class WorkerProcessIT {
    private static final int IN_FLIGHT = 20_000;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static Mosquitto broker;
    private static KafkaProcess kafka;
    private static ConnectProcess worker;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        Path plugins = Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"))), "plugins");
        PluginZip.unpack(Path.of(System.getProperty("tdconnect.root")), "mqtt-source-connector", plugins);
        broker = Mosquitto.start(MosquittoOptions.defaults().withSetting("max_inflight_messages " + IN_FLIGHT));
        kafka = KafkaProcess.start();
        worker = ConnectProcess.start(kafka.bootstrapServers(), List.of(plugins.toAbsolutePath()));
    }

    @AfterAll
    static void stop() {
        if (worker != null) {
            worker.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void everyMessageArrivesAfterKafkaWasDown() {
        startConnector("away");
        kafka.stop();
        publish("away", 0, 2_000);

        kafka.restart();
        publish("away", 2_000, 2_100);

        awaitAll("away", 2_100);
        assertThat(worker.rest().status("away").running(1)).isTrue();
        worker.rest().deleteConnector("away");
    }

    // While Kafka is down nothing is acknowledged, so the broker has sent all of them and waits.
    @Test
    void everyMessageArrivesAfterTheWorkerWasKilledWithItsWindowInFlight() {
        startConnector("killed");
        kafka.stop();
        publish("killed", 0, IN_FLIGHT);

        worker.kill();
        kafka.restart();
        worker.restart();
        publish("killed", IN_FLIGHT, IN_FLIGHT + 100);

        awaitAll("killed", IN_FLIGHT + 100);
        worker.rest().deleteConnector("killed");
    }

    private static void startConnector(String name) {
        try (KafkaTopics topics = kafka.topics()) {
            topics.create(name, 1);
        }
        worker.rest()
                .putConnector(
                        name,
                        Map.of(
                                "connector.class",
                                "io.tdconnect.mqtt.MqttSourceConnector",
                                "tasks.max",
                                "1",
                                "broker.urls",
                                broker.url(),
                                "topics",
                                name + "::1",
                                "kafka.topic",
                                name,
                                "value.converter",
                                "org.apache.kafka.connect.converters.ByteArrayConverter"));
        // The validation has another one.
        broker.awaitSubscription("tdconnect-" + name + "-0 1 " + name, LIMIT);
        publish(name, 0, 1);
        try (KafkaTopics topics = kafka.topics()) {
            topics.consume(name, 1, LIMIT);
        }
    }

    private static void publish(String topic, int from, int to) {
        try (Publisher publisher = new Publisher(broker.url())) {
            publisher.publishNumbers(topic, from, to, 1);
        }
    }

    private static void awaitAll(String topic, int count) {
        Set<String> expected =
                IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.toSet());
        try (KafkaTopics topics = kafka.topics()) {
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> values(topics, topic).containsAll(expected));
            assertThat(values(topics, topic)).isEqualTo(expected);
        }
    }

    private static Set<String> values(KafkaTopics topics, String topic) {
        return topics.consume(topic, Math.toIntExact(topics.count(topic)), LIMIT).stream()
                .map(ConsumerRecord::value)
                .collect(Collectors.toSet());
    }
}
