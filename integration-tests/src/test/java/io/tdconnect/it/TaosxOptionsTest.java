// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The replacements for options of taosX in docs/taosx-options.md exist. */
class TaosxOptionsTest {
    private static final Path DOCS = Path.of(System.getProperty("tdconnect.root"), "docs");
    private static final Pattern SECTION = Pattern.compile("(?m)^## ");
    private static final Pattern REFERENCE = Pattern.compile("\\]\\((reference/[a-z-]+\\.md)\\)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\| ?[^|]*\\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** Options of Kafka Connect and its clients, which have no reference page here. */
    private static final Pattern OF_CONNECT = Pattern.compile(
            "name|topics|tasks\\.max|transforms|errors\\.tolerance|errors\\.deadletterqueue\\.topic\\.name|consumer\\.override\\..+");

    @Test
    void optionsOfTheMiddleColumnAreInTheReferenceOfTheirSection() throws IOException {
        String page = Files.readString(DOCS.resolve("taosx-options.md"));
        int named = 0;
        for (String section : SECTION.split(page, -1)) {
            Set<String> known = optionsOfReferences(section);
            for (var row : ROW.matcher(section).results().toList()) {
                for (var option : CODE.matcher(row.group(2)).results().toList()) {
                    assertThat(OF_CONNECT.matcher(option.group(1)).matches() || known.contains(option.group(1)))
                            .as("%s in place of %s", option.group(1), row.group(1))
                            .isTrue();
                    named++;
                }
            }
        }
        assertThat(named).isGreaterThan(80);
    }

    private static Set<String> optionsOfReferences(String section) throws IOException {
        Set<String> options = new HashSet<>();
        for (var link : REFERENCE.matcher(section).results().toList()) {
            Files.readAllLines(DOCS.resolve(link.group(1))).stream()
                    .filter(line -> line.startsWith("#### `"))
                    .forEach(line -> options.add(line.replaceAll("#### `(.*)`", "$1")));
        }
        return options;
    }
}
