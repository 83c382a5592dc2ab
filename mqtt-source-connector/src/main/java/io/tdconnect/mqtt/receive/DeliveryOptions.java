// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options of the group Delivery: how messages wait for Kafka.
 *
 * @param receiveMaximum how many messages of a connection may be unacknowledged
 * @param unackedTimeout how long Kafka may take to confirm a message before the task connects again
 * @param bufferCapacity how many messages of QoS 0 wait in memory
 * @param bufferBytes how many bytes these may have
 * @param bufferPolicy what happens to a message of QoS 0 when the buffer is full
 */
public record DeliveryOptions(
        int receiveMaximum, Duration unackedTimeout, int bufferCapacity, long bufferBytes, BufferPolicy bufferPolicy) {
    static final String RECEIVE_MAXIMUM = "receive.maximum";
    static final String UNACKED_TIMEOUT = "unacked.timeout.ms";
    static final String BUFFER_CAPACITY = "buffer.capacity";
    static final String BUFFER_BYTES = "buffer.max.bytes";
    static final String BUFFER_POLICY = "buffer.policy";

    public static void addTo(Options options) {
        options.group("Delivery")
                .optional(
                        RECEIVE_MAXIMUM,
                        Type.INT,
                        1_000,
                        "How many messages may be unacknowledged. With MQTT 5 the broker is told; with all versions the task"
                                + " reads no more from the connection at this number. With older versions the broker has a"
                                + " limit of its own, too (Mosquitto: max_inflight_messages, 20). A small number limits the"
                                + " throughput.")
                .validator(Validators.between(1, 65_535))
                .optional(
                        UNACKED_TIMEOUT,
                        Type.LONG,
                        300_000L,
                        "How long Kafka may take to confirm a message. After that the task connects again, so"
                                + " that the broker delivers unacknowledged messages again.")
                .validator(Validators.atLeast(1_000))
                .importance(Importance.LOW)
                .add(DeliveryOptions::addBuffer);
    }

    private static void addBuffer(Options options) {
        options.optional(
                        BUFFER_CAPACITY,
                        Type.INT,
                        10_000,
                        "How many messages of QoS 0 may wait in memory for Kafka Connect. Those of QoS 1 are"
                                + " limited by the number of unacknowledged messages that the broker sends.")
                .validator(Validators.between(1, 1_000_000))
                .importance(Importance.LOW)
                .optional(
                        BUFFER_BYTES,
                        Type.LONG,
                        32L * 1024 * 1024,
                        "How many bytes the messages of QoS 0 may take that wait in memory.")
                .validator(Validators.between(1024, Integer.MAX_VALUE))
                .importance(Importance.LOW)
                .choice(
                        BUFFER_POLICY,
                        BufferPolicy.BLOCK,
                        "What happens to a message of QoS 0 when the buffer is full: block stops reading from the"
                                + " broker for up to half the keep alive (at most 30 s) and then drops the message;"
                                + " drop-oldest and drop-newest do not wait. Dropped messages are counted.")
                .importance(Importance.LOW);
    }

    public static DeliveryOptions from(AbstractConfig config) {
        return new DeliveryOptions(
                config.getInt(RECEIVE_MAXIMUM),
                Duration.ofMillis(config.getLong(UNACKED_TIMEOUT)),
                config.getInt(BUFFER_CAPACITY),
                config.getLong(BUFFER_BYTES),
                EnumOption.parse(BufferPolicy.class, config.getString(BUFFER_POLICY)));
    }

    /** What happens to a message of QoS 0 when the buffer is full. */
    enum BufferPolicy {
        BLOCK,
        DROP_OLDEST,
        DROP_NEWEST
    }
}
