// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages under "When something is wrong" are in the code, apart from names and numbers. */
class ErrorTextsTest {
    private static final Path ROOT = Path.of(System.getProperty("tdconnect.root"));
    private static final List<String> PAGES = List.of(
            "mqtt-source-connector",
            "csv-source-connector",
            "influxdb-source-connector",
            "backup-connectors",
            "kafka-source-connector",
            "opcua-source-connector",
            "opentsdb-source-connector",
            "tdengine-source-connector",
            "tdengine-sink-connector",
            "transforms");
    private static final Pattern SECTION = Pattern.compile("## When something is wrong\\n(.*?)\\n## ", Pattern.DOTALL);
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (`[^|]+`) \\|");
    private static final Pattern MESSAGE = Pattern.compile("`([^`]+)`");

    /** A place where the code inserts a value, or the name of an option. */
    private static final Pattern PLACE = Pattern.compile("…|[a-z]+(\\.[a-z]+)+");

    @Test
    void quotedMessagesAreInTheCode() throws IOException {
        String shared = literals("common") + literals("tdengine-common") + literals("expressions");
        for (String module : PAGES) {
            String code = literals(module) + shared;
            List<String> messages = messages(module);
            assertThat(messages).as(module).hasSizeGreaterThan(3);
            for (String message : messages) {
                assertThat(PLACE.split(message, -1))
                        .allSatisfy(part ->
                                assertThat(code).as(module + ": " + message).contains(part));
            }
        }
    }

    private static List<String> messages(String module) throws IOException {
        String page = Files.readString(ROOT.resolve(module).resolve("README.md"));
        return SECTION.matcher(page)
                .results()
                .flatMap(section -> FIRST_CELL.matcher(section.group(1)).results())
                .flatMap(cell -> MESSAGE.matcher(cell.group(1)).results())
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    /** The sources of a module with adjacent literals joined. */
    private static String literals(String module) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            String code = files.filter(file -> file.toString().endsWith(".java"))
                    .map(ErrorTextsTest::read)
                    .collect(Collectors.joining());
            return code.replaceAll("\"\\s*\\+\\s*\"", "");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
