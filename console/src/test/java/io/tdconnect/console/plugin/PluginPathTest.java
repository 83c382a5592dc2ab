// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginPathTest {
    private static final String SINKS = "META-INF/services/org.apache.kafka.connect.sink.SinkConnector";
    private static final String CONVERTERS = "META-INF/services/org.apache.kafka.connect.storage.Converter";

    @TempDir
    private Path folder;

    @Test
    void pluginsInTheirFoldersAreFine() throws IOException {
        jar("a/lib/a-1.0.jar", Map.of(SINKS, "# ours\norg.example.A\n", "org/example/ASinkConnector.class", ""));
        jar("a/lib/library-2.jar", Map.of("org/example/Lib.class", ""));
        jar("single.jar", Map.of(CONVERTERS, "org.example.C # a converter"));
        Files.writeString(folder.resolve("readme.txt"), "text");

        assertThat(problems("hybrid_warn")).isEmpty();
    }

    @Test
    void aPluginThatIsThereTwiceIsNamedWithItsVersions() throws IOException {
        jar("old/a-1.0.jar", Map.of(SINKS, "org.example.A\norg.example.B"));
        jar("new/a-2.0-rc1.jar", Map.of(SINKS, "org.example.A\norg.example.B"));

        assertThat(problems("hybrid_warn"))
                .singleElement()
                .asString()
                .startsWith("Expected org.example.A and 1 more once in plugin.path, found ")
                .contains(folder.resolve("old") + " (version 1.0)", folder.resolve("new") + " (version 2.0-rc1)");
    }

    @Test
    void whatIsNotUnpackedOrDamagedIsNamed() throws IOException {
        jar("suite-1.0.zip", Map.of("x", ""));
        Files.createDirectories(folder.resolve("empty/lib"));
        Files.createDirectories(folder.resolve("half"));
        Files.writeString(folder.resolve("half/broken.jar"), "no jar");

        assertThat(problems("hybrid_warn"))
                .anyMatch(problem -> problem.startsWith(folder.resolve("suite-1.0.zip") + " is not unpacked"))
                .anyMatch(problem ->
                        problem.equals("Expected jars of a plugin in " + folder.resolve("empty") + ", found none"))
                .anyMatch(problem -> problem.contains("broken.jar, found a damaged one"))
                .hasSize(3);
    }

    @Test
    void aConnectorWithoutServicesIsNamed() throws IOException {
        jar("jdbc/jdbc.jar", Map.of("org/example/JdbcSinkConnector.class", ""));

        assertThat(problems("hybrid_warn")).singleElement().asString().contains("would not find it", "sync-manifests");
        assertThat(problems("SERVICE_LOAD")).singleElement().asString().contains("as this one, does not find it");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Map<String, String> worker = Map.of("plugin.path", folder.resolve("none") + ", " + folder + ",");

        assertThat(PluginPath.ofWorker(worker).problems())
                .containsExactly("plugin.path: expected a folder that can be read at " + folder.resolve("none")
                        + ", found none");
        assertThat(PluginPath.ofWorker(new HashMap<>()).problems()).isEmpty();
    }

    private List<String> problems(String discovery) {
        return PluginPath.ofWorker(Map.of("plugin.path", folder.toString(), "plugin.discovery", discovery))
                .problems();
    }

    private void jar(String name, Map<String, String> entries) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
