// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowColumnTest {
    @Test
    void hasAFunctionAndPerhapsAnotherName() {
        assertThat(WindowColumn.parse(List.of(" line voltage : avg  as mean ")))
                .containsExactly(new WindowColumn("line voltage", WindowColumn.Function.AVG, "mean"));
        assertThat(WindowColumn.parse(List.of("voltage:max")))
                .containsExactly(new WindowColumn("voltage", WindowColumn.Function.MAX, "voltage"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"voltage", ":avg", "voltage:avg as", "voltage:avg mean"})
    void otherTextIsRefused(String entry) {
        assertThatThrownBy(() -> WindowColumn.parse(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a column such as voltage:avg");
    }

    @Test
    void longTextIsRefusedBeforeItIsSearched() {
        assertThatThrownBy(() -> WindowColumn.parse(List.of("voltage" + " ".repeat(1_000_000) + "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a column such as voltage:avg of at most 1000 characters, found 1000008");
    }
}
