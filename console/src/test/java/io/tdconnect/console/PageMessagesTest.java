// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The messages of the pages in all languages. */
class PageMessagesTest {
    private static final Pattern TEXT = Pattern.compile("\"([a-z][A-Za-z_.-]*)\"");

    /** A key with a part that is known only when the page runs, such as {@code `health.${x}.title`}. */
    private static final Pattern TEMPLATE = Pattern.compile("`([a-z]+\\.(?:[a-z.]*\\$\\{[^`{}]+}[a-z.]*)+)`");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern CALL = Pattern.compile("\\bt\\(\\s*\"([^\"]+)\"");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    private final SortedMap<String, String> english = messages("en");
    private final SortedMap<String, String> chinese = messages("zh");

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaceholders() {
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        assertThat(english.keySet())
                .allSatisfy(key ->
                        assertThat(placeholders(chinese.get(key))).as(key).isEqualTo(placeholders(english.get(key))));
    }

    @Test
    void everyMessageIsTranslated() {
        assertThat(chinese)
                .allSatisfy((key, text) -> assertThat(CHINESE.matcher(text).find())
                        .as("%s: %s", key, text)
                        .isTrue());
        assertThat(english.values())
                .allSatisfy(text ->
                        assertThat(CHINESE.matcher(text).find()).as(text).isFalse());
    }

    @Test
    void everyKeyThatAPageAsksForIsThere() {
        assertThat(scripts().stream()
                        .flatMap(script -> CALL.matcher(script).results())
                        .map(match -> match.group(1)))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(english).containsKey(key));
    }

    @Test
    void noMessageIsUnused() {
        Set<String> used = new TreeSet<>();
        Set<Pattern> shapes = scripts().stream()
                .flatMap(script -> TEMPLATE.matcher(script).results())
                .map(match -> shape(match.group(1)))
                .collect(Collectors.toSet());
        for (String script : scripts()) {
            Matcher matcher = TEXT.matcher(script);
            while (matcher.find()) {
                used.add(matcher.group(1));
            }
        }
        assertThat(english.keySet().stream()
                        .filter(key -> !used.contains(key))
                        .filter(key -> shapes.stream()
                                .noneMatch(shape -> shape.matcher(key).matches())))
                .isEmpty();
    }

    private static Pattern shape(String template) {
        return Pattern.compile(Arrays.stream(template.split("\\$\\{[^}]+}", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("[A-Za-z_-]+")));
    }

    private static Collection<String> scripts() {
        return WebFiles.ending(".js").values();
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private static SortedMap<String, String> messages(String language) {
        try {
            return new TreeMap<>(new ObjectMapper()
                    .readValue(
                            WebFiles.text("i18n/" + language + ".json"), new TypeReference<Map<String, String>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
