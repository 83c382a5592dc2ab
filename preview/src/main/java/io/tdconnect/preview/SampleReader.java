// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/** Converts a sample to the value of a record with the converter of a sink; without one the value is bytes. */
final class SampleReader {
    private static final String OPTION = "value.converter";

    private final @Nullable Converter converter;

    /**
     * A reader for a configuration.
     *
     * @throws IllegalArgumentException if its converter is unknown
     */
    SampleReader(Map<String, String> config) {
        String type = config.get(OPTION);
        converter = type == null || takesBytes(type) ? null : converter(type, config);
    }

    SchemaAndValue read(String topic, byte[] bytes) {
        return converter == null
                ? new SchemaAndValue(Schema.OPTIONAL_BYTES_SCHEMA, bytes)
                : converter.toConnectData(topic, bytes);
    }

    /** Whether a converter is Connect's ByteArrayConverter, which is not on the class path here. */
    static boolean takesBytes(String converter) {
        return converter.endsWith(".ByteArrayConverter");
    }

    /**
     * A converter of values with its options in a configuration.
     *
     * @throws IllegalArgumentException if the converter is unknown
     */
    static Converter converter(String type, Map<String, String> config) {
        Map<String, String> options = new HashMap<>();
        config.forEach((name, value) -> {
            if (name.startsWith(OPTION + ".")) {
                options.put(name.substring(OPTION.length() + 1), value);
            }
        });
        try {
            Converter converter = Class.forName(type)
                    .asSubclass(Converter.class)
                    .getDeclaredConstructor()
                    .newInstance();
            converter.configure(options, false);
            return converter;
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    OPTION + ": expected ByteArrayConverter, StringConverter or JsonConverter, found " + type, e);
        }
    }
}
