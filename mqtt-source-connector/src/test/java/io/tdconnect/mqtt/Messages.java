// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.nio.charset.StandardCharsets;

/** Messages for tests. */
final class Messages {
    static final long RECEIVED_AT = 1_700_000_000_000L;
    static final long RECEIVED_NANOS = RECEIVED_AT * 1_000_000 + 123_456;

    private Messages() {}

    static MqttMessage message(String topic, String payload, int qos, int packetId) {
        return new MqttMessage(
                topic,
                payload.getBytes(StandardCharsets.UTF_8),
                qos,
                false,
                false,
                packetId,
                RECEIVED_NANOS,
                null,
                null);
    }

    static MqttMessage message(String topic, byte[] payload) {
        return new MqttMessage(topic, payload, 1, false, false, 9, RECEIVED_NANOS, null, null);
    }

    static Delivery unconfirmed(String payload) {
        return new Delivery(message("t", payload, 0, 0), null);
    }

    static String text(Delivery delivery) {
        return new String(delivery.message().payload(), StandardCharsets.UTF_8);
    }
}
