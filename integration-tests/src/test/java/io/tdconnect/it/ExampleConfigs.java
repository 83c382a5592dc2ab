// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.testing.ConnectRest;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The example configurations in the folders {@code etc} of plugins. */
final class ExampleConfigs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ExampleConfigs() {}

    /** Validates all of them on a worker, without their servers. */
    static void assertValid(Plugins plugins, ConnectRest rest) throws IOException {
        int examples = 0;
        for (Path folder : plugins.folders()) {
            for (Path file : Plugins.files(folder, "etc")) {
                Map<String, String> config = example(file);
                config.put("validate.connection", "false");
                assertThat(rest.validate(config)).as(file.toString()).isEmpty();
                examples++;
            }
        }
        assertThat(examples).isGreaterThan(10);
    }

    /** A properties file contains the transforms of a sink's configuration. */
    private static Map<String, String> example(Path file) throws IOException {
        Map<String, String> config = new HashMap<>();
        if (file.toString().endsWith(".json")) {
            JsonNode example = JSON.readTree(file.toFile());
            config.put("name", example.path("name").asText());
            example.path("config")
                    .properties()
                    .forEach(option ->
                            config.put(option.getKey(), option.getValue().asText()));
            return config;
        }
        Properties part = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            part.load(reader);
        }
        config.put("name", "example");
        config.put("connector.class", "io.tdconnect.tdengine.sink.TdengineSinkConnector");
        config.put("topics", "example");
        config.put("connection.url", "jdbc:TAOS-WS://127.0.0.1:6041");
        config.put("database", "example");
        part.stringPropertyNames().forEach(name -> config.put(name, part.getProperty(name)));
        return config;
    }
}
