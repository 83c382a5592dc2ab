// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import java.util.Map;
import org.apache.kafka.connect.json.JsonConverter;
import org.jspecify.annotations.Nullable;

/** Writes rows as the output format says; not for use by several threads. */
final class RowEncoder {
    private final RowJson json;
    private final @Nullable JsonConverter converter;

    RowEncoder(PipelineConfig config) {
        json = new RowJson(config.choice(TimestampFormat.class, PipelineOptions.OUTPUT_TIMESTAMPS));
        boolean schema = config.choice(OutputFormat.class, PipelineOptions.OUTPUT_FORMAT) == OutputFormat.JSON_SCHEMA;
        converter = schema ? withSchemas() : null;
    }

    static JsonConverter withSchemas() {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", true, "decimal.format", "NUMERIC"), false);
        return converter;
    }

    EncodedRow encode(OutputRow row) {
        byte[] value = converter == null
                ? json.bytes(row.value())
                : converter.fromConnectData(row.topic(), row.schema(), row.value());
        return new EncodedRow(row.topic(), value);
    }
}
