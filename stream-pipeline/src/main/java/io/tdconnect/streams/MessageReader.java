// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.StringConverter;
import org.jspecify.annotations.Nullable;

/** Reads the values of messages for the first stage. */
final class MessageReader {
    private final @Nullable Converter converter;

    MessageReader(InputFormat format) {
        converter = switch (format) {
            case BYTES -> null;
            case STRING -> new StringConverter();
            case JSON, JSON_SCHEMA -> new JsonConverter();
        };
        if (converter != null) {
            converter.configure(Map.of("schemas.enable", format == InputFormat.JSON_SCHEMA), false);
        }
    }

    /**
     * The value of a message.
     *
     * @throws BadMessageException if it is not of the format; the message is without the value
     */
    SchemaAndValue read(String topic, byte[] value) {
        if (converter == null) {
            return new SchemaAndValue(Schema.OPTIONAL_BYTES_SCHEMA, value);
        }
        try {
            return converter.toConnectData(topic, value);
        } catch (RuntimeException e) {
            // Without the cause, whose message quotes the value.
            throw new BadMessageException(
                    Fault.UNREADABLE,
                    PipelineOptions.INPUT_FORMAT,
                    converter.getClass(),
                    "expected a value that "
                            + converter.getClass().getSimpleName() + " reads, found another ("
                            + e.getClass().getSimpleName() + ")");
        }
    }
}
