// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tdconnect.streams.config.DeliveryOptions;
import io.tdconnect.streams.config.RowOptions;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;

/**
 * Reads a file of pipelines: properties if its name ends with .properties, else YAML.
 *
 * <p>{@code pipelines.NAME.OPTION} is an option of one pipeline; other options are for all of them.
 */
public final class PipelineFile {
    private static final String PIPELINES = "pipelines.";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private PipelineFile() {}

    /**
     * The pipelines in a file, in its order.
     *
     * @throws ConfigException if the file is wrong; the message names the place
     */
    public static List<PipelineConfig> read(Path file) throws IOException {
        Map<String, String> all = file.toString().endsWith(".properties") ? properties(file) : yaml(file);
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "folder of a file");
        Set<String> names = new LinkedHashSet<>();
        all.keySet().stream()
                .filter(key -> key.startsWith(PIPELINES))
                .map(key -> key.substring(PIPELINES.length()).split("\\.", 2)[0])
                .forEach(names::add);
        if (names.isEmpty()) {
            throw new ConfigException(file + ": expected options that start with pipelines.NAME., found none");
        }
        List<PipelineConfig> pipelines = new ArrayList<>();
        for (String name : names) {
            try {
                pipelines.add(new PipelineConfig(name, options(all, name, folder)));
            } catch (ConfigException e) {
                ConfigException refusal = new ConfigException("pipeline " + name + ": " + e.getMessage());
                refusal.initCause(e);
                throw refusal;
            }
        }
        requireDistinct(pipelines);
        return pipelines;
    }

    private static void requireDistinct(List<PipelineConfig> pipelines) {
        Set<String> ids = new LinkedHashSet<>();
        for (PipelineConfig pipeline : pipelines) {
            if (!ids.add(pipeline.delivery().applicationId())) {
                throw new ConfigException("pipeline " + pipeline.name() + ": expected another "
                        + DeliveryOptions.APPLICATION_ID + " than those before, found "
                        + pipeline.delivery().applicationId());
            }
        }
    }

    private static Map<String, String> options(Map<String, String> all, String name, Path folder) {
        Map<String, String> options = new LinkedHashMap<>();
        all.forEach((key, value) -> {
            if (!key.startsWith(PIPELINES)) {
                options.put(key, value);
            }
        });
        String prefix = PIPELINES + name + ".";
        all.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                options.put(key.substring(prefix.length()), value);
            }
        });
        // The path of a parser document is relative to the file, not to the working directory.
        options.replaceAll((key, value) ->
                key.endsWith(".parser") && value.startsWith("@") ? "@" + folder.resolve(value.substring(1)) : value);
        return options;
    }

    private static Map<String, String> properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        }
        Map<String, String> sorted = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> sorted.put(name, properties.getProperty(name).trim()));
        return sorted;
    }

    private static Map<String, String> yaml(Path file) throws IOException {
        JsonNode document;
        try {
            document = YAML.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            // Without the cause, which quotes the file, and the file may contain passwords.
            boolean twice = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field");
            throw new ConfigException(
                    file + (twice ? ": expected each name once, found one again" : ": expected YAML, found a fault")
                            + " at line "
                            + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()));
        }
        if (!document.isObject()) {
            throw new ConfigException(file + ": expected YAML with options, such as pipelines");
        }
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", document, flat);
        return flat;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> flat) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> flatten(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), flat));
        } else if (("." + path).endsWith("." + RowOptions.STAGES) && node.isArray()) {
            stages(path, node, flat);
        } else if (node.isArray()) {
            List<String> elements = new ArrayList<>();
            node.forEach(element -> elements.add(scalar(path, element)));
            flat.put(path, String.join(",", elements));
        } else if (!node.isNull()) {
            flat.put(path, scalar(path, node));
        }
    }

    private static void stages(String path, JsonNode stages, Map<String, String> flat) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode stage : stages) {
            String type = stage.path("type").asText();
            String name = stage.path("name").asText(simpleName(type));
            if (!stage.isObject() || type.isEmpty() || name.isEmpty() || name.matches(".*[.,].*")) {
                throw new ConfigException(path + ": expected stages with type and optionally name, found another at "
                        + (names.size() + 1));
            }
            String distinct = names.contains(name) ? name + "-" + (names.size() + 1) : name;
            names.add(distinct);
            stage.properties().forEach(option -> {
                if (!option.getKey().equals("name")) {
                    flatten(path + "." + distinct + "." + option.getKey(), option.getValue(), flat);
                }
            });
        }
        flat.put(path, String.join(",", names));
    }

    private static String scalar(String path, JsonNode node) {
        if (node.isContainerNode()) {
            throw new ConfigException(path + ": expected text or a number as element of the list");
        }
        return node.asText();
    }

    /** Parse of {@code io.example.Parse$Value}. */
    private static String simpleName(String type) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
