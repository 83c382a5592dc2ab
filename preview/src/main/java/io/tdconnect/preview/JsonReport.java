// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.tdengine.sink.SinkPreview.PreviewColumn;
import io.tdconnect.tdengine.sink.SinkPreview.PreviewRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes results as one JSON object per line. */
final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonReport() {}

    static String line(SampleResult result) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("line", result.line());
        line.put("stages", result.stages().stream().map(JsonReport::stage).toList());
        line.put("rows", result.rows().stream().map(JsonReport::row).toList());
        if (result.problem() != null) {
            line.put("problem", result.problem());
        }
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, @Nullable Object> stage(StageResult result) {
        Map<String, @Nullable Object> stage = new LinkedHashMap<>();
        stage.put("stage", result.stage().name());
        stage.put("type", result.stage().transform().getClass().getName());
        stage.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        if (result.message() != null) {
            stage.put("message", result.message());
        }
        stage.put("rows", fields(result.rows()));
        return stage;
    }

    /** Rows as lists of cells. */
    static List<List<Map<String, @Nullable Object>>> fields(List<List<FieldValue>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(field -> cell(field.name(), field.type(), field.value()))
                        .toList())
                .toList();
    }

    private static Map<String, @Nullable Object> row(PreviewRow row) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("database", row.database());
        plain.put("supertable", row.stable());
        plain.put("subtable", row.table());
        plain.put("tags", cells(row.tags()));
        plain.put("columns", cells(row.columns()));
        plain.put("sql", row.sql());
        return plain;
    }

    static List<Map<String, @Nullable Object>> cells(List<PreviewColumn> columns) {
        return columns.stream()
                .map(column -> cell(column.name(), column.type(), FieldValue.plain(column.value())))
                .toList();
    }

    private static Map<String, @Nullable Object> cell(String name, String type, @Nullable Object value) {
        Map<String, @Nullable Object> cell = new LinkedHashMap<>();
        cell.put("name", name);
        cell.put("type", type);
        cell.put("value", value);
        return cell;
    }
}
