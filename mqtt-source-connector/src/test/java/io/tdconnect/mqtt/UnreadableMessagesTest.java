// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static io.tdconnect.mqtt.RunningTask.properties;
import static io.tdconnect.mqtt.RunningTask.texts;
import static io.tdconnect.mqtt.session.RawBroker.message;
import static io.tdconnect.mqtt.session.RawBroker.packet;
import static io.tdconnect.mqtt.session.RawBroker.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tdconnect.mqtt.session.RawBroker;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages at which the reading thread of the client library would end: a task must not become deaf. */
@Timeout(60)
class UnreadableMessagesTest {
    private static final byte[] NEXT = "dev/next".getBytes(UTF_8);

    @ParameterizedTest
    @CsvSource({
        "3.1.1, 'dev/1\n'", "5, 'dev/1\n'", "3.1.1, dev/\u0001", "5, dev/\u009f", "3.1.1, dev/\ufffe", "5, dev/\ufdd0",
        "3.1.1, \ufeffdev", "5, \ufeffdev", "3.1.1, dev/\uD83D\uDE00", "5, dev/\uD83D\uDE00", "3.1.1, dev/！", "5, 温度"
    })
    void everyCharacterOfATopicArrives(String version, String topic) throws Exception {
        try (RawBroker broker = broker(version, 1, topic.getBytes(UTF_8));
                RunningTask task = new RunningTask(properties(broker.url(), "protocol.version", version))) {
            List<SourceRecord> records = task.take(2);
            task.commit(records);

            assertThat(records).extracting(SourceRecord::key).containsExactly(topic, "dev/next");
            assertThat(texts(records)).containsExactly("first", "next");
            await().untilAsserted(() -> assertThat(broker.acknowledged).containsExactly(1, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void onErrorDecidesAboutATopicThatIsNoText(String version) throws Exception {
        byte[] topic = {'d', (byte) 0xff, '/'};
        try (RawBroker broker = broker(version, 1, topic);
                RunningTask task = new RunningTask(properties(
                        broker.url(), "protocol.version", version, "on.error", "topic", "errors.topic", "bad"))) {
            List<SourceRecord> records = task.take(2);
            task.commit(records);

            assertThat(records).extracting(SourceRecord::topic).containsExactly("bad", "mqtt");
            assertThat(records.get(0).headers().lastWithName("mqtt.error").value())
                    .asString()
                    .contains("a topic in UTF-8");
            await().untilAsserted(() -> assertThat(broker.acknowledged).containsExactly(1, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void aPayloadThatIsTooLargeIsReportedAndNotKept(String version) throws Exception {
        byte[] topic = "dev/large".getBytes(UTF_8);
        byte[] properties = version.equals("5") ? new byte[0] : null;
        try (RawBroker broker = new RawBroker(
                        version.equals("5"),
                        message(topic, 1, properties, new byte[1_001]),
                        message(topic, 2, properties, new byte[1_000]),
                        message(topic, 0, properties, new byte[20_000_000]),
                        message(NEXT, 3, properties, "next".getBytes(UTF_8)));
                RunningTask task = new RunningTask(properties(
                        broker.url(),
                        "protocol.version",
                        version,
                        "on.error",
                        "topic",
                        "errors.topic",
                        "bad",
                        "payload.max.bytes",
                        "1000"))) {
            List<SourceRecord> records = task.take(4);
            task.commit(records);

            assertThat(records).extracting(SourceRecord::topic).containsExactly("bad", "mqtt", "bad", "mqtt");
            assertThat(records.get(2).headers().lastWithName("mqtt.error").value())
                    .isEqualTo("expected a payload of at most payload.max.bytes=1000 bytes, found 20000000");
            assertThat(records.get(2).value()).isEqualTo(new byte[0]);
            await().untilAsserted(() -> assertThat(broker.acknowledged).containsExactly(1, 2, 3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0001b", "\uD83D\uDE00", "plain"})
    void everyCharacterOfAPropertyArrives(String text) throws Exception {
        ByteArrayOutputStream properties = new ByteArrayOutputStream();
        properties.writeBytes(new byte[] {2, 0, 0, 0, 9, 11, (byte) 0x81, 1, 1, 1});
        properties.write(38);
        properties.writeBytes(text(text));
        properties.writeBytes(text("value " + text));
        properties.write(3);
        properties.writeBytes(text("type " + text));
        byte[] message = message(NEXT, 7, properties.toByteArray(), "next".getBytes(UTF_8));
        try (RawBroker broker = new RawBroker(true, message);
                RunningTask task =
                        new RunningTask(properties(broker.url(), "protocol.version", "5", "message.headers", "all"))) {
            SourceRecord record = task.take(1).get(0);

            assertThat(texts(List.of(record))).containsExactly("next");
            Map<String, String> expected = Map.of(
                    "mqtt.user." + text, "value " + text, "mqtt.content.type", "type " + text, "mqtt.expiry.s", "9");
            expected.forEach((name, value) ->
                    assertThat(record.headers().lastWithName(name).value()).isEqualTo(value));
        }
    }

    /** With QoS 3, and with a reason that has a control character, Paho's thread still ends. */
    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void aSessionWhoseReadingThreadEndsIsRenewedAtOnceAndHasADeadline(String version) throws Exception {
        byte[] deadly = version.equals("5")
                ? packet(0xe0, new byte[] {0, 5, 31, 0, 2, 'a', 1})
                : packet(0x36, new byte[] {0, 1, 'a', 0, 1});
        try (RawBroker broker = new RawBroker(version.equals("5"), deadly);
                RunningTask task = new RunningTask(properties(
                        broker.url(), "protocol.version", version, "on.error", "skip", "retry.timeout.ms", "2000"))) {
            assertThatThrownBy(() -> task.take(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("retry.timeout.ms")
                    .hasMessageContaining("IllegalArgumentException");
            assertThat(broker.connections).hasValueGreaterThan(2);
        }
    }

    private static RawBroker broker(String version, int packetId, byte[] topic) throws Exception {
        byte[] properties = version.equals("5") ? new byte[0] : null;
        return new RawBroker(
                version.equals("5"),
                message(topic, packetId, properties, "first".getBytes(UTF_8)),
                message(NEXT, packetId + 1, properties, "next".getBytes(UTF_8)));
    }
}
