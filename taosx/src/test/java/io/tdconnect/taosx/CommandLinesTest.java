// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The command lines of TDengine's page "Data ingestion, replication and backup" as they are written there; placeholders and
 * folders are replaced, and two closing quotes and two backslashes that the page lacks are added.
 *
 * <p>What each becomes is in {@code mapped/NAME.txt}; {@code -Dupdate.reference} writes these files.
 */
class CommandLinesTest {
    private static final Path MAPPED = Path.of(
            System.getProperty("tdconnect.root"),
            "taosx",
            "src",
            "test",
            "resources",
            "io",
            "tdconnect",
            "taosx",
            "mapped");
    private static final String FILES = MAPPED.getParent().toString();

    @TempDir
    private static Path certificates;

    @BeforeAll
    static void generate() throws IOException {
        Certificates made = Certificates.generate(certificates);
        Files.copy(made.ca(), certificates.resolve("ca.crt"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(made.clientCertificate(), certificates.resolve("client.crt"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(made.clientKey(), certificates.resolve("client.key"), StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest
    @MethodSource("names")
    void isMappedToConnectorsThatAcceptIt(String name) throws IOException {
        MappedTask mapped = TaskMapping.map(task(name));

        assertThat(RealConnectors.problems(withCertificates(mapped.source())))
                .as("source")
                .isEmpty();
        assertThat(RealConnectors.problems(mapped.sink())).as("sink").isEmpty();
        String text = text(mapped);
        Path file = MAPPED.resolve(name + ".txt");
        if (!"false".equals(System.getProperty("update.reference", "false"))) {
            Files.writeString(file, text);
        }
        assertThat(text)
                .as("%s; run the test with -Dupdate.reference to rewrite it", file)
                .isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("names")
    void becomesTheSameTaskAgainFromItsCommandLine(String name) {
        TaosxTask task = task(name);

        assertThat(CommandLine.task(task.commandLine("taosx run"))).isEqualTo(task);
    }

    @Test
    void opcDaIsRefusedWithTheNearestAlternative() {
        TaosxTask task = CommandLine.task("""
                taosx run \\
                    -f "opc+da://Matrikon.OPC.Simulation.1?nodes=localhost&da.tags=Random.Real8::tb3::c1::int" \\
                    -t "taos://tdengine:6030/opc"
                """);

        assertThat(problems(task)).hasSize(1).first().satisfies(problem -> {
            assertThat(problem.place()).isEqualTo("from: driver");
            assertThat(problem.found()).isEqualTo("opc+da");
            assertThat(problem.alternative()).contains("OPC UA wrapper", "opcua://");
        });
    }

    @Test
    void piIsRefusedWithTheNearestAlternative() {
        TaosxTask task = CommandLine.task("""
                taosx run \\
                    -f "pi://WIN-2OA23UM12TN/Met1?TemplateForPIPoint=template1,template2&TemplateForAFElement=template3,template4" \\
                    -t "taos://tdengine:6030/pi"
                """);

        assertThat(problems(task))
                .singleElement()
                .extracting(TaosxProblem::message)
                .asString()
                .startsWith("from: driver: expected a driver with a connector, found pi; ")
                .contains("OPC UA server", "csv:");
    }

    private static Map<String, String> withCertificates(Map<String, String> config) {
        Map<String, String> here = new HashMap<>(config);
        here.replaceAll((option, value) -> value.replace("/home/admin/certs", certificates.toString())
                .replace("/etc/points.csv", FILES + "/points.csv"));
        return here;
    }

    private static List<TaosxProblem> problems(TaosxTask task) {
        try {
            throw new AssertionError("expected problems, found " + TaskMapping.map(task));
        } catch (TaosxException e) {
            return e.problems();
        }
    }

    static List<String> names() {
        return List.copyOf(lines().keySet());
    }

    static TaosxTask task(String name) {
        String line = Objects.requireNonNull(lines().get(name))
                .replace("<username>", "reader")
                .replace("<password>", "secret")
                .replace("<token>", "a1b2c3")
                .replace("<server-info>", "plc1:4840")
                .replace("<file_path>", "/etc/points.csv")
                .replace("<mqtt-broker-ip>", "192.168.1.11")
                .replace("@/home/admin/parser.json", "@" + FILES + "/parser.json")
                .replace("@./meters/meters.json", "@" + FILES + "/meters.json");
        return CommandLine.task(line);
    }

    private static Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        try (InputStream in = CommandLinesTest.class.getResourceAsStream("command-lines.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String section : text.split("(?m)^## ", -1)) {
                int end = section.indexOf('\n');
                if (end > 0) {
                    lines.put(
                            section.substring(0, end),
                            section.substring(end + 1).strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static String text(MappedTask mapped) {
        StringBuilder text = new StringBuilder("[source]\n");
        new TreeMap<>(mapped.source()).forEach((option, value) -> line(text, option, value));
        text.append("\n[sink]\n");
        new TreeMap<>(mapped.sink()).forEach((option, value) -> line(text, option, value));
        text.append("\n[notes]\n");
        mapped.notes().forEach(note -> text.append(note).append('\n'));
        text.append("\n[hints]\nname=").append(mapped.hints().name()).append('\n');
        if (mapped.hints().failures() != null) {
            text.append("failures=").append(mapped.hints().failures()).append('\n');
        }
        if (mapped.hints().logLevel() != null) {
            text.append("log.level=").append(mapped.hints().logLevel()).append('\n');
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String option, String value) {
        text.append(option).append('=').append(value.replace("\n", "\\n")).append('\n');
    }
}
