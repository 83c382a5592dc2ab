// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Connector;
import org.junit.jupiter.api.Test;

/** The connectors accept the options and values of every configuration on every page. */
class DocumentedConfigsTest {
    private static final Path ROOT = Path.of(System.getProperty("tdconnect.root"));
    private static final Pattern BLOCK = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyConfigurationIsAccepted() throws Exception {
        List<String> problems = new ArrayList<>();
        int configs = 0;
        for (Path page : pages()) {
            for (JsonNode config : configs(Files.readString(page))) {
                configs++;
                problems(config).forEach(problem -> problems.add(ROOT.relativize(page) + ": " + problem));
            }
        }
        assertThat(problems).isEmpty();
        assertThat(configs).isGreaterThan(20);
    }

    private static List<String> problems(JsonNode json) throws Exception {
        Map<String, String> config = new HashMap<>(Map.of("name", "example", "validate.connection", "false"));
        json.properties()
                .forEach(option -> config.put(option.getKey(), option.getValue().asText()));
        Connector connector = Class.forName(config.get("connector.class"))
                .asSubclass(Connector.class)
                .getDeclaredConstructor()
                .newInstance();
        List<String> problems = new ArrayList<>();
        for (ConfigValue value : connector.validate(config).configValues()) {
            // Files of a page are on the worker of its reader.
            value.errorMessages().stream()
                    .filter(error -> !error.contains("found no such file"))
                    .forEach(error -> problems.add(value.name() + ": " + error));
        }
        return problems;
    }

    private static List<JsonNode> configs(String page) throws IOException {
        List<JsonNode> configs = new ArrayList<>();
        for (String block :
                BLOCK.matcher(page).results().map(block -> block.group(1)).toList()) {
            JsonNode json = JSON.readTree(block);
            JsonNode config = json.has("config") ? json.path("config") : json;
            if (config.path("connector.class").asText().startsWith("io.tdconnect.")) {
                configs.add(config);
            }
        }
        return configs;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 3)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(target|src|\\.git)/.*"))
                    .toList();
        }
    }
}
