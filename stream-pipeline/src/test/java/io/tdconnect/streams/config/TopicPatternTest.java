// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPatternTest {
    @ParameterizedTest
    @CsvSource({
        "landing-.*, landing-1, rows",
        "(mqtt|influx)[-.](raw|test)\\..+, mqtt-raw.x, mqtt-raw",
        "(?:plant-)*[a-z]{2}\\d?, plant-plant-ab1, plant-a",
        "a|b|c|d|e|f|g|h|i|j|k|l|m, m, n",
        "x[^]-]y, xay, x-y"
    })
    void matchesWholeNamesAsKafkaDoes(String regex, String name, String other) {
        TopicPattern pattern = TopicPattern.parse(regex);

        assertThat(pattern.matches(name)).isTrue();
        assertThat(pattern.ofKafka().matcher(name).matches()).isTrue();
        assertThat(pattern.matches(other)).isFalse();
        assertThat(pattern.ofKafka().matcher(other).matches()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+b",
                "(a|a)*b",
                "(a?)*b",
                "((a)*c)*",
                "(a|aa){50}b",
                ".*.*.*.*.*b",
                "(.)\\1",
                "\\Q(\\E",
                "[a[b]]",
                "("
            })
    void whatCouldTakeLongIsRefused(String regex) {
        assertThatThrownBy(() -> TopicPattern.parse(regex))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theWorstThatIsLeftEnds() {
        String name = "a".repeat(249);

        assertThat(TopicPattern.parse("a*a*a*a*b").ofKafka().matcher(name).matches())
                .isFalse();
        assertThat(TopicPattern.parse("(a|aa)(a|aa)(a|aa)a*b").matches(name)).isFalse();
    }
}
