// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.ConnectRest.Plugin;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.LaunchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PluginDiscoveryIT {
    private static final String VERSION = System.getProperty("tdconnect.version");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Discovery as by connect-plugin-path.sh list: such a worker does not start if a plugin does not list its class. */
    private static final LaunchOptions STRICT =
            LaunchOptions.defaults().withProperty("plugin.discovery", "hybrid_fail");

    private static Plugins plugins;
    private static Plugins bundle;
    private static List<Path> packaged;
    private static KafkaProcess kafka;
    private static ConnectProcess worker;
    private static ConnectProcess bundleWorker;

    @BeforeAll
    static void start() {
        plugins = Plugins.unpack();
        bundle = Plugins.unpackSuite();
        packaged = new ArrayList<>(plugins.folders());
        packaged.addAll(bundle.folders());
        kafka = KafkaProcess.start();
        worker = ConnectProcess.launch(kafka.bootstrapServers(), List.of(plugins.directory()), STRICT);
        bundleWorker = ConnectProcess.start(kafka.bootstrapServers(), List.of(bundle.directory()));
        worker.awaitReady();
    }

    @AfterAll
    static void stop() {
        bundleWorker.close();
        worker.close();
        kafka.close();
    }

    @Test
    void workerListsEveryPluginWithItsVersion() throws IOException {
        List<Plugin> listed = worker.rest().plugins();

        assertThat(listed)
                .contains(
                        new Plugin("io.tdconnect.mqtt.MqttSourceConnector", "source", VERSION),
                        new Plugin("io.tdconnect.csv.CsvSourceConnector", "source", VERSION),
                        new Plugin("io.tdconnect.influxdb.InfluxSourceConnector", "source", VERSION),
                        new Plugin("io.tdconnect.opcua.OpcuaSourceConnector", "source", VERSION),
                        new Plugin("io.tdconnect.opentsdb.OpenTsdbSourceConnector", "source", VERSION),
                        new Plugin("io.tdconnect.backup.BackupSourceConnector", "source", VERSION),
                        new Plugin("io.tdconnect.backup.BackupSinkConnector", "sink", VERSION),
                        new Plugin("io.tdconnect.kafka.KafkaSourceConnector", "source", VERSION),
                        new Plugin("io.tdconnect.tdengine.source.TdengineSourceConnector", "source", VERSION),
                        new Plugin("io.tdconnect.tdengine.sink.TdengineSinkConnector", "sink", VERSION),
                        new Plugin("io.tdconnect.transforms.ParseJson$Value", "transformation", VERSION),
                        new Plugin("io.tdconnect.transforms.MapToTable$Value", "transformation", VERSION));
        assertThat(plugins.listedBy(worker.rest())).containsExactlyInAnyOrderElementsOf(plugins.declared());
        assertThat(bundle.listedBy(bundleWorker.rest())).containsExactlyInAnyOrderElementsOf(plugins.declared());
    }

    @Test
    void zipsHoldNothingThatTheWorkerBrings() {
        for (Path folder : packaged) {
            assertThat(Plugins.files(folder, "lib"))
                    .as(folder.toString())
                    .isNotEmpty()
                    .noneMatch(
                            jar -> jar.getFileName()
                                    .toString()
                                    .matches(
                                            "(connect-|kafka-(?!source-connector)|kafka_|slf4j-|log4j-|logback|testing-|tdengine-emulator-|quickstart-|common-.*tests).*"));
        }
    }

    @Test
    void noClassIsTwiceInAZip() throws IOException {
        for (Path folder : packaged) {
            Map<String, List<String>> jarsOfClass = new HashMap<>();
            for (Path jar : Plugins.files(folder, "lib")) {
                for (String name : entries(jar, ".class")) {
                    jarsOfClass
                            .computeIfAbsent(name, key -> new ArrayList<>())
                            .add(jar.getFileName().toString());
                }
            }
            jarsOfClass.values().removeIf(jars -> jars.size() == 1);
            assertThat(jarsOfClass).as(folder.toString()).isEmpty();
        }
    }

    @Test
    void everyLibraryInAZipIsUsed() {
        for (Path folder : packaged) {
            assertThat(UsedJars.unused(folder)).as(folder.toString()).isEmpty();
        }
    }

    @Test
    void manifestsDescribeTheirPlugin() throws IOException {
        for (Path folder : packaged) {
            JsonNode manifest = JSON.readTree(folder.resolve("manifest.json").toFile());

            assertThat(folder.getFileName())
                    .hasToString(manifest.at("/owner/username").asText() + "-"
                            + manifest.path("name").asText() + "-" + VERSION);
            assertThat(manifest.path("version").asText()).isEqualTo(VERSION);
            for (String required : List.of(
                    "/title",
                    "/description",
                    "/component_types/0",
                    "/license/0/name",
                    "/requirements/0",
                    "/features/kafka_connect_api")) {
                assertThat(manifest.at(required).asText()).as(folder + required).isNotBlank();
            }
        }
    }

    @Test
    void documentationIsInside() {
        for (Path folder : plugins.folders()) {
            assertThat(Plugins.files(folder, "doc"))
                    .extracting(file -> file.getFileName().toString())
                    .contains("README.md", "LICENSE");
        }
    }

    @Test
    void exampleConfigurationsAreValid() throws IOException {
        ExampleConfigs.assertValid(plugins, worker.rest());
        ExampleConfigs.assertValid(bundle, bundleWorker.rest());
    }

    @Test
    void configurationsOfTheContainersAreValid() throws IOException {
        Path directory = Path.of(System.getProperty("tdconnect.root"), "packaging/docker/connectors");
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Map<String, String> config =
                        JSON.readValue(file.toFile(), new TypeReference<HashMap<String, String>>() {});
                config.put("name", "container");
                config.put("validate.connection", "false");
                assertThat(worker.rest().validate(config)).as(file.toString()).isEmpty();
            }
        }
    }

    private static List<String> entries(Path jar, String end) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(end) && !name.endsWith("module-info.class"))
                    .toList();
        }
    }
}
