// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LateRowFilterTest {
    private final LateRowFilter seen = new LateRowFilter(2);

    @Test
    void knowsARowByItsSeriesTimeAndValues() {
        seen.startWindow(10);
        seen.add("a", 1, row("x"));

        assertThat(seen.contains("a", 1, row("x"))).isTrue();
        assertThat(seen.contains("b", 1, row("x"))).isFalse();
        assertThat(seen.contains("a", 2, row("x"))).isFalse();
        assertThat(seen.contains("a", 1, row("y"))).isFalse();
    }

    @Test
    void forgetsWindowsAndMakesRoomForOthers() {
        seen.startWindow(10);
        seen.add("a", 1, row("x"));
        seen.add("a", 2, row("x"));
        seen.startWindow(20);
        seen.add("a", 11, row("x"));
        assertThat(seen.contains("a", 11, row("x"))).isFalse();

        seen.forgetUntil(10);
        seen.add("a", 12, row("x"));

        assertThat(seen.contains("a", 1, row("x"))).isFalse();
        assertThat(seen.contains("a", 12, row("x"))).isTrue();
    }

    private static Object[] row(String text) {
        return new Object[] {text, text.getBytes(java.nio.charset.StandardCharsets.UTF_8), null};
    }
}
