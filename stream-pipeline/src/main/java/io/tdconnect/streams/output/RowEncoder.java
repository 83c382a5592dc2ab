// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.output;

import io.tdconnect.streams.config.OutputOptions;
import io.tdconnect.streams.row.OutputRow;
import java.util.Map;
import org.apache.kafka.connect.json.JsonConverter;
import org.jspecify.annotations.Nullable;

/** Writes rows in the output format; not for use by several threads. */
public final class RowEncoder {
    private final RowJson json;
    private final @Nullable JsonConverter converter;

    public RowEncoder(OutputOptions options) {
        json = new RowJson(options.timestamps());
        boolean schema = options.format() == OutputOptions.Format.JSON_SCHEMA;
        converter = schema ? withSchemas() : null;
    }

    static JsonConverter withSchemas() {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", true, "decimal.format", "NUMERIC"), false);
        return converter;
    }

    public EncodedRow encode(OutputRow row) {
        byte[] value = converter == null
                ? json.bytes(row.value())
                : converter.fromConnectData(row.topic(), row.schema(), row.value());
        return new EncodedRow(row.topic(), value);
    }
}
