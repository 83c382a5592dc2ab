// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.format;

import io.tdconnect.common.json.JsonBytes;
import io.tdconnect.common.time.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The columns and tags of rows.
 *
 * @param timestamp name of the primary timestamp; null if records do not contain it
 * @param schema of a row: the columns, then the tags
 * @param tagNames names of the tags
 */
public record Layout(
        List<StoredColumn> columns,
        List<StoredColumn> tags,
        @Nullable String timestamp,
        Schema schema,
        List<String> tagNames) {
    private Layout(List<StoredColumn> columns, List<StoredColumn> tags, @Nullable String timestamp) {
        this(
                List.copyOf(columns),
                List.copyOf(tags),
                timestamp,
                schema(columns, tags),
                tags.stream().map(StoredColumn::name).toList());
    }

    /**
     * The layout of a struct.
     *
     * @param tags names of the fields that are tags
     * @param timestamp name of the primary timestamp; null if the record does not contain it
     * @throws DataException if a field cannot be stored
     */
    public static Layout of(Schema struct, List<String> tags, @Nullable String timestamp) {
        List<StoredColumn> columns = new ArrayList<>();
        List<StoredColumn> tagColumns = new ArrayList<>();
        for (Field field : struct.fields()) {
            (tags.contains(field.name()) ? tagColumns : columns).add(StoredColumn.of(field));
        }
        if (tagColumns.size() != tags.size()) {
            throw new DataException("Expected a field for each tag of the header td.tags, found " + tagColumns.size()
                    + " for " + tags.size());
        }
        return new Layout(columns, tagColumns, timestamp);
    }

    private static Schema schema(List<StoredColumn> columns, List<StoredColumn> tags) {
        SchemaBuilder builder = SchemaBuilder.struct();
        columns.forEach(column -> builder.field(column.name(), column.schema()));
        tags.forEach(tag -> builder.field(tag.name(), tag.schema()));
        return builder.build();
    }

    /** The precision of the primary timestamp; null without a primary timestamp. */
    public @Nullable Precision precision() {
        StoredColumn time = time();
        return time == null ? null : time.unit();
    }

    /** The primary timestamp, or else the first column that is a timestamp; null without such a column. */
    @Nullable
    StoredColumn time() {
        return columns.stream()
                .filter(column -> column.form() == ValueForm.TIMESTAMP)
                .filter(column -> timestamp == null || column.name().equals(timestamp))
                .findFirst()
                .orElse(null);
    }

    /** Adds the members of the object that describes the layout, after others. */
    void write(JsonBytes json) {
        json.addPlain(",\"columns\":");
        write(json, columns);
        json.addPlain(",\"tags\":");
        write(json, tags);
        if (timestamp != null) {
            json.addPlain(",\"timestamp\":");
            json.addText(timestamp);
        }
    }

    private static void write(JsonBytes json, List<StoredColumn> columns) {
        json.add('[');
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                json.add(',');
            }
            columns.get(i).write(json);
        }
        json.add(']');
    }

    /**
     * The layout in an object of JSON.
     *
     * @throws DataException if a member is missing or wrong
     */
    static Layout of(Map<String, @Nullable Object> json) {
        String timestamp = json.get("timestamp") instanceof String name ? name : null;
        return new Layout(columns(json.get("columns")), columns(json.get("tags")), timestamp);
    }

    private static List<StoredColumn> columns(@Nullable Object list) {
        List<StoredColumn> columns = new ArrayList<>();
        if (list instanceof List<?> elements) {
            for (Object element : elements) {
                columns.add(StoredColumn.of(element instanceof Map<?, ?> map ? map : Map.of()));
            }
        }
        return columns;
    }
}
