// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowLengthTest {
    private static final long HOUR = 3_600_000;

    private final WindowLength window = new WindowLength(HOUR, 2, HOUR, 1_000);

    @Test
    void shrinksWithManyRowsAndGrowsAgain() {
        window.read(HOUR, 10_000);
        assertThat(window.length()).isEqualTo(HOUR / 10);
        window.tooMuch(HOUR / 10);
        assertThat(window.length()).isEqualTo(HOUR / 20);
        window.read(HOUR / 20, 0);
        assertThat(window.length()).isEqualTo(HOUR / 10);
        for (int i = 0; i < 10; i++) {
            window.read(window.length(), 0);
        }
        assertThat(window.length()).isEqualTo(HOUR);
    }

    @Test
    void isNeverShorterThanTheShortest() {
        for (int i = 0; i < 40; i++) {
            window.tooMuch(window.length());
        }
        assertThat(window.length()).isEqualTo(2);
        assertThat(window.divisible(3)).isFalse();
        assertThat(window.divisible(4)).isTrue();
    }

    @Test
    void growsToALengthBeyondWhichLongsOverflow() {
        WindowLength endless = new WindowLength(HOUR, 1, Long.MAX_VALUE, 1_000);
        for (int i = 0; i < 70; i++) {
            endless.read(endless.length(), 0);
        }
        assertThat(endless.length()).isEqualTo(Long.MAX_VALUE);
    }
}
