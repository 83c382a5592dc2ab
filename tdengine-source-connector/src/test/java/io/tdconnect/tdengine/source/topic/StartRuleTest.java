// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.tdengine.source.topic.StartRule.Start;
import io.tdconnect.tdengine.tmq.VgroupAssignment;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class StartRuleTest {
    private static final VgroupAssignment VGROUP = new VgroupAssignment(2, 100, 100, 200);
    private static final OptionalLong NONE = OptionalLong.empty();

    @Test
    void offsetOfConnectCountsFirst() {
        StartRule rule = new StartRule(Map.of(2, 110L), StartOptions.StartFrom.LATEST, GapOptions.GapPolicy.FAIL);
        assertThat(rule.of("t", VGROUP, at(150), at(170))).isEqualTo(new Start(150, false));
        assertThat(rule.of("t", VGROUP, at(100), NONE)).isEqualTo(new Start(100, false));
        assertThat(rule.of("t", VGROUP, at(200), NONE)).isEqualTo(new Start(200, false));
    }

    @Test
    void withoutAnOffsetTheConfigurationThenTheGroupThenTheBegin() {
        assertThat(rule(StartOptions.StartFrom.EARLIEST)
                        .of("t", VGROUP, NONE, at(170))
                        .position())
                .isEqualTo(170);
        assertThat(rule(StartOptions.StartFrom.EARLIEST)
                        .of("t", VGROUP, NONE, at(50))
                        .position())
                .isEqualTo(100);
        assertThat(rule(StartOptions.StartFrom.EARLIEST)
                        .of("t", VGROUP, NONE, NONE)
                        .position())
                .isEqualTo(100);
        assertThat(rule(StartOptions.StartFrom.LATEST)
                        .of("t", VGROUP, NONE, NONE)
                        .position())
                .isEqualTo(200);
        StartRule configured =
                new StartRule(Map.of(2, 110L, 3, 5L), StartOptions.StartFrom.LATEST, GapOptions.GapPolicy.FAIL);
        assertThat(configured.of("t", VGROUP, NONE, at(170)).position()).isEqualTo(110);
        assertThat(configured
                        .of("t", new VgroupAssignment(3, 0, 10, 20), NONE, NONE)
                        .position())
                .as("not before what there is")
                .isEqualTo(10);
    }

    @Test
    void gapFailsOrGoesOnAtTheOldest() {
        assertThatThrownBy(() -> rule(StartOptions.StartFrom.EARLIEST).of("t", VGROUP, at(40), at(40)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("begins at position 100")
                .hasMessageContaining("WAL_RETENTION_PERIOD")
                .hasMessageContaining("behavior.on.gap=continue");
        StartRule going = new StartRule(Map.of(), StartOptions.StartFrom.EARLIEST, GapOptions.GapPolicy.CONTINUE);
        assertThat(going.of("t", VGROUP, at(40), NONE)).isEqualTo(new Start(100, true));
    }

    @Test
    void whatTheGroupPassedOverIsNoGap() {
        assertThat(rule(StartOptions.StartFrom.EARLIEST).of("t", VGROUP, at(40), at(120)))
                .isEqualTo(new Start(120, false));
    }

    @Test
    void offsetBeyondTheEndIsOfAnotherDatabase() {
        assertThatThrownBy(() -> rule(StartOptions.StartFrom.EARLIEST).of("t", VGROUP, at(201), NONE))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("reset its offsets");
    }

    private static StartRule rule(StartOptions.StartFrom from) {
        return new StartRule(Map.of(), from, GapOptions.GapPolicy.FAIL);
    }

    private static OptionalLong at(long position) {
        return OptionalLong.of(position);
    }
}
