// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.Mosquitto;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Such a worker confirms records after its transactions, and takes records that are equal for one. */
@Timeout(180)
class ExactlyOnceWorkerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    // Ten times the window of the broker: the source would stop if a message were not acknowledged.
    private static final int MESSAGES = 200;

    @Test
    void acknowledgesMessagesThatAreAllTheSame() {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        try (Mosquitto broker = Mosquitto.start();
                ConnectCluster connect = ConnectCluster.start(
                        Map.of("exactly.once.source.support", "enabled", "offset.flush.interval.ms", "100"));
                Publisher publisher = new Publisher(broker.url())) {
            connect.putConnector(
                    "same",
                    Map.of(
                            "connector.class", "io.tdconnect.mqtt.MqttSourceConnector",
                            "tasks.max", "1",
                            "broker.urls", broker.url(),
                            "topics", "same::1",
                            "kafka.topic", "same",
                            "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"));
            // The validation has another one.
            broker.awaitSubscription("tdconnect-same-0 1 same", LIMIT);
            for (int i = 0; i < MESSAGES; i++) {
                publisher.publish("same", "x", 1);
            }

            assertThat(connect.consume("same", MESSAGES, LIMIT))
                    .extracting(ConsumerRecord::value)
                    .containsOnly("x")
                    .hasSize(MESSAGES);
        }
    }
}
