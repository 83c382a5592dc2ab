// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units of systemd, as far as they can be checked without installing them. */
class UnitsTest {
    private static final Path UNITS = Path.of(System.getProperty("tdconnect.root"), "packaging/systemd");

    @TempDir
    private Path folder;

    @Test
    void systemdAcceptsTheUnits() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "skipped: systemd-analyze is not installed");
        List<String> command = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
        try (Stream<Path> files = Files.list(UNITS)) {
            for (Path unit :
                    files.filter(file -> file.toString().endsWith(".service")).toList()) {
                // The programs are not installed here.
                String text = Files.readString(unit).replaceAll("/opt/(tdconnect|kafka)/bin/[a-z.-]+", "/bin/true");
                command.add(Files.writeString(folder.resolve(unit.getFileName()), text)
                        .toString());
            }
        }
        assertThat(command).hasSize(6);
        Process systemd = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(systemd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(systemd.waitFor()).as(output).isZero();
        assertThat(output.lines().filter(line -> line.contains(folder.toString())))
                .isEmpty();
    }

    @Test
    void unitsNameFilesOfTheArchive() throws IOException {
        for (String unit : List.of("tdconnect-kafka.service", "tdconnect-connect.service")) {
            String text = Files.readString(UNITS.resolve(unit));
            for (String word : text.split("[\\s'\"=]+", -1)) {
                if (word.startsWith("/opt/tdconnect/systemd/")) {
                    assertThat(UNITS.resolve(Path.of(word).getFileName()))
                            .as(unit)
                            .exists();
                }
            }
        }
    }

    /** The stop of a task may take as long as {@code --stop-timeout}. */
    @Test
    void aTaskHasTimeToStopAndStaysDownWithWrongArguments() throws IOException {
        assertThat(Files.readString(UNITS.resolve("tdconnect@.service")))
                .contains(
                        "TimeoutStopSec=45",
                        "RestartPreventExitStatus=2",
                        "Restart=on-failure",
                        "StateDirectory=tdconnect\n");
    }

    @Test
    void theWorkerHasThePluginsAndItsBroker() throws IOException {
        Properties worker = properties("connect.properties");
        Properties broker = properties("kafka.properties");

        assertThat(worker.getProperty("plugin.path")).isEqualTo("/opt/tdconnect/plugins");
        assertThat(broker.getProperty("listeners")).contains("PLAINTEXT://" + worker.getProperty("bootstrap.servers"));
        assertThat(worker.getProperty("listeners")).startsWith("http://127.0.0.1:");
    }

    private static Properties properties(String name) throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(UNITS.resolve(name))) {
            properties.load(reader);
        }
        return properties;
    }
}
