// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPatternTest {
    @Test
    void namesTheLevelsThatATopicHas() {
        TopicPattern pattern = TopicPattern.parse("site/_/line");

        assertThat(pattern.levels("a/b/c/d")).containsExactly(entry("site", "a"), entry("line", "c"));
        assertThat(pattern.levels("a/b")).containsExactly(entry("site", "a"));
        assertThat(pattern.levels("/b/größe")).containsExactly(entry("site", ""), entry("line", "größe"));
        assertThat(pattern.level("line")).isEqualTo(3);
        assertThat(pattern.level("_")).isZero();
        assertThat(TopicPattern.NONE.levels("a/b")).isEmpty();
    }

    @Test
    void namesLevelsFarBehind() {
        TopicPattern pattern = TopicPattern.parse("_/".repeat(199) + "last");

        assertThat(pattern.levels("l/".repeat(199) + "x")).containsExactly(entry("last", "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "a/+", "a/#", "1", "topic", "a/a", "{a}", " "})
    void refusesWhatIsNoName(String text) {
        assertThatThrownBy(() -> TopicPattern.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected ");
    }
}
