// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleConfigTest {
    private static final Path PLUGIN = Path.of("src/main/plugin");

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"mqtt-source.json", "mqtt-json.json", "mqtt-sparkplug.json"})
    void theExampleIsValid(String file) throws Exception {
        JsonNode example = json.readTree(PLUGIN.resolve("etc").resolve(file).toFile());
        Map<String, String> config = new HashMap<>(json.convertValue(example.get("config"), new TypeReference<>() {}));
        config.put("name", example.get("name").asText());
        config.put("validate.connection", "false");

        assertThat(config.get("connector.class")).isEqualTo(MqttSourceConnector.class.getName());
        assertThat(new MqttSourceConnector().validate(config).configValues())
                .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
    }

    @Test
    void theManifestIsReadable() throws Exception {
        JsonNode manifest = json.readTree(PLUGIN.resolve("manifest.json").toFile());

        assertThat(manifest.get("name").asText()).isEqualTo("mqtt-source-connector");
        assertThat(manifest.get("owner").get("username").asText()).isEqualTo("tdconnect");
    }
}
