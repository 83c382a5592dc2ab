// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionRangesTest {
    @Test
    void bothEndsBelongToARange() {
        assertThat(PartitionRanges.parse(List.of("tp1:0..2", " tp2:1 ", "tp1:7", "tp3:1..=2", "tp3:4-5"))
                        .toString())
                .isEqualTo("{tp1=[0, 1, 2, 7], tp2=[1], tp3=[1, 2, 4, 5]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tp1",
                "tp1:",
                ":1",
                "tp1:2..1",
                "tp1:a",
                "tp1:-1",
                "t p:1",
                "tp1:0..",
                "tp1:0..99999999",
                "..:1",
                "tp1:0..999999"
            })
    void refusesOtherForms(String element) {
        assertThatThrownBy(() -> PartitionRanges.parse(List.of(element)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found " + element);
    }
}
