// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.row;

import io.tdconnect.streams.config.InputOptions;
import io.tdconnect.streams.message.BadMessageCause;
import io.tdconnect.streams.message.BadMessageException;
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

    MessageReader(InputOptions.Format format) {
        converter = switch (format) {
            case BYTES -> null;
            case STRING -> new StringConverter();
            case JSON, JSON_SCHEMA -> new JsonConverter();
        };
        if (converter != null) {
            converter.configure(Map.of("schemas.enable", format == InputOptions.Format.JSON_SCHEMA), false);
        }
    }

    /**
     * The value of a message.
     *
     * @throws BadMessageException if it has another format; the text does not contain the value
     */
    SchemaAndValue read(String topic, byte[] value) {
        if (converter == null) {
            return new SchemaAndValue(Schema.OPTIONAL_BYTES_SCHEMA, value);
        }
        try {
            return converter.toConnectData(topic, value);
        } catch (RuntimeException e) {
            // Without the cause, since its message quotes the value.
            throw new BadMessageException(
                    BadMessageCause.UNREADABLE,
                    InputOptions.FORMAT,
                    converter.getClass(),
                    "expected a value that "
                            + converter.getClass().getSimpleName() + " can read, found another ("
                            + e.getClass().getSimpleName() + ")");
        }
    }
}
