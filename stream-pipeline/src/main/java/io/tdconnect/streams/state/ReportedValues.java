// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.state;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of the last row of a subtable that passed.
 *
 * @param values numbers, text, booleans and nulls by field
 */
record ReportedValues(Instant time, Map<String, @Nullable Object> values) {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final TypeReference<Map<String, @Nullable Object>> VALUES = new TypeReference<>() {};
    private static final int HEAD = Long.BYTES + Integer.BYTES;

    byte[] encode() {
        try {
            byte[] json = JSON.writeValueAsBytes(values);
            return ByteBuffer.allocate(HEAD + json.length)
                    .putLong(time.getEpochSecond())
                    .putInt(time.getNano())
                    .put(json)
                    .array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ReportedValues decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Instant time = Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
        try {
            return new ReportedValues(time, JSON.readValue(bytes, HEAD, bytes.length - HEAD, VALUES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
