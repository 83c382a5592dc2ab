// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.common.record.SchemaCache;
import io.tdconnect.transforms.json.JsonOptions;
import io.tdconnect.transforms.json.JsonRows;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowBuilder;
import io.tdconnect.transforms.row.RowSchema;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/** The part {@code parse} of a parser document: makes rows of a record; not for use by several threads. */
final class TaosxInput {
    private final List<TaosxField> fields;
    private final @Nullable String json;
    private final @Nullable JsonRows rows;
    private final RowBuilder plain;

    /**
     * Makes rows of these fields.
     *
     * @param json the source that is read as JSON; null if none is
     */
    TaosxInput(List<TaosxField> fields, @Nullable String json, @Nullable JsonOptions options, RowSchema schema) {
        this.fields = List.copyOf(fields);
        this.json = json;
        this.rows = options == null ? null : new JsonRows(options);
        this.plain = new RowBuilder(schema, new SchemaCache(false));
    }

    /** The rows of a record, as Structs or Maps. */
    List<?> readRows(ConnectRecord<?> entry, RecordPart part) {
        if (rows == null) {
            plain.clear();
            fields.forEach(field -> field.addTo(plain, entry, part));
            return one(plain.row());
        }
        Object payload = "key".equals(json) ? entry.key() : part.value(entry);
        if (payload == null) {
            return List.of();
        }
        Row read = rows.readRow(payload, row -> fields.forEach(field -> field.addTo(row, entry, part)));
        return read == null ? List.of() : read.value() instanceof List<?> several ? several : one(read);
    }

    private static List<?> one(Row row) {
        return row.value() == null ? List.of() : List.of(row.value());
    }
}
