// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.mqtt;

import io.tdconnect.bench.harness.Arrivals;
import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.Rounds;
import io.tdconnect.bench.harness.Side;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.MosquittoOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The MQTT source against a bare Paho client that only counts: each empties its own copy of the same queue of
 * Mosquitto, in turns. Both have the same window of unacknowledged messages.
 */
public final class MqttBenchmark implements Benchmark {
    private static final int MESSAGES = Integer.getInteger("bench.messages", 400_000);
    private static final int WINDOW = Integer.getInteger("bench.window", 10_000);
    private static final int PAYLOAD = Integer.getInteger("bench.payload", 100);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "mqtt";
    }

    @Override
    public String purpose() {
        return "messages/s from Mosquitto to Kafka with QoS 0 and 1, and their ratio to a bare client that only counts";
    }

    @Override
    public Map<String, String> run() throws Exception {
        Map<String, String> figures = new LinkedHashMap<>();
        MosquittoOptions options = MosquittoOptions.defaults()
                .withSetting("queue_qos0_messages true")
                .withSetting("max_inflight_messages " + WINDOW);
        try (Mosquitto broker = Mosquitto.start(options);
                Cluster cluster = Cluster.start("mqtt-source-connector")) {
            for (int qos = 1; qos >= 0; qos--) {
                compare(cluster, broker, qos, figures);
            }
        }
        figures.put("messages", Integer.toString(MESSAGES));
        figures.put("payload_bytes", Integer.toString(PAYLOAD));
        figures.put("window", Integer.toString(WINDOW));
        return figures;
    }

    private static void compare(Cluster cluster, Mosquitto broker, int qos, Map<String, String> figures)
            throws Exception {
        String name = "qos" + qos;
        String filter = name + "/#";
        String bareClient = "bare-" + name;
        MqttBacklog.subscribe(broker.url(), bareClient, filter, qos);
        cluster.kafka().topics().create(name, 1);
        cluster.rest().putConnector(name, source(broker, name, filter + "::" + qos));
        broker.awaitSubscription(filter, LIMIT);
        cluster.rest().waitUntilRunning(name);
        Side bare = new Side(name + "_bare");
        Side ours = new Side(name);
        Rounds rounds = new Rounds(ours, bare);
        int round = 0;
        for (; rounds.again(); round++) {
            cluster.rest().change(name, "stop");
            awaitFarewell(broker, name, round + 1);
            MqttBacklog.publish(broker.url(), name + "/meter", qos, round * MESSAGES, MESSAGES, PAYLOAD);
            if (round == 1) {
                bare.forget();
                ours.forget();
            }
            bare.add(MqttBacklog.drain(broker.url(), bareClient, MESSAGES));
            ours.add(measure(cluster, name, (round + 1) * MESSAGES));
            System.out.printf(
                    Locale.ROOT,
                    "QoS %d, round %d%s: %s, %s%n",
                    qos,
                    round,
                    round == 0 ? " (to warm up)" : "",
                    bare,
                    ours);
        }
        cluster.rest().deleteConnector(name);
        MessageNumbers stored = stored(cluster, name);
        figures.put(name + "_missing", String.valueOf((long) round * MESSAGES - stored.distinct()));
        figures.put(name + "_repeated", String.valueOf(stored.repeated()));
        rounds.addTo(figures, qos == 1 ? "" : "qos0_");
        ours.addTo(figures, "messages");
        bare.addTo(figures, "messages");
    }

    /** The worker reports STOPPED before its task has closed the connection. */
    private static void awaitFarewell(Mosquitto broker, String name, int count) throws InterruptedException {
        String farewell = "Client tdconnect-" + name + "-0 disconnected";
        Arrivals.await(
                () -> broker.logs()
                        .lines()
                        .filter(line -> line.contains(farewell))
                        .count(),
                count);
    }

    /**
     * Without the first tenth, in which the connector starts. Messages of the round before that Kafka had not confirmed when
     * the connector stopped are repeated first.
     */
    private static Measured measure(Cluster cluster, String name, int end) throws InterruptedException {
        long already = Arrivals.await(cluster.kafka(), name, 0);
        cluster.rest().change(name, "resume");
        try {
            long before = Arrivals.await(cluster.kafka(), name, already + MESSAGES / 10);
            Measured.Running running = Measured.start(cluster.connect()::cpuTime);
            return running.after(Arrivals.await(cluster.kafka(), name, already + MESSAGES) - before);
        } catch (IllegalStateException e) {
            MessageNumbers stored = stored(cluster, name);
            throw new IllegalStateException(
                    e.getMessage() + "; of the numbers below " + end + " Kafka has " + stored.distinct() + ", "
                            + stored.repeated() + " repeated, the first that is missing is " + stored.firstMissing(end),
                    e);
        }
    }

    private static MessageNumbers stored(Cluster cluster, String topic) {
        MessageNumbers numbers = new MessageNumbers();
        try (KafkaTopics topics = cluster.kafka().topics()) {
            int count = Math.toIntExact(topics.count(topic));
            topics.consumeBytes(topic, count, LIMIT).forEach(record -> numbers.add(record.value()));
        }
        return numbers;
    }

    private static Map<String, String> source(Mosquitto broker, String kafkaTopic, String topics) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "io.tdconnect.mqtt.MqttSourceConnector");
        config.put("tasks.max", "1");
        config.put("broker.urls", broker.url());
        config.put("topics", topics);
        config.put("receive.maximum", String.valueOf(WINDOW));
        config.put("kafka.topic", kafkaTopic);
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        // With the default of 16 KB, one request to Kafka carries some 80 messages, and there is one at a time.
        config.put("producer.override.batch.size", "262144");
        return config;
    }
}
