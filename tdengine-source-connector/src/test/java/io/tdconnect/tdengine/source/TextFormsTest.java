// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.tdengine.source.topic.StartOptions;
import io.tdconnect.tdengine.source.topic.TopicPlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextFormsTest {
    @Test
    void positionsOfVgroups() {
        assertThat(new StartOptions(StartOptions.StartFrom.EARLIEST, List.of("2:10", " 3:5 "), false)
                        .positionOfVgroup())
                .isEqualTo(Map.of(2, 10L, 3, 5L));
        for (String bad : List.of("2", "2:", ":5", "a:1", "2:-1", "2=10", "1:2:3")) {
            assertThatThrownBy(() ->
                            new StartOptions(StartOptions.StartFrom.EARLIEST, List.of(bad), false).positionOfVgroup())
                    .hasMessageContaining("VGROUP:POSITION");
        }
        assertThatThrownBy(() -> new StartOptions(StartOptions.StartFrom.EARLIEST, List.of("2:10", "2:11"), false)
                        .positionOfVgroup())
                .hasMessage("expected one position for each vgroup, found several for 2");
    }

    @Test
    void namesOfCreatedTopicsAreReadableAndDifferent() {
        assertThat(TopicPlan.ofDatabase("power").name()).matches("tdconnect_power_[0-9a-f]{8}");
        assertThat(TopicPlan.ofStable("power", "meters").name()).matches("tdconnect_power_meters_[0-9a-f]{8}");
        assertThat(TopicPlan.ofStable("a", "b_c").name())
                .isNotEqualTo(TopicPlan.ofStable("a_b", "c").name());
        assertThat(TopicPlan.ofStable("a", "b".repeat(190)).name()).hasSizeLessThanOrEqualTo(192);
        assertThat(TopicPlan.ofDatabase("电")).isEqualTo(TopicPlan.ofDatabase("电"));
    }
}
