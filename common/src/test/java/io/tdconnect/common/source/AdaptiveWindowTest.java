// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdaptiveWindowTest {
    private static final long HOUR = 3_600_000;

    private final AdaptiveWindow window = new AdaptiveWindow(HOUR, 2, HOUR, 1_000);

    @Test
    void shrinksWithManyRowsAndGrowsAgain() {
        window.read(HOUR, 10_000);
        assertThat(window.length()).isEqualTo(HOUR / 10);
        window.read(HOUR / 10, 1_000_000);
        assertThat(window.length()).isEqualTo(HOUR / 10_000);
        window.read(HOUR / 10_000, 0);
        assertThat(window.length()).isEqualTo(HOUR / 5_000);
        for (int i = 0; i < 15; i++) {
            window.read(window.length(), 0);
        }
        assertThat(window.length()).isEqualTo(HOUR);
    }

    @Test
    void aWindowEndsAtTheLimitOrBeforeIt() {
        assertThat(window.endFrom(-1, Long.MAX_VALUE)).isEqualTo(HOUR - 1);
        assertThat(window.endFrom(10, 20)).isEqualTo(20);
        assertThat(window.endFrom(Long.MAX_VALUE - 1, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aLengthThatWasTooMuchIsTriedAgainMoreAndMoreSeldom() {
        int windows = 10_000;

        int failures = readFrom(windows, HOUR / 4);

        assertThat(failures).isBetween(2, 12);
        assertThat(window.length()).isBetween(HOUR / 8, HOUR);
    }

    @Test
    void aServerThatIsFastAgainGetsTheLongestWindowsAgain() {
        readFrom(100, HOUR / 64);

        assertThat(readFrom(5_000, Long.MAX_VALUE)).isZero();
        assertThat(window.length()).isEqualTo(HOUR);

        window.tooMuch(HOUR);
        assertThat(readFrom(30, Long.MAX_VALUE)).isZero();
        assertThat(window.length()).isEqualTo(HOUR);
    }

    /** Reads sparse windows from a server that fails from a certain length on; returns the number of failures. */
    private int readFrom(int windows, long tooMuch) {
        int failures = 0;
        for (int read = 0; read < windows; ) {
            long length = window.length();
            if (length >= tooMuch) {
                failures++;
                window.tooMuch(length);
            } else {
                window.read(length, 0);
                read++;
            }
        }
        return failures;
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
        AdaptiveWindow endless = new AdaptiveWindow(HOUR, 1, Long.MAX_VALUE, 1_000);
        for (int i = 0; i < 70; i++) {
            endless.read(endless.length(), 0);
        }
        assertThat(endless.length()).isEqualTo(Long.MAX_VALUE);
    }
}
