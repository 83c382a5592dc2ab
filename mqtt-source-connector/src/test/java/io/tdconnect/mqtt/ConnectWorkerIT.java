// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.Mosquitto;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ConnectWorkerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Mosquitto broker;
    private static ConnectCluster connect;

    @BeforeAll
    static void startServers() {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        broker = Mosquitto.start();
        connect = ConnectCluster.start();
    }

    @AfterAll
    static void stopServers() {
        if (connect != null) {
            connect.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void landsMessagesInKafka() {
        start("lands", "plant/7/temp", "plant.7", Map.of("topics", "plant/+/temp::1", "kafka.topic", "plant.{2}"));
        try (Publisher publisher = new Publisher(broker.url())) {
            publisher.publish("plant/7/temp", "21.5", 1);

            ConsumerRecord<String, String> record =
                    connect.consume("plant.7", 2, LIMIT).get(1);

            assertThat(record.key()).isEqualTo("plant/7/temp");
            assertThat(record.value()).isEqualTo("21.5");
            assertThat(record.headers().toArray()).extracting(Header::key).containsExactly("mqtt.topic", "mqtt.qos");
        }
        connect.rest().deleteConnector("lands");
    }

    // Each message has to be acknowledged: the broker sends at most 20 unacknowledged ones.
    @Test
    void acknowledgesWhatATransformFiltersOut() {
        start(
                "filtered",
                "filtered/signal",
                "filtered.signal",
                Map.of(
                        "topics", "filtered/+::1",
                        "kafka.topic", "filtered.{2}",
                        "transforms", "drop",
                        "transforms.drop.type", "org.apache.kafka.connect.transforms.Filter",
                        "transforms.drop.predicate", "noise",
                        "predicates", "noise",
                        "predicates.noise.type", "org.apache.kafka.connect.transforms.predicates.TopicNameMatches",
                        "predicates.noise.pattern", ".*noise"));
        try (Publisher publisher = new Publisher(broker.url())) {
            publisher.publishNumbers("filtered/noise", 0, 300, 1);
            publisher.publish("filtered/signal", "after all", 1);

            assertThat(connect.consume("filtered.signal", 2, LIMIT))
                    .extracting(ConsumerRecord::value)
                    .containsExactly("retained", "after all");
        }
        connect.rest().deleteConnector("filtered");
    }

    @Test
    void deliversMessagesThatWerePublishedWhileTheConnectorWasStopped() {
        start("stopped", "stopped/1", "stopped", Map.of("topics", "stopped/1::1", "kafka.topic", "stopped"));
        connect.rest().change("stopped", "stop");
        connect.rest().waitUntilState("stopped", "STOPPED", LIMIT);
        try (Publisher publisher = new Publisher(broker.url())) {
            publisher.publishNumbers("stopped/1", 0, 100, 1);
        }
        connect.rest().change("stopped", "resume");

        // The retained message comes with each of the two subscriptions.
        assertThat(connect.consume("stopped", 102, LIMIT))
                .extracting(ConsumerRecord::value)
                .filteredOn(value -> !value.equals("retained"))
                .doesNotHaveDuplicates()
                .hasSize(100);
        connect.rest().deleteConnector("stopped");
    }

    // Kafka takes at least 200 ms for each window of 20.
    @Test
    void aSmallWindowAndASlowKafkaLoseNothing() {
        start(
                "slow",
                "slow/0",
                "slow",
                Map.of("topics", "slow/+::1", "kafka.topic", "slow", "producer.override.linger.ms", "200"));
        try (Publisher publisher = new Publisher(broker.url())) {
            publisher.publishNumbers("slow/1", 0, 300, 1);
        }

        assertThat(connect.consume("slow", 301, LIMIT))
                .extracting(ConsumerRecord::value)
                .filteredOn(value -> !value.equals("retained"))
                .containsExactlyElementsOf(
                        IntStream.range(0, 300).mapToObj(String::valueOf).toList());
        connect.rest().deleteConnector("slow");
    }

    @Test
    void unsubscribesFromAFilterThatWasRemoved() {
        start("fewer", "fewer/a", "fewer", Map.of("topics", "fewer/a::1,gone/#::1", "kafka.topic", "fewer"));
        try (Publisher publisher = new Publisher(broker.url())) {
            publisher.publish("gone/1", "wanted", 1);
            connect.consume("fewer", 2, LIMIT);
            // The next start reads the filters from the stored offset.
            await().atMost(LIMIT)
                    .until(() -> connect.rest().offsets("fewer").toString().contains("gone/#"));

            connect.putConnector("fewer", config(Map.of("topics", "fewer/a::1", "kafka.topic", "fewer")));
            await().atMost(LIMIT)
                    .until(() -> broker.logs().lines().anyMatch(line -> line.endsWith("tdconnect-fewer-0 gone/#")));
            publisher.publish("gone/1", "not wanted", 1);
            publisher.publish("fewer/a", "last", 1);

            assertThat(connect.consume("fewer", 4, LIMIT))
                    .extracting(ConsumerRecord::value)
                    .filteredOn(value -> !value.equals("retained"))
                    .containsExactly("wanted", "last");
        }
        connect.rest().deleteConnector("fewer");
    }

    @Test
    void changingTheNumberOfTasksLosesNothing() throws Exception {
        start("scaled", "scaled/0", "scaled", Map.of("topics", "scaled/+::1", "kafka.topic", "scaled"));
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Integer> published = CompletableFuture.supplyAsync(() -> publishUntil(enough));
        for (int tasks : new int[] {3, 1, 2}) {
            connect.putConnector(
                    "scaled",
                    config(Map.of(
                            "tasks.max",
                            String.valueOf(tasks),
                            "topics",
                            "scaled/+::1",
                            "kafka.topic",
                            "scaled",
                            "shared.subscription",
                            "true")));
            connect.rest().waitUntilRunning("scaled", tasks, LIMIT);
            long before = connect.topics().count("scaled");
            await().atMost(LIMIT).until(() -> connect.topics().count("scaled") > before + 100);
        }
        enough.set(true);
        int messages = published.get(60, TimeUnit.SECONDS);

        Set<String> expected =
                IntStream.range(0, messages).mapToObj(String::valueOf).collect(Collectors.toSet());
        await().atMost(LIMIT).untilAsserted(() -> {
            Set<String> missing = new HashSet<>(expected);
            missing.removeAll(values("scaled"));
            assertThat(missing).isEmpty();
        });
        connect.rest().deleteConnector("scaled");
    }

    private static int publishUntil(AtomicBoolean enough) {
        try (Publisher publisher = new Publisher(broker.url())) {
            int number = 0;
            while (!enough.get()) {
                publisher.publish("scaled/" + number % 10, String.valueOf(number), 1);
                number++;
            }
            return number;
        }
    }

    private static Set<String> values(String topic) {
        int count = Math.toIntExact(connect.topics().count(topic));
        return connect.consume(topic, count, LIMIT).stream()
                .map(ConsumerRecord::value)
                .collect(Collectors.toSet());
    }

    @Test
    void failsWithTheNameOfTheOptionOnAWrongPassword() {
        Map<String, String> config = config(Map.of(
                "name", "refused",
                "broker.urls", broker.passwordUrl(),
                "topics", "a",
                "user", broker.user(),
                "password", "wrong-secret"));
        Map<String, List<String>> problems = connect.rest().validate(config);
        config.put("validate.connection", "false");
        connect.putConnector("refused", config);

        String trace = connect.rest().waitUntilFailed("refused", LIMIT);

        assertThat(problems).containsOnlyKeys("password");
        assertThat(trace).contains("change password").doesNotContain("wrong-secret");
        connect.rest().deleteConnector("refused");
    }

    /** Returns when the broker has the subscription, and the Kafka topic a retained message as its first record. */
    private static void start(String name, String mqttTopic, String kafkaTopic, Map<String, String> changes) {
        try (Publisher publisher = new Publisher(broker.url())) {
            publisher.publish(mqttTopic, "retained", 1, true);
        }
        connect.putConnector(name, config(changes));
        connect.rest().waitUntilRunning(name);
        connect.consume(kafkaTopic, 1, LIMIT);
    }

    private static Map<String, String> config(Map<String, String> changes) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class", "io.tdconnect.mqtt.MqttSourceConnector",
                "tasks.max", "1",
                "broker.urls", broker.url(),
                "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"));
        config.putAll(changes);
        return config;
    }
}
