// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.common.contract.StoredOffsets;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.message.TopicFilter;
import io.tdconnect.mqtt.session.FakeMqttSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
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
    void unsubscribesFromFiltersThatTheSessionHadBefore() {
        Map<String, Object> offset = Map.of("topics", "site/+::1,gone/#::0");

        start(offset, Map.of());

        await().until(() -> !broker.connected.isEmpty());
        FakeMqttSession session = broker.connected.get(0);
        await().untilAsserted(() -> assertThat(session.unsubscribed).contains("gone/#"));
        assertThat(session.unsubscribed).doesNotContain("site/+");
        assertThat(session.subscribed).containsExactly(TopicFilter.parse("site/+::1"));
    }

    /** What the session really has is not known: filters may have changed without a message. */
    @Test
    void subscribesToAllAndSkipsRetainedMessagesOfEarlierFilters() throws Exception {
        Map<String, Object> offset = Map.of("topics", "site/+::1");

        start(offset, Map.of("topics", "site/+::1,new::1", "retained.messages", "first-only"));

        await().until(() -> !broker.connected.isEmpty());
        FakeMqttSession session = broker.connected.get(0);
        await().untilAsserted(() -> assertThat(session.subscribed)
                .containsExactly(TopicFilter.parse("site/+::1"), TopicFilter.parse("new::1")));
        session.listener.received(new MqttMessage("site/1", new byte[0], 1, true, false, 10, 0, null, null));
        session.listener.received(new MqttMessage("new", new byte[0], 1, true, false, 11, 0, null, null));
        List<SourceRecord> records = null;
        while (records == null) {
            records = task.poll();
        }
        assertThat(records).extracting(SourceRecord::key).containsExactly("new");
        assertThat(session.acknowledged).containsExactly(10);
    }

    @Test
    void unsubscribesFromAFilterThatAMessageReveals() throws Exception {
        start(Map.of("topics", "site/+::1"), Map.of());
        await().until(() -> !broker.connected.isEmpty());
        FakeMqttSession session = broker.connected.get(0);

        session.listener.received(new MqttMessage("gone/1", new byte[0], 1, false, false, 10, 0, null, null));
        List<SourceRecord> records = null;
        while (records == null) {
            records = task.poll();
        }

        await().untilAsserted(() ->
                assertThat(session.unsubscribed).contains("gone/#", "gone/+", "#", "$share/tdconnect-meters/gone/#"));
        assertThat(session.unsubscribed).doesNotContain("site/+");
    }

    private void start(Map<String, Object> offset, Map<String, String> changes) {
        Map<String, String> properties =
                new HashMap<>(Map.of("name", "meters", "broker.urls", "tcp://broker:1883", "topics", "site/+::1"));
        properties.putAll(changes);
        task.initialize(StoredOffsets.ofEvery(offset));
        task.start(new MqttSourceConfig(properties), broker);
    }
}
