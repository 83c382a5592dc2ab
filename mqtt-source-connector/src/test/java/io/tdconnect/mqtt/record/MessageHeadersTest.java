// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tdconnect.mqtt.message.MessageProperties;
import io.tdconnect.mqtt.message.Messages;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.record.RecordOptions.HeaderSet;
import io.tdconnect.mqtt.record.RecordOptions.LevelTarget;
import io.tdconnect.mqtt.record.TopicRouter.Route;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.header.Header;
import org.junit.jupiter.api.Test;

class MessageHeadersTest {
    private static final MessageProperties PROPERTIES = new MessageProperties(
            List.of(Map.entry("unit", "C"), Map.entry("unit", "K")), "text/plain", "answers", new byte[] {1, 2}, 30L);

    @Test
    void usualMessagesHaveTwo() {
        assertThat(headers(
                        HeaderSet.MINIMAL,
                        new MqttMessage("site/1", new byte[0], 1, false, false, 1, 1, PROPERTIES, null)))
                .extracting(Header::key, Header::value)
                .containsExactly(tuple("mqtt.topic", "site/1"), tuple("mqtt.qos", "1"));
    }

    @Test
    void retainedAndDuplicateMessagesHaveHeaders() {
        assertThat(headers(HeaderSet.MINIMAL, new MqttMessage("t", new byte[0], 1, true, true, 1, 1, null, null)))
                .extracting(Header::key, Header::value)
                .contains(tuple("mqtt.retained", "true"), tuple("mqtt.duplicate", "true"));
    }

    @Test
    void allAddsTheTimeAndThePropertiesOfMqtt5() {
        MqttMessage message =
                new MqttMessage("t", new byte[0], 0, false, false, 1, Messages.RECEIVED_NANOS, PROPERTIES, null);

        assertThat(headers(HeaderSet.ALL, message))
                .extracting(Header::key, Header::value)
                .containsExactly(
                        tuple("mqtt.topic", "t"),
                        tuple("mqtt.qos", "0"),
                        tuple("mqtt.received.ns", "1700000000000123456"),
                        tuple("mqtt.user.unit", "C"),
                        tuple("mqtt.user.unit", "K"),
                        tuple("mqtt.content.type", "text/plain"),
                        tuple("mqtt.response.topic", "answers"),
                        tuple("mqtt.correlation.data", "AQI="),
                        tuple("mqtt.expiry.s", "30"));
    }

    @Test
    void noneAddsNoHeaders() {
        assertThat(headers(HeaderSet.NONE, Messages.message("t", "x", 1, 1))).isEmpty();
    }

    private static Iterable<Header> headers(HeaderSet set, MqttMessage message) {
        return new MessageHeaders(set, LevelTarget.HEADERS).of(message, new Route("k", null, Map.of(), true));
    }
}
