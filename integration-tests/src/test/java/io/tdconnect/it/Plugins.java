// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import io.tdconnect.testing.ConnectRest;
import io.tdconnect.testing.PluginZip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The packaged plugins, unpacked in the way a user does it.
 *
 * @param directory with one folder for each plugin
 */
record Plugins(Path directory) {
    static final List<String> MODULES = List.of(
            "mqtt-source-connector",
            "csv-source-connector",
            "influxdb-source-connector",
            "opcua-source-connector",
            "opentsdb-source-connector",
            "kafka-source-connector",
            "backup-connectors",
            "tdengine-source-connector",
            "transforms",
            "tdengine-sink-connector");

    /** The bundle of all plugins. */
    static final String SUITE = "suite";

    static final String PIPELINE = "stream-pipeline";

    static Plugins unpack() {
        return unpack(MODULES);
    }

    /** The bundle instead of the single plugins. */
    static Plugins unpackSuite() {
        return unpack(List.of(SUITE));
    }

    /** The command for stream pipelines, whose archive has the form of a plugin. */
    static Plugins unpackPipeline() {
        return unpack(List.of(PIPELINE));
    }

    private static Plugins unpack(List<String> modules) {
        try {
            Path directory = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "plugins")
                    .toAbsolutePath();
            Path root = Path.of(System.getProperty("tdconnect.root"));
            modules.forEach(module -> PluginZip.unpack(root, module, directory));
            return new Plugins(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folders of the plugins. */
    List<Path> folders() {
        return list(directory);
    }

    /** The files in a folder of a plugin, such as {@code lib}; empty if it has no such folder. */
    static List<Path> files(Path folder, String part) {
        Path directory = folder.resolve(part);
        return Files.isDirectory(directory) ? list(directory) : List.of();
    }

    /** The class names that the plugins' service files declare. */
    List<String> declared() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path folder : folders()) {
            for (Path jar : files(folder, "lib")) {
                names.addAll(declared(jar));
            }
        }
        return names;
    }

    /** The class names of our plugins with this version, as a worker lists them. */
    List<String> listedBy(ConnectRest rest) {
        return rest.plugins().stream()
                .filter(plugin -> plugin.className().startsWith("io.tdconnect."))
                .filter(plugin -> System.getProperty("tdconnect.version").equals(plugin.version()))
                .map(ConnectRest.Plugin::className)
                .toList();
    }

    private static List<String> declared(Path jar) throws IOException {
        List<String> names = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (ZipEntry entry : file.stream()
                    .filter(each -> each.getName().startsWith("META-INF/services/org.apache.kafka."))
                    .toList()) {
                String text = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
