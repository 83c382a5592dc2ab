// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.message;

import io.tdconnect.mqtt.receive.ReceivedMessage;
import java.nio.charset.StandardCharsets;

/** Messages for tests. */
public final class Messages {
    public static final long RECEIVED_AT = 1_700_000_000_000L;
    public static final long RECEIVED_NANOS = RECEIVED_AT * 1_000_000 + 123_456;

    private Messages() {}

    public static MqttMessage message(String topic, String payload, int qos, int packetId) {
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

    public static MqttMessage message(String topic, byte[] payload) {
        return new MqttMessage(topic, payload, 1, false, false, 9, RECEIVED_NANOS, null, null);
    }

    public static ReceivedMessage unconfirmed(String payload) {
        return new ReceivedMessage(message("t", payload, 0, 0), null);
    }

    public static String text(ReceivedMessage received) {
        return new String(received.message().payload(), StandardCharsets.UTF_8);
    }
}
