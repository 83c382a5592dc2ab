// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as the broker delivered it.
 *
 * @param packetId what an acknowledgement refers to, meaningful only on the connection that delivered the message and
 *     for QoS 1 and 2
 * @param receivedNanos nanoseconds since 1970
 * @param properties properties of MQTT 5, null if the message has none
 * @param problem why the message cannot be decoded, null if it can
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares payloads, and a list would copy each
public record MqttMessage(
        String topic,
        byte[] payload,
        int qos,
        boolean retained,
        boolean duplicate,
        int packetId,
        long receivedNanos,
        @Nullable MessageProperties properties,
        @Nullable String problem) {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** The current time in nanoseconds since 1970. */
    public static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }

    /** When the message was received, in milliseconds since 1970. */
    public long receivedAt() {
        return receivedNanos / NANOS_PER_MILLI;
    }
}
