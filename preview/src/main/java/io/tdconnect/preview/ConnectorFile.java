// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Reads the configuration of a connector. */
final class ConnectorFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConnectorFile() {}

    /**
     * The options in a file: a JSON object of options, such an object under {@code config} as in Connect's REST interface,
     * or properties if its name ends with .properties.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Map<String, String> read(Path file) throws IOException {
        return file.toString().endsWith(".properties") ? properties(file) : json(file);
    }

    /** The options of a sink, without those of its connection and of the worker; the database is {@code db} without one. */
    static Map<String, String> withoutConnection(Map<String, String> options) {
        Map<String, String> sink = new HashMap<>();
        options.forEach((name, value) -> {
            if (!name.startsWith("connection.") && !name.startsWith("transforms") && !name.startsWith("tls.")) {
                sink.put(name, value);
            }
        });
        sink.putIfAbsent("database", "db");
        return sink;
    }

    /** The entries of a file of properties. */
    static Map<String, String> properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        }
        Map<String, String> options = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> options.put(name, properties.getProperty(name)));
        return options;
    }

    private static Map<String, String> json(Path file) throws IOException {
        JsonNode document;
        try {
            document = JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + ": expected a JSON object, found a fault at line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    e);
        }
        JsonNode config = document.path("config").isObject() ? document.path("config") : document;
        if (!config.isObject()) {
            throw new IllegalArgumentException(file + ": expected a JSON object of options");
        }
        Map<String, String> options = new LinkedHashMap<>();
        config.properties().forEach(option -> {
            if (option.getValue().isContainerNode()) {
                throw new IllegalArgumentException(file + ": option " + option.getKey() + ": expected text");
            }
            options.put(option.getKey(), option.getValue().asText());
        });
        return options;
    }
}
