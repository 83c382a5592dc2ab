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

/** The messages that pages quote for what is wrong are in the code, apart from names and numbers. */
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
    private static final Pattern THIRD_CELL = Pattern.compile("(?m)^\\| [^|]+ \\| [^|]+ \\| (`[^|]+`) \\|");
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
            assertInTheCode(module, messages, code);
        }
    }

    @Test
    void messagesInPlaceOfThoseOfTaosxAreInTheCode() throws IOException {
        String code = literals("common") + literals("tdengine-common") + literals("taosx");
        for (String module : PAGES) {
            code += literals(module);
        }
        String page = Files.readString(ROOT.resolve("docs").resolve("taosx-errors.md"));
        List<String> messages = quoted(THIRD_CELL.matcher(page).results());
        assertThat(messages).hasSizeGreaterThan(20);
        assertInTheCode("taosx-errors.md", messages, code);
    }

    private static void assertInTheCode(String page, List<String> messages, String code) {
        for (String message : messages) {
            // Not contains: its failure would print all code.
            assertThat(PLACE.split(message, -1)).as(page + ": " + message).allMatch(code::contains);
        }
    }

    private static List<String> messages(String module) throws IOException {
        String page = Files.readString(ROOT.resolve(module).resolve("README.md"));
        return quoted(SECTION.matcher(page)
                .results()
                .flatMap(section -> FIRST_CELL.matcher(section.group(1)).results()));
    }

    private static List<String> quoted(Stream<MatchResult> cells) {
        return cells.flatMap(cell -> MESSAGE.matcher(cell.group(1)).results())
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
