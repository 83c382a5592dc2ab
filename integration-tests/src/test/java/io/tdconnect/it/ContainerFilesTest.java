// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tdconnect.testing.Docker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks the form of the files for containers, without Docker. */
class ContainerFilesTest {
    private static final Path ROOT = Path.of(System.getProperty("tdconnect.root"));
    private static final Path DOCKER = ROOT.resolve("packaging/docker");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern COPY = Pattern.compile("(?m)^COPY (?!--from)(\\S+) ");
    private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+)");
    private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void imagesHaveFixedVersions() throws IOException {
        List<String> images = new ArrayList<>(found(FROM, Files.readString(DOCKER.resolve("Dockerfile"))));
        services().values().stream()
                .filter(service -> service.has("image"))
                .forEach(service -> images.add(service.get("image").asText()));

        assertThat(images).hasSizeGreaterThan(7).allMatch(image -> image.matches("[a-z0-9/.-]+:v?\\d+(\\.\\d+)+"));
    }

    @Test
    void testsRunOnTheSameImages() throws IOException {
        Properties images = new Properties();
        try (InputStream file = Docker.class.getResourceAsStream("images.properties")) {
            images.load(file);
        }
        Map<String, JsonNode> services = services();
        assertThat(images.stringPropertyNames())
                .hasSize(4)
                .allSatisfy(server ->
                        assertThat(services.get(server).path("image").asText()).isEqualTo(images.getProperty(server)));
    }

    @Test
    void whatIsCopiedAndMountedExists() throws IOException {
        for (String source : found(COPY, Files.readString(DOCKER.resolve("Dockerfile")))) {
            // Built ZIPs have their version in the name.
            Path file = ROOT.resolve(source.contains("/target/") ? source.replaceFirst("/target/.*", "") : source);
            assertThat(file).exists();
        }
        for (JsonNode service : services().values()) {
            for (JsonNode volume : service.path("volumes")) {
                assertThat(DOCKER.resolve(volume.asText().replaceFirst(":.*", "")))
                        .exists();
            }
            if (service.has("build")) {
                Path context = DOCKER.resolve(service.at("/build/context").asText());
                assertThat(context.resolve(service.at("/build/dockerfile").asText()))
                        .exists();
            }
        }
    }

    @Test
    void servicesWaitForServicesThatTheyNameAndThatTellTheirHealth() throws IOException {
        Map<String, JsonNode> services = services();
        services.forEach((name, service) -> service.path("depends_on")
                .properties()
                .forEach(needed -> {
                    assertThat(services).as(name).containsKey(needed.getKey());
                    if (needed.getValue().path("condition").asText().equals("service_healthy")) {
                        assertThat(services.get(needed.getKey()).has("healthcheck"))
                                .as(needed.getKey())
                                .isTrue();
                    }
                }));
    }

    @Test
    void otherFilesAndTheManifestsOfThePageParse() throws IOException {
        for (String file : List.of("prometheus.yml", "grafana/datasource.yml", "grafana/dashboards.yml")) {
            assertThat(YAML.readTree(DOCKER.resolve(file).toFile()).isObject()).isTrue();
        }
        for (String file : List.of("jmx-exporter.yml", "alerts.yml")) {
            assertThat(YAML.readTree(
                                    ROOT.resolve("packaging/monitoring/" + file).toFile())
                            .isObject())
                    .isTrue();
        }
        List<String> manifests = found(YAML_BLOCK, Files.readString(ROOT.resolve("docs/containers.md")));
        assertThat(manifests).hasSize(2);
        for (String manifest : manifests) {
            assertThat(YAML.readTree(manifest).path("kind").asText()).startsWith("KafkaConnect");
        }
    }

    private static Map<String, JsonNode> services() throws IOException {
        Map<String, JsonNode> services = new HashMap<>();
        YAML.readTree(DOCKER.resolve("compose.yaml").toFile())
                .path("services")
                .properties()
                .forEach(service -> services.put(service.getKey(), service.getValue()));
        assertThat(services).hasSizeGreaterThan(6);
        return services;
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
