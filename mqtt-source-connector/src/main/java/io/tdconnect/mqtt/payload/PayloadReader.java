// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.payload;

import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.MqttMessage;
import java.util.List;
import org.apache.kafka.connect.data.SchemaAndValue;

/** Reads the values in the payload of a message; each becomes a record. */
@FunctionalInterface
public interface PayloadReader {
    /**
     * The values in their order, or an empty list; the caller may change maps among them.
     *
     * @param payload of the message, after decompression
     */
    List<SchemaAndValue> readValues(MqttMessage message, byte[] payload) throws BadMessageException;
}
