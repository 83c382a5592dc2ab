// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

/**
 * A message as the broker delivered it.
 *
 * @param packetId what an acknowledgement refers to, meaningful only on the connection that delivered the message and
 *     for QoS 1 and 2
 * @param receivedAt milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // a payload is compared by nobody and copied once per message otherwise
record MqttMessage(
        String topic, byte[] payload, int qos, boolean retained, boolean duplicate, int packetId, long receivedAt) {}
