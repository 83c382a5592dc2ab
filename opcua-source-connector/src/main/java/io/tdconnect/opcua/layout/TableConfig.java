// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.tdconnect.opcua.value.ColumnSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Supertable and columns from an {@code opc_table_config} of taosX, with or without comments.
 *
 * @param stablePrefix prefix of the name of a supertable, before an underscore and the type; null without one
 * @param columns the primary timestamp first
 */
public record TableConfig(@Nullable String stablePrefix, List<TableColumn> columns) {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();
    private static final Set<String> COLUMN_KEYS =
            Set.of("column_name", "column_type", "column_alias", "is_primary_key");

    /**
     * Parses a table configuration.
     *
     * @throws IllegalArgumentException if it is malformed; the message contains the position
     */
    public static TableConfig parse(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            return read(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "expected JSON as in {\"stable_prefix\": \"meters\", \"column_configs\":"
                            + " [{\"column_name\": \"value\"}]}, found " + firstLine(e),
                    e);
        }
    }

    private static TableConfig read(JsonParser json) throws IOException {
        expect(json.nextToken() == JsonToken.START_OBJECT, "an object", json);
        String prefix = null;
        List<TableColumn> columns = new ArrayList<>();
        TableColumn primary = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            if (key.equals("stable_prefix")) {
                expect(value == JsonToken.VALUE_STRING, "text for stable_prefix", json);
                prefix = json.getText().trim();
            } else {
                expect(
                        key.equals("column_configs") && value == JsonToken.START_ARRAY,
                        "the keys stable_prefix (text) and column_configs (list)",
                        json);
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    Map<String, String> entry = entry(json);
                    TableColumn column = column(entry);
                    columns.add(column);
                    if (Boolean.parseBoolean(entry.get("is_primary_key"))) {
                        expect(primary == null, "one column with is_primary_key", json);
                        primary = column;
                    }
                }
            }
        }
        expect(json.nextToken() == null, "the end after the object", json);
        return new TableConfig(prefix == null || prefix.isEmpty() ? null : prefix, ordered(columns, primary));
    }

    private static Map<String, String> entry(JsonParser json) throws IOException {
        Map<String, String> entry = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            expect(COLUMN_KEYS.contains(key) && value.isScalarValue(), "one of " + sorted(COLUMN_KEYS), json);
            entry.put(key, value == JsonToken.VALUE_NULL ? "" : json.getText().trim());
        }
        return entry;
    }

    private static TableColumn column(Map<String, String> entry) {
        String name = entry.getOrDefault("column_name", "");
        TableColumn.Role role = TableColumn.Role.named(name);
        if (role == null) {
            throw new IllegalArgumentException(
                    "expected the column_name original_time, server_time, received_time, value" + " or quality, found "
                            + name);
        }
        String alias = entry.getOrDefault("column_alias", "");
        String type = entry.getOrDefault("column_type", "");
        // Times keep their nanoseconds, whatever type the document contains.
        ColumnSpec spec = type.isEmpty() || role.isTime() ? null : ColumnSpec.parse(type);
        return new TableColumn(role, alias.isEmpty() ? name : alias, spec, null);
    }

    private static List<TableColumn> ordered(List<TableColumn> columns, @Nullable TableColumn declared) {
        Set<String> names = new HashSet<>();
        for (TableColumn column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException(
                        "expected different names of columns, found two called " + column.name());
            }
        }
        if (columns.stream()
                        .filter(column -> column.role() == TableColumn.Role.VALUE)
                        .count()
                != 1) {
            throw new IllegalArgumentException("expected one column with the column_name value, found none or several");
        }
        TableColumn primary = declared != null
                ? declared
                : columns.stream()
                        .filter(column -> column.role().isTime())
                        .findFirst()
                        .orElse(null);
        if (primary == null || !primary.role().isTime()) {
            throw new IllegalArgumentException(
                    "expected a time (original_time, server_time or received_time) as primary" + " key, found "
                            + (primary == null ? "none" : primary.name()));
        }
        return PointLayout.withFirst(primary, columns);
    }

    private static List<String> sorted(Set<String> keys) {
        return keys.stream().sorted().toList();
    }

    private static void expect(boolean fulfilled, String expected, JsonParser json) throws IOException {
        if (!fulfilled) {
            throw new IllegalArgumentException("expected " + expected + ", found "
                    + (json.currentToken() == null
                            ? "the end"
                            : json.currentName() == null ? "something else" : json.currentName())
                    + " in line " + json.currentLocation().getLineNr() + ", column "
                    + json.currentLocation().getColumnNr());
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("something else");
    }
}
