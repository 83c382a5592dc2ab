// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearRegexTest {
    private static final String PIECES =
            "a b? ( (?: ) | * {2} {3} {2,} {0,4} {1,3} {0} [ ] [](] [^)] \\Q \\E \\] \\x{10} \\x \\"
                    + " { } , 3 (?i) (?<n> [[:alpha:]] \\p{L} é ^";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:[0-9]{1,3}\\.){3}[0-9]{1,3}",
                "[0-9]{1,64}-[a-z]{1,64}-.{1,100}",
                "a{1000}b{1000}c{1000}",
                "[]{9999}]{2,}",
                "\\{1000}\\{1000}{1}",
                "x{,5}|{a}|",
                "\\Q(a{1000}){1000}\\E{3}",
                "\\x{263a}\\x{1000}{10}[\\x{10}]",
                "(?i)\\p{L}{1,63}",
                "(?:a?){0,1}(?:b*){0}c{0,}",
                ""
            })
    void compilesWhatIsOfUse(String regex) {
        assertThat(LinearRegex.compile(regex)).hasToString(regex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){100}",
                "(((((a{9}){9}){9}){9}){9}){9}",
                "(?:ab{500}){30}",
                "(?<a>\\w){1000}(?i){1000}",
                "(a{1000}\\Q(\\E){1000}",
                "(a{1000}[\\](]){1000}",
                "(a{1000}[[:alpha:](]){1000}",
                "(a{1000}[^](]){1000}",
                "((a{1000}\\Q(\\E){1000}){1000}",
                "(?:(?:a{1,1000}\\x{1000}){1000,}){0,1000}",
                "(a{1000}\\\\x{1000}){1000}",
                "(",
                "[",
                "\\",
                "\\x{}{2}",
                "a{1001}",
                "a{99999999999999999999}",
                "a{2}{2}",
                "[a"
            })
    void refusesWhatIsHugeOrWrong(String regex) {
        assertThatThrownBy(() -> LinearRegex.compile(regex))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void boundsLengthGroupsAndDepth() {
        for (String regex : new String[] {
            "a".repeat(10_001), "a{2}".repeat(101), "(a)|".repeat(2_400), "(".repeat(4_900) + ")".repeat(4_900)
        }) {
            assertThatThrownBy(() -> LinearRegex.compile(regex))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected");
        }
    }

    @Test
    void measuresAtLeastTheTrueSizeOfAnyExpression() {
        String[] pieces = PIECES.split(" ", -1);
        Random random = new Random(7);
        int compiled = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder regex = new StringBuilder();
            for (int left = 1 + random.nextInt(14); left > 0; left--) {
                regex.append(pieces[random.nextInt(pieces.length)]);
            }
            int size;
            try {
                size = Pattern.compile(regex.toString()).programSize();
            } catch (PatternSyntaxException e) {
                continue;
            }
            compiled++;
            assertThat(new RegexSize(regex.toString(), Long.MAX_VALUE).steps())
                    .as(regex.toString())
                    .isBetween((long) size, 2L * size + 100);
        }
        assertThat(compiled).isGreaterThan(10_000);
    }

    @Test
    void boundsTheWorkOfMatch() {
        LinearRegex large = LinearRegex.compile("(?:[0-9]?){1,1000}x");

        assertThat(large.matches("1".repeat(999) + "x")).isTrue();
        assertThatThrownBy(() -> large.matches("1".repeat(200_000)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected a text of at most");
        assertThat(LinearRegex.compile("b+").find("a".repeat(1_000_000) + "b")).isNotNull();
        assertThatThrownBy(() -> LinearRegex.compile("a.*b|a").forEach("a".repeat(100_000), match -> {}))
                .isInstanceOf(DataException.class);
    }

    @Test
    void recursionOfTheLibraryIsNoError() throws InterruptedException {
        LinearRegex empty = LinearRegex.compile("(?:[0-9]?){1,1000}".repeat(3) + "x");
        AtomicReference<Throwable> failure = new AtomicReference<>();

        Thread small = new Thread(null, () -> empty.matches("1x"), "small stack", 1 << 18);
        small.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        small.start();
        small.join();

        assertThat(failure.get()).isInstanceOf(DataException.class).hasMessageContaining("may be empty");
    }

    @Test
    void tellsItsGroups() {
        LinearRegex regex = LinearRegex.compile("(?<value>[0-9]+)([a-z])(?P<unit>.)");

        assertThat(regex.groupCount()).isEqualTo(3);
        assertThat(regex.namedGroups())
                .containsEntry("value", 1)
                .containsEntry("unit", 3)
                .hasSize(2);
        assertThat(regex.matches("12x")).isFalse();
        assertThat(regex.find("-12xy-").group("value")).isEqualTo("12");
        assertThat(regex.find("x")).isNull();
        StringBuilder all = new StringBuilder();
        regex.forEach("1a.22bb", match -> all.append(match.group(1)).append('|'));
        assertThat(all).hasToString("1|22|");
    }
}
