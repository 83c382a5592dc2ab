// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.common.contract.StoredOffsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The task starts with the offset of an earlier configuration, and the broker kept its session. */
@Timeout(60)
class StoredOffsetTest {
    private final FakeMqttSession.Broker broker = new FakeMqttSession.Broker();
    private final MqttSourceTask task = new MqttSourceTask();

    @BeforeEach
    void keepTheSession() {
        broker.resumesTheFirst = true;
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void givesUpFiltersThatTheSessionHadBefore() {
        Map<String, Object> offset = Map.of("topics", "site/+::1,gone/#::0");

        start(offset, Map.of());

        await().until(() -> !broker.connected.isEmpty());
        FakeMqttSession session = broker.connected.get(0);
        await().untilAsserted(() -> assertThat(session.unsubscribed).contains("gone/#"));
        assertThat(session.unsubscribed).doesNotContain("site/+");
        assertThat(session.subscribed).containsExactly(TopicFilter.parse("site/+::1"));
    }

    @Test
    void subscribesOnlyToNewFiltersWhereRetainedMessagesAreWantedOnce() {
        Map<String, Object> offset = Map.of("topics", "site/+::1");

        start(offset, Map.of("topics", "site/+::1,new::1", "retained.messages", "first-only"));

        await().until(() -> !broker.connected.isEmpty());
        FakeMqttSession session = broker.connected.get(0);
        await().untilAsserted(() -> assertThat(session.subscribed).containsExactly(TopicFilter.parse("new::1")));
    }

    private void start(Map<String, Object> offset, Map<String, String> changes) {
        Map<String, String> properties =
                new HashMap<>(Map.of("name", "meters", "broker.urls", "tcp://broker:1883", "topics", "site/+::1"));
        properties.putAll(changes);
        task.initialize(StoredOffsets.ofEvery(offset));
        task.start(new MqttSourceConfig(properties), broker);
    }
}
