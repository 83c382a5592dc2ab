// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every page of the documentation has valid links and valid JSON. */
class DocumentationTest {
    private static final Path ROOT = Path.of(System.getProperty("tdconnect.root"));
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern JSON = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
    // Not Kafka's own scripts, which end with .sh.
    private static final Pattern COMMAND = Pattern.compile("(?<![\\w/.-])bin/[a-z][a-z-]*(?!\\.sh|[\\w-])");

    private static final Pattern CODE = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

    @Test
    void linksLeadToFilesAndHeadingsThatExist() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            String text = CODE.matcher(Files.readString(page)).replaceAll("");
            for (String link : found(LINK, text, 1)) {
                if (!link.matches("[a-z]+:.*") && !leadsSomewhere(page, link)) {
                    broken.add(ROOT.relativize(page) + " -> " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void blocksOfJsonAreJson() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (String block : found(JSON, Files.readString(page), 1)) {
                try {
                    json.readTree(block);
                } catch (JsonProcessingException e) {
                    broken.add(ROOT.relativize(page) + ": " + e.getOriginalMessage() + "\n" + block);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void sinksSayHowTheirRecordsAreRead() throws IOException {
        ObjectMapper json = new ObjectMapper();
        int sinks = 0;
        for (Path page : pages()) {
            for (String block : found(JSON, Files.readString(page), 1)) {
                JsonNode config = json.readTree(block);
                if (config.path("connector.class").asText().endsWith("SinkConnector")) {
                    sinks++;
                    // The converters of Kafka's own worker configuration expect JSON with schemas.
                    assertThat(config.fieldNames())
                            .toIterable()
                            .as(ROOT.relativize(page).toString())
                            .contains("key.converter", "value.converter");
                }
            }
        }
        assertThat(sinks).isGreaterThan(3);
    }

    @Test
    void commandsThatPagesNameExist() throws IOException {
        for (Path page : pages()) {
            assertThat(found(COMMAND, Files.readString(page), 0))
                    .as(ROOT.relativize(page).toString())
                    .allSatisfy(command -> assertThat(ROOT.resolve(command)).isExecutable());
        }
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || anchors(target).contains(parts[1]);
    }

    /** The anchors that GitHub creates for headings. */
    private static Set<String> anchors(Path page) throws IOException {
        return found(HEADING, CODE.matcher(Files.readString(page)).replaceAll(""), 1).stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(group))
                .toList();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 3)) {
            List<Path> pages = files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(target|src|\\.git)/.*"))
                    .toList();
            assertThat(pages).hasSizeGreaterThan(10);
            return pages;
        }
    }
}
