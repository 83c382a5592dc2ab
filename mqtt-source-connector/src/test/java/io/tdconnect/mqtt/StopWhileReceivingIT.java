// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static io.tdconnect.mqtt.RunningTask.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.MosquittoOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task that is stopped while the broker sends as fast as it can: what Kafka has does not come again. */
@Timeout(120)
class StopWhileReceivingIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MESSAGES = 120_000;
    private static final int EACH_RUN = 20_000;

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void confirmedMessagesAreNotRepeated(String version) throws Exception {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        MosquittoOptions options = MosquittoOptions.defaults()
                .withSetting("max_inflight_messages 65535")
                .withSetting("max_queued_messages 0");
        try (Mosquitto broker = Mosquitto.start(options)) {
            Map<String, String> properties = properties(
                    broker.url(), "protocol.version", version, "topics", "drain/1::1", "receive.maximum", "65535");
            try (RunningTask task = new RunningTask(properties)) {
                broker.awaitSubscription("1 drain/1", LIMIT);
            }
            try (Publisher publisher = new Publisher(broker.url())) {
                for (int from = 0; from < MESSAGES; from += EACH_RUN) {
                    publisher.publishNumbers("drain/1", from, from + EACH_RUN, 1);
                }
            }
            Set<String> confirmed = new HashSet<>();
            List<String> again = new ArrayList<>();
            while (confirmed.size() < MESSAGES) {
                try (RunningTask task = new RunningTask(properties)) {
                    int atStart = confirmed.size();
                    while (confirmed.size() < Math.min(MESSAGES, atStart + EACH_RUN)) {
                        List<SourceRecord> records = task.poll();
                        for (String text : RunningTask.texts(records)) {
                            if (!confirmed.add(text)) {
                                again.add(text);
                            }
                        }
                        task.commit(records);
                    }
                }
            }
            assertThat(again).as("repeated, of %s", MESSAGES).isEmpty();
        }
    }

    @Test
    void aStoppedConnectorRepeatsNothingThatKafkaHas() throws Exception {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        MosquittoOptions options = MosquittoOptions.defaults()
                .withSetting("max_inflight_messages 65535")
                .withSetting("max_queued_messages 0");
        int messages = 3 * MESSAGES;
        try (Mosquitto broker = Mosquitto.start(options);
                ConnectCluster connect = ConnectCluster.start(Map.of("task.shutdown.graceful.timeout.ms", "60000"))) {
            connect.createTopic("drain", 1);
            connect.putConnector("drain", config(broker));
            broker.awaitSubscription("1 drain/1", LIMIT);
            change(connect, "stop", "STOPPED");
            try (Publisher publisher = new Publisher(broker.url())) {
                for (int from = 0; from < messages; from += EACH_RUN) {
                    publisher.publishNumbers("drain/1", from, from + EACH_RUN, 1);
                }
            }
            for (int stop = 1; stop <= 3; stop++) {
                long before = connect.topics().count("drain");
                change(connect, "resume", "RUNNING");
                await().atMost(LIMIT).until(() -> connect.topics().count("drain") > before + EACH_RUN);
                change(connect, "stop", "STOPPED");
            }
            change(connect, "resume", "RUNNING");
            Set<String> distinct = new HashSet<>();
            await().atMost(LIMIT).until(() -> connect.topics().count("drain") >= messages);
            int stored = (int) connect.topics().count("drain");
            connect.consume("drain", stored, LIMIT).forEach(record -> distinct.add(record.value()));
            assertThat(distinct).hasSize(stored);
        }
    }

    private static Map<String, String> config(Mosquitto broker) {
        return Map.of(
                "connector.class",
                "io.tdconnect.mqtt.MqttSourceConnector",
                "tasks.max",
                "1",
                "broker.urls",
                broker.url(),
                "topics",
                "drain/1::1",
                "kafka.topic",
                "drain",
                "receive.maximum",
                "65535",
                // The broker answers to the subscription after the messages of its queue.
                "connect.timeout.ms",
                "5000",
                "value.converter",
                "org.apache.kafka.connect.converters.ByteArrayConverter");
    }

    private static void change(ConnectCluster connect, String action, String state) {
        connect.rest().change("drain", action);
        connect.rest().waitUntilState("drain", state, LIMIT);
    }
}
