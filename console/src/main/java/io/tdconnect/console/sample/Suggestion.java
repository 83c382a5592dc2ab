// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.http.Json;
import io.tdconnect.preview.TaskPreview;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Transforms that make rows of samples, from what the samples contain. */
final class Suggestion {
    private static final String PARSE = "io.tdconnect.transforms.ParseJson$Value";
    private static final String MAP = "io.tdconnect.transforms.MapToTable$Value";
    private static final int MOST_IN_NAME = 3;

    private final List<TaskPreview.Message> samples;
    private final Map<String, SampledField> fields = new LinkedHashMap<>();
    private final boolean parses;
    private final List<Map<String, Object>> rows = new ArrayList<>();

    /** @param sink options of a new sink that reads the topic of the source */
    Suggestion(List<TaskPreview.Message> samples, Map<String, String> source, Map<String, String> sink) {
        this.samples = samples;
        Map<String, String> parsing = new HashMap<>(sink);
        parsing.putAll(Map.of("transforms", "parse", "transforms.parse.type", PARSE));
        TaskPreview plain = Previews.preview(new Previews.Configs(source, sink));
        TaskPreview parsed = Previews.preview(new Previews.Configs(source, parsing));
        List<JsonNode> found = new ArrayList<>();
        boolean payloads = false;
        for (int i = 0; i < samples.size(); i++) {
            for (Map<String, @Nullable Object> result : plain.results(i + 1, samples.get(i))) {
                JsonNode input = Json.MAPPER.valueToTree(result).path("input");
                payloads |= input.size() == 1
                        && input.get(0).size() == 1
                        && input.get(0).get(0).path("name").asText().isEmpty();
                input.forEach(found::add);
            }
        }
        parses = payloads;
        if (parses) {
            found.clear();
            for (int i = 0; i < samples.size(); i++) {
                parsed.results(i + 1, samples.get(i))
                        .forEach(result -> Json.MAPPER
                                .valueToTree(result)
                                .path("stages")
                                .path(0)
                                .path("rows")
                                .forEach(found::add));
            }
        }
        found.forEach(this::add);
    }

    private void add(JsonNode row) {
        Map<String, Object> values = new HashMap<>();
        for (JsonNode cell : row) {
            String name = cell.path("name").asText();
            SampledField field = fields.computeIfAbsent(name, SampledField::new);
            Object value = Json.MAPPER.convertValue(cell.path("value"), Object.class);
            if (value != null) {
                field.add(cell.path("type").asText(), value);
                values.put(name, value);
            }
        }
        rows.add(values);
    }

    /** Fields, candidates for the timestamp and for tags, and the transforms. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        ArrayNode all = json.putArray("fields");
        for (SampledField field : fields.values()) {
            all.addObject()
                    .put("path", field.name)
                    .put("type", field.type())
                    .put("nulls", field.nulls(rows.size()))
                    .set("example", Json.MAPPER.valueToTree(field.example()));
        }
        List<SampledField> times = times();
        ArrayNode timestamp = json.putArray("timestamp");
        times.forEach(field -> timestamp
                .addObject()
                .put("path", field.name)
                .put("unit", field.time())
                .put("zone", field.needsZone() ? "UTC" : null));
        List<SampledField> tags = tags(times);
        ArrayNode tagNames = json.putArray("tags");
        tags.forEach(field -> tagNames.add(field.name));
        ObjectNode transforms = json.putObject("transforms");
        if (!fields.isEmpty()) {
            transforms(times.isEmpty() ? null : times.get(0), tags).forEach(transforms::put);
        }
        return json;
    }

    private List<SampledField> times() {
        return fields.values().stream()
                .filter(field -> field.time() != null && field.path() != null)
                .sorted(Comparator.comparingInt(SampledField::rank).reversed())
                .toList();
    }

    private List<SampledField> tags(List<SampledField> times) {
        List<SampledField> others = fields.values().stream()
                .filter(field -> field.path() != null && !times.contains(field))
                .toList();
        return new TagChoice(others, rows).tags();
    }

    private Map<String, String> transforms(@Nullable SampledField time, List<SampledField> tags) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("transforms", parses ? "parse,map" : "map");
        if (parses) {
            options.put("transforms.parse.type", PARSE);
        }
        String map = "transforms.map.";
        options.put(map + "type", MAP);
        String stable = stable();
        if (tags.isEmpty()) {
            options.put(map + "table", stable);
        } else {
            options.put(map + "stable", stable);
            options.put(map + "table", table(tags, stable));
            options.put(map + "tags", list(tags));
        }
        String others = columns(time, tags);
        if (time == null) {
            options.put(map + "timestamp.field", fields.containsKey("ts") ? "received" : "ts");
            options.put(map + "missing.timestamp", "record-time");
            options.put(map + "columns", others);
        } else {
            options.put(map + "timestamp.field", time.name);
            options.put(map + "missing.timestamp", "record-time");
            options.put(map + "columns", others.isEmpty() ? time.path() : time.path() + ", " + others);
            String unit = Objects.requireNonNullElse(time.time(), "text");
            if (!unit.equals("text")) {
                options.put(map + "timestamp.unit", unit);
            }
            if (time.needsZone()) {
                options.put(map + "timestamp.zone", "UTC");
            }
        }
        return options;
    }

    /** The fields that are neither tag nor time; with the star, so are those that a stage adds in front of the mapping. */
    private String columns(@Nullable SampledField time, List<SampledField> tags) {
        List<SampledField> columns = new ArrayList<>(fields.values());
        columns.removeAll(tags);
        columns.remove(time);
        boolean usable = columns.stream().allMatch(field -> field.path() != null);
        columns.removeIf(field -> field.path() == null);
        return Stream.of(list(columns), usable ? "*" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String list(List<SampledField> fields) {
        return fields.stream()
                .map(field -> field.path() + (field.column() == null ? "" : ":" + field.column()))
                .collect(Collectors.joining(", "));
    }

    private static String table(List<SampledField> tags, String stable) {
        List<String> variables = tags.stream()
                .filter(SampledField::plain)
                .limit(MOST_IN_NAME)
                .map(tag -> '{' + tag.name + ":none}")
                .toList();
        return variables.isEmpty() ? stable + "_{topic}" : "t_" + String.join("_", variables);
    }

    /** The first level of the topics, if they agree. */
    private String stable() {
        List<String> names = samples.stream()
                .map(TaskPreview.Message::topic)
                .filter(Objects::nonNull)
                .map(topic -> topic.split("[/.]", -1)[0].replaceAll("[^A-Za-z0-9_]", "_"))
                .distinct()
                .toList();
        return names.size() == 1 && names.get(0).matches("[A-Za-z_]\\w{0,63}") ? names.get(0) : "messages";
    }
}
