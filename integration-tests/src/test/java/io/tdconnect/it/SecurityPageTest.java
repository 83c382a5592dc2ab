// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that docs/security.md names for its promises exist. */
class SecurityPageTest {
    private static final Path ROOT = Path.of(System.getProperty("tdconnect.root"));
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*) \\|$");
    private static final String HEADER = "| promise | shown by |";

    private final String page = read(ROOT.resolve("docs/security.md"));

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        Map<String, List<Path>> classes = testClasses();
        List<String> missing = new ArrayList<>();
        NAMED.matcher(page).results().forEach(named -> {
            List<Path> sources = classes.getOrDefault(named.group(1) + ".java", List.of());
            if (sources.stream().noneMatch(source -> isTest(read(source), named.group(2)))) {
                missing.add(named.group());
            }
        });
        assertThat(NAMED.matcher(page).results()).hasSizeGreaterThan(50);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyPromiseNamesATest() {
        String[] tables = page.split(Pattern.quote(HEADER), -1);
        assertThat(tables).hasSizeGreaterThan(6);
        for (int i = 1; i < tables.length; i++) {
            String table = tables[i].strip().split("\n\n", 2)[0];
            assertThat(ROW.matcher(table).results().map(row -> row.group(1)).toList())
                    .filteredOn(row -> !row.startsWith("---"))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(NAMED.matcher(row.substring(row.indexOf(" | ")))
                                    .find())
                            .as(row)
                            .isTrue());
        }
    }

    /** Whether there is a test method with this name. */
    private static boolean isTest(String source, String method) {
        int begin = source.indexOf(" void " + method + '(');
        if (begin < 0) {
            return false;
        }
        int before = Math.max(source.lastIndexOf("\n    }\n", begin), 0);
        return source.substring(before, begin).matches("(?s).*@(ParameterizedTest|Test|Property)\\b.*");
    }

    /** Classes of several modules can have the same name. */
    private static Map<String, List<Path>> testClasses() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().matches(".*/src/test/java/.*\\.java"))
                    .collect(Collectors.groupingBy(file -> file.getFileName().toString()));
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
