// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.util.List;
import org.apache.kafka.connect.data.SchemaAndValue;

/** Expands payloads and reads them. */
record Payloads(Decompression decompression, PayloadReader reader) {
    List<SchemaAndValue> read(MqttMessage message) throws BadMessageException {
        return reader.read(message, decompression.expand(message.payload()));
    }
}
