// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.payload;

import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.MqttMessage;
import java.util.List;
import org.apache.kafka.connect.data.SchemaAndValue;

/** Reads the values that a message carries, each of which becomes a record. */
@FunctionalInterface
public interface PayloadReader {
    /**
     * The values in their order, which may be none; maps among them may be changed.
     *
     * @param payload of the message, expanded
     */
    List<SchemaAndValue> readValues(MqttMessage message, byte[] payload) throws BadMessageException;
}
