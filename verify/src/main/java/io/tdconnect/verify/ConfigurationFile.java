// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the configuration of a connector from JSON: an object of options, or one with it in {@code config}. */
final class ConfigurationFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConfigurationFile() {}

    /**
     * The options.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it contains something else
     */
    static Map<String, String> read(Path file) throws IOException {
        JsonNode document;
        try {
            document = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ": expected JSON, found something else in line "
                    + e.getLocation().getLineNr());
        }
        JsonNode options = document.path("config").isObject() ? document.path("config") : document;
        if (!options.isObject()) {
            throw new IllegalArgumentException(file + ": expected a JSON object of options, found something else");
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> option : options.properties()) {
            if (option.getValue().isContainerNode()) {
                throw new IllegalArgumentException(
                        file + ": expected text for the option " + option.getKey() + ", found an object or list");
            }
            found.put(option.getKey(), option.getValue().asText());
        }
        return found;
    }
}
