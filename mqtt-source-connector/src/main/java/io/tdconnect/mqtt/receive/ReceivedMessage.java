// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import io.tdconnect.mqtt.message.MqttMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to Kafka.
 *
 * @param ack what to acknowledge once Kafka has it, null if the broker expects nothing
 */
public record ReceivedMessage(MqttMessage message, PendingAcks.@Nullable Ack ack) {}
