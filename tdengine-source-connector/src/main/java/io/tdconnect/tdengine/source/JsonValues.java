// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Rows as JSON text: what JsonConverter makes of their structs with {@code schemas.enable=false} and {@code
 * decimal.format=NUMERIC}, for half of the processor time of both. For use by one thread.
 */
final class JsonValues implements RowValues {
    private static final int FIRST_LENGTH = 512;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private final SerializedString[] names;
    private final boolean list;
    private int lastLength = FIRST_LENGTH;

    /** Rows with these fields; {@code list} for an array of objects. */
    JsonValues(RowShape shape, boolean list) {
        this.list = list;
        names = shape.fields().stream()
                .map(field -> new SerializedString(field.name()))
                .toArray(SerializedString[]::new);
    }

    @Override
    public Schema schema() {
        return Schema.STRING_SCHEMA;
    }

    @Override
    public Object of(List<@Nullable Object[]> rows) {
        // The next value is probably about as long.
        ByteArrayOutputStream out = new ByteArrayOutputStream(lastLength + lastLength / 8);
        try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            if (list) {
                json.writeStartArray();
            }
            for (@Nullable Object[] row : rows) {
                write(json, row);
            }
            if (list) {
                json.writeEndArray();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lastLength = out.size();
        return out.toString(StandardCharsets.UTF_8);
    }

    private void write(JsonGenerator json, @Nullable Object[] row) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < names.length; i++) {
            json.writeFieldName(names[i]);
            // Without an ObjectMapper the generator writes numbers, text, booleans and bytes by itself.
            json.writePOJO(row[i]);
        }
        json.writeEndObject();
    }
}
