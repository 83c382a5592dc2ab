// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import io.tdconnect.mqtt.message.MessageProperties;
import io.tdconnect.mqtt.message.MqttMessage;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the parts of messages that the client library must not see, each under a placeholder topic that the library
 * sees instead.
 *
 * <p>For one connection; thread-safe.
 */
final class SetAsideParts {
    // No publisher can guess a topic with this prefix.
    private final String prefix = "aside/" + UUID.randomUUID() + "/";
    private final Map<String, Part> parts = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();

    /** Keeps a part and returns its placeholder topic, in ASCII. */
    String put(Part part) {
        String topic = prefix + number.getAndIncrement();
        parts.put(topic, part);
        return topic;
    }

    /** Removes and returns the part of a placeholder topic; null if the topic is a publisher's own. */
    @Nullable
    Part take(String topic) {
        return topic.startsWith(prefix) ? parts.remove(topic) : null;
    }

    /**
     * What the client library does not see of a message.
     *
     * @param topic the publisher's
     * @param properties null for a packet without properties
     * @param problem why the message cannot be decoded, null if it can
     */
    record Part(
            String topic,
            @Nullable MessageProperties properties,
            @Nullable String problem) {
        /** A message from the client library, completed by the part that the library has not seen. */
        MqttMessage completing(MqttMessage message) {
            return new MqttMessage(
                    topic,
                    message.payload(),
                    message.qos(),
                    message.retained(),
                    message.duplicate(),
                    message.packetId(),
                    message.receivedNanos(),
                    properties,
                    problem);
        }
    }
}
