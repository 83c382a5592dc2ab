// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormsTest {
    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "10s, PT10S", "5m, PT5M", "2h, PT2H", "7d, PT168H", "1w, PT168H", "' 3 s ', PT3S"})
    void durations(String text, Duration expected) {
        assertThat(DurationText.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "-1s", "1y", "1.5s", "s", "99999999999s"})
    void badDurationsAreRefused(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("500ms, 10s");
    }

    @Test
    void positionsOfVgroups() {
        assertThat(StartPositions.parse(List.of("2:10", " 3:5 "))).isEqualTo(Map.of(2, 10L, 3, 5L));
        for (String bad : List.of("2", "2:", ":5", "a:1", "2:-1", "2=10", "1:2:3")) {
            assertThatThrownBy(() -> StartPositions.parse(bad)).hasMessageContaining("VGROUP:POSITION");
        }
        assertThatThrownBy(() -> StartPositions.parse(List.of("2:10", "2:11")))
                .hasMessage("expected one position for each vgroup, found several for 2");
    }

    @Test
    void namesOfCreatedTopicsTellWhatTheyHoldAndAreDifferent() {
        assertThat(TopicPlan.ofDatabase("power").name()).matches("tdconnect_power_[0-9a-f]{8}");
        assertThat(TopicPlan.ofStable("power", "meters").name()).matches("tdconnect_power_meters_[0-9a-f]{8}");
        assertThat(TopicPlan.ofStable("a", "b_c").name())
                .isNotEqualTo(TopicPlan.ofStable("a_b", "c").name());
        assertThat(TopicPlan.ofStable("a", "b".repeat(190)).name()).hasSizeLessThanOrEqualTo(192);
        assertThat(TopicPlan.ofDatabase("电")).isEqualTo(TopicPlan.ofDatabase("电"));
    }
}
