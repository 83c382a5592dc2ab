// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the files of the pages may contain. */
class PageFilesTest {
    private static final Pattern STATIC_IMPORT = Pattern.compile("(?<![\"\\w./])(?:import|from)\\s*\"([^\"]+)\"");
    private static final Pattern ANY_IMPORT =
            Pattern.compile("(?<![\"\\w./])(?:import|from)\\s*\\(?\\s*\"([^\"\\n,]+)\"");
    private static final int FIRST_PAGE_BYTES = 300 * 1024;

    /** What would make text of others into markup or script, or needs more than the content security policy allows. */
    private static final Pattern DANGEROUS = Pattern.compile(
            "unsafeHTML|unsafeSVG|innerHTML|outerHTML|insertAdjacent|document\\.write|\\beval\\(|new Function| style=|\\bon[a-z]+=\"");

    /** The pages know connectors only by what plugins say about themselves. */
    private static final Pattern CONNECTORS =
            Pattern.compile("mqtt|influx|opc.?ua|opentsdb|tdengine|io\\.tdconnect\\.", Pattern.CASE_INSENSITIVE);

    @Test
    void importsLeadToFiles() {
        Set<String> libraries = Set.of("lit", "uplot");
        WebFiles.ending(".js")
                .forEach((name, text) -> assertThat(ANY_IMPORT
                                .matcher(text)
                                .results()
                                .map(match -> match.group(1))
                                .filter(target -> !libraries.contains(target) && !target.startsWith("lit-html/")))
                        .as(name)
                        .allSatisfy(target -> assertThat(WebFiles.FOLDER
                                        .resolve(name)
                                        .resolveSibling(target)
                                        .normalize())
                                .exists()));
    }

    @Test
    void textOfOthersNeverBecomesMarkup() {
        assertThat(WebFiles.ending(".js"))
                .isNotEmpty()
                .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContainPattern(DANGEROUS));
        assertThat(WebFiles.text("index.html")).doesNotContainPattern(DANGEROUS);
    }

    @Test
    void noPageKnowsAConnector() {
        assertThat(WebFiles.ending(".js")).allSatisfy((name, text) -> {
            // Its examples are those of the other product.
            if (!name.equals("js/pages/import-page.js")) {
                assertThat(text.replace("tdconnect.", "").replace("taosx", ""))
                        .as(name)
                        .doesNotContainPattern(CONNECTORS);
            }
        });
    }

    @Test
    void addressesAreRelativeSoThatAProxyMayAddAPath() {
        assertThat(WebFiles.text("index.html")).doesNotContainPattern("(?:src|href)=\"/");
        assertThat(WebFiles.ending(".js"))
                .allSatisfy((name, text) ->
                        assertThat(text).as(name).doesNotContainPattern("(?:fetch|EventSource|import)\\(\\s*[\"`]/"));
        assertThat(WebFiles.ending(".css"))
                .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain("url("));
    }

    @Test
    void theFirstPageIsSmall() throws Exception {
        Path libraries =
                Path.of(System.getProperty("tdconnect.root", ".."), "console/target/classes/io/tdconnect/console/lib");
        long lit = 0;
        if (Files.isDirectory(libraries)) {
            for (String file : List.of(
                    "lit/index.js",
                    "lit-html/lit-html.js",
                    "lit-html/directives/repeat.js",
                    "lit-element/lit-element.js",
                    "reactive-element/reactive-element.js",
                    "reactive-element/css-tag.js")) {
                lit += Files.size(libraries.resolve(file));
            }
        }
        long own = loadedFirst().stream()
                .mapToLong(name -> WebFiles.text(name).getBytes(StandardCharsets.UTF_8).length)
                .sum();
        assertThat(own + lit).isBetween(40_000L, (long) FIRST_PAGE_BYTES);
    }

    /** What a browser loads for the list of tasks, without libraries. */
    private static Set<String> loadedFirst() {
        Set<String> loaded = new LinkedHashSet<>(List.of("index.html", "icon.svg", "i18n/zh.json", "js/theme.js"));
        loaded.addAll(WebFiles.ending(".css").keySet());
        Deque<String> open = new ArrayDeque<>(List.of("js/app.js", "js/pages/tasks-page.js"));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (loaded.add(name)) {
                STATIC_IMPORT
                        .matcher(WebFiles.text(name))
                        .results()
                        .map(match -> match.group(1))
                        .filter(target -> target.startsWith("."))
                        .forEach(target -> open.push(Path.of(name)
                                .resolveSibling(target)
                                .normalize()
                                .toString()
                                .replace('\\', '/')));
            }
        }
        return loaded;
    }
}
