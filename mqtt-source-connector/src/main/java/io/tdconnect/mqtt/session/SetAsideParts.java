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
 * The parts of messages that are not handed to the client library, each under a topic that stands for it there.
 *
 * <p>Of one connection; thread-safe.
 */
final class SetAsideParts {
    // Nobody can publish to a topic that begins so.
    private final String prefix = "aside/" + UUID.randomUUID() + "/";
    private final Map<String, Part> parts = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();

    /** Keeps a part, and returns the topic that stands for it; ASCII. */
    String put(Part part) {
        String topic = prefix + number.getAndIncrement();
        parts.put(topic, part);
        return topic;
    }

    /** Returns the part that a topic stands for, and forgets it; null if it is a topic of a publisher. */
    @Nullable
    Part take(String topic) {
        return topic.startsWith(prefix) ? parts.remove(topic) : null;
    }

    /**
     * What belongs to a message.
     *
     * @param topic the publisher's
     * @param properties null if there are none
     * @param problem why the message cannot be taken, null if it can
     */
    record Part(
            String topic,
            @Nullable MessageProperties properties,
            @Nullable String problem) {
        /** A message that the client library handed over, with the part that it has not seen. */
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
