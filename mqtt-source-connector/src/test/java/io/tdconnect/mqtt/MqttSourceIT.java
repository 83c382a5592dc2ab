// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static io.tdconnect.mqtt.RunningTask.properties;
import static io.tdconnect.mqtt.RunningTask.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.Mosquitto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MqttSourceIT {
    @AutoClose
    private static Mosquitto broker;

    @BeforeAll
    static void startBroker() {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        broker = Mosquitto.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1", "3.1.1", "5"})
    void receivesBothQualitiesOfServiceWithEveryVersion(String version) throws Exception {
        Map<String, String> properties = properties(
                broker.url(), "name", "versions-" + version, "protocol.version", version, "topics", "a/+::0,b/+::2");
        try (RunningTask task = new RunningTask(properties);
                Publisher publisher = new Publisher(broker.url())) {
            awaitSubscribed(task, publisher, "a/x");
            publisher.publish("a/1", "zero", 0);
            publisher.publish("b/1", "one", 2);

            List<SourceRecord> records = task.take(2);

            assertThat(texts(records)).containsExactlyInAnyOrder("zero", "one");
            assertThat(records).extracting(SourceRecord::key).containsExactlyInAnyOrder("a/1", "b/1");
            assertThat(records)
                    .extracting(
                            record -> record.headers().lastWithName("mqtt.qos").value())
                    .containsExactlyInAnyOrder("0", "1");
            task.commit(records);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void deliversAgainWhatKafkaDidNotConfirm(String version) throws Exception {
        Map<String, String> properties = properties(
                broker.url(), "name", "again-" + version, "protocol.version", version, "topics", "again/" + version);
        try (Publisher publisher = new Publisher(broker.url())) {
            try (RunningTask task = new RunningTask(properties)) {
                awaitSubscribed(task, publisher, "again/" + version);
                publisher.publishNumbers("again/" + version, 0, 10, 1);
                task.commit(task.take(10).subList(0, 4));
            }
            publisher.publish("again/" + version, "10", 1);

            try (RunningTask task = new RunningTask(properties)) {
                List<SourceRecord> records = task.take(7);

                assertThat(texts(records)).containsExactly("4", "5", "6", "7", "8", "9", "10");
                task.commit(records);
            }
            try (RunningTask task = new RunningTask(properties)) {
                assertThat(task.poll()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void losesNothingWhenTheBrokerIsRestarted(String version) throws Exception {
        String topic = "restart/" + version;
        Map<String, String> properties =
                properties(broker.url(), "name", "restart-" + version, "protocol.version", version, "topics", topic);
        Set<String> stored = new HashSet<>();
        try (RunningTask task = new RunningTask(properties)) {
            try (Publisher publisher = new Publisher(broker.url())) {
                awaitSubscribed(task, publisher, topic);
                publisher.publishNumbers(topic, 0, 100, 1);
            }
            List<SourceRecord> before = task.take(15);
            broker.restart();
            try (Publisher publisher = new Publisher(broker.url())) {
                publisher.publishNumbers(topic, 100, 120, 1);
            }
            // Confirmed only now: these belong to a connection that has ended, and must not confirm anything else.
            task.commit(before);
            stored.addAll(texts(before));
            while (stored.size() < 120) {
                List<SourceRecord> records = task.take(1);
                task.commit(records);
                stored.addAll(texts(records));
            }
        }

        assertThat(stored).containsAll(numbers(0, 120));
        try (RunningTask task = new RunningTask(properties)) {
            confirmTheRest(task, topic);
        }
        try (RunningTask task = new RunningTask(properties)) {
            assertThat(task.poll()).isEmpty();
        }
    }

    // A message that a transform filters out is confirmed without metadata; the broker sends 20 unconfirmed ones.
    @Test
    void filteredMessagesDoNotFillTheWindow() throws Exception {
        Map<String, String> properties = properties(broker.url(), "name", "window", "topics", "window/+");
        try (RunningTask task = new RunningTask(properties);
                Publisher publisher = new Publisher(broker.url())) {
            awaitSubscribed(task, publisher, "window/1");
            publisher.publishNumbers("window/1", 0, 500, 1);

            List<String> received = new ArrayList<>();
            while (received.size() < 500) {
                List<SourceRecord> records = task.take(1);
                received.addAll(texts(records));
                task.commit(records);
            }

            assertThat(received).containsExactlyElementsOf(numbers(0, 500));
        }
    }

    @Test
    void tasksShareASharedSubscription() throws Exception {
        String topics = "$share/g/shared/+::1";
        try (RunningTask first = new RunningTask(properties(broker.url(), "name", "shared", "topics", topics));
                Publisher publisher = new Publisher(broker.url());
                RunningTask second = secondTask(first, publisher, topics)) {
            List<String> received = new ArrayList<>();
            List<String> ofSecond = new ArrayList<>();
            int published = 0;
            while (ofSecond.isEmpty() || received.isEmpty() || received.size() + ofSecond.size() < published) {
                if (ofSecond.isEmpty() || received.isEmpty()) {
                    publisher.publish("shared/1", String.valueOf(published++), 1);
                }
                receive(first, received);
                receive(second, ofSecond);
            }
            received.addAll(ofSecond);

            assertThat(received).containsExactlyInAnyOrderElementsOf(numbers(0, published));
        }
    }

    /** Started once the first one is subscribed, so that every message has a receiver. */
    private static RunningTask secondTask(RunningTask first, Publisher publisher, String topics)
            throws InterruptedException {
        awaitSubscribed(first, publisher, "shared/1");
        return new RunningTask(properties(broker.url(), "name", "shared", "task.id", "1", "topics", topics));
    }

    private static void receive(RunningTask task, List<String> received) throws InterruptedException {
        List<SourceRecord> records = task.poll();
        task.commit(records);
        received.addAll(texts(records));
    }

    /** Returns when the task receives what is published, with nothing else left to receive. */
    private static void awaitSubscribed(RunningTask task, Publisher publisher, String topic)
            throws InterruptedException {
        List<SourceRecord> records = task.poll();
        while (records.isEmpty()) {
            publisher.publish(topic, "hello", 1);
            records = task.poll();
        }
        task.commit(records);
        publisher.publish(topic, "ready", 1);
        while (!texts(records).contains("ready")) {
            records = task.take(1);
            task.commit(records);
        }
    }

    // Mosquitto may deliver a message again in the next connection if it was in flight when the broker stopped.
    private static void confirmTheRest(RunningTask task, String topic) throws InterruptedException {
        try (Publisher publisher = new Publisher(broker.url())) {
            publisher.publish(topic, "end", 1);
        }
        List<SourceRecord> records = List.of();
        while (!texts(records).contains("end")) {
            records = task.take(1);
            task.commit(records);
        }
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }
}
