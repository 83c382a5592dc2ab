// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.payload;

import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.MqttMessage;
import java.util.List;
import org.apache.kafka.connect.data.SchemaAndValue;

/** Decompresses payloads, reads their values and checks the size of these. */
public record PayloadDecoder(Decompression decompression, PayloadReader reader, ProducerLimit limit) {
    public List<SchemaAndValue> decode(MqttMessage message) throws BadMessageException {
        byte[] expanded = decompression.expand(message.payload());
        List<SchemaAndValue> values = reader.readValues(message, expanded);
        limit.check(message, expanded.length, values);
        return values;
    }
}
