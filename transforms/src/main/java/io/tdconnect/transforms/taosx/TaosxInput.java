// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.common.record.FieldPath;
import io.tdconnect.common.record.SchemaCache;
import io.tdconnect.transforms.json.JsonOptions;
import io.tdconnect.transforms.json.JsonRows;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The part {@code parse} of a parser document: makes rows of a record; not for use by several threads. */
final class TaosxInput {
    private final List<TaosxField> fields;
    private final @Nullable String json;
    private final @Nullable JsonRows rows;
    private final @Nullable TaosxGroups groups;
    private final OnMismatch mismatch;
    private final RowBuilder plain;
    private Set<String> variables = Set.of();

    /**
     * Makes rows of these fields.
     *
     * @param json the source that is read as JSON; null if none is
     * @param groups fields by a regular expression; null for none
     */
    TaosxInput(
            List<TaosxField> fields,
            @Nullable String json,
            @Nullable JsonOptions options,
            @Nullable TaosxGroups groups,
            TaosxSettings settings) {
        this.fields = List.copyOf(fields);
        this.json = json;
        this.rows = options == null ? null : new JsonRows(options);
        this.groups = groups;
        this.mismatch = settings.mismatch();
        this.plain = new RowBuilder(settings.schema(), new SchemaCache(false));
    }

    /** Adds columns of a row that no field names, for names of tables. */
    void readVariables(Set<String> names) {
        variables = names.stream()
                .filter(name -> fields.stream().noneMatch(field -> field.name().equals(name)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The rows of a record, as Structs or Maps. */
    List<?> readRows(ConnectRecord<?> entry, RecordPart part) {
        if (rows == null) {
            return part.value(entry) instanceof List<?> several
                    ? several.stream()
                            .map(columns -> row(entry, part, columns).value())
                            .toList()
                    : one(row(entry, part, part.value(entry)));
        }
        Object payload = "key".equals(json) ? entry.key() : part.value(entry);
        if (payload == null) {
            return List.of();
        }
        Row read = rows.readRow(payload, row -> fields.forEach(field -> field.addTo(row, entry, part, null, mismatch)));
        return read == null ? List.of() : read.value() instanceof List<?> several ? several : one(read);
    }

    /** The row of a record; of a row with columns, as the CSV source makes it, its fields are sources, too. */
    private Row row(ConnectRecord<?> entry, RecordPart part, @Nullable Object value) {
        Object columns = value instanceof Struct || value instanceof Map ? value : null;
        plain.clear();
        Object text = groups == null ? null : "key".equals(groups.source()) ? entry.key() : value;
        if (groups != null && text != null) {
            groups.addTo(plain, text);
        }
        fields.forEach(field -> field.addTo(plain, entry, part, columns, mismatch));
        variables.stream()
                .filter(name -> FieldPath.contains(columns, name))
                .forEach(name -> new TaosxField(name, name, null).addTo(plain, entry, part, columns, mismatch));
        return plain.row();
    }

    private static List<?> one(Row row) {
        return row.value() == null ? List.of() : List.of(row.value());
    }
}
