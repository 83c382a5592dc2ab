// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.kafka.read.StartPosition.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartPositionTest {
    @ParameterizedTest
    @CsvSource({
        "time:1700000000123, 1700000000123",
        "TIME:0, 0",
        "time:2023-11-14T22:13:20.123Z, 1700000000123",
        "time:2023-11-15T06:13:20.123999+08:00, 1700000000123",
    })
    void readsTimes(String text, long millis) {
        assertThat(StartPosition.parse(text)).isEqualTo(new StartPosition(Kind.TIME, millis));
    }

    @Test
    void readsEnds() {
        assertThat(StartPosition.parse(" Earliest ").kind()).isEqualTo(Kind.EARLIEST);
        assertThat(StartPosition.parse("LATEST").kind()).isEqualTo(Kind.LATEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "newest",
                "time:",
                "time:soon",
                "time:-1",
                "time:2023-11-14T22:13:20",
                "ByTime(1)",
                "time:1969-01-01T00:00:00Z",
                "time:99999999999999999999"
            })
    void refusesOtherForms(String text) {
        assertThatThrownBy(() -> StartPosition.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected earliest, latest or time:")
                .hasMessageEndingWith("found " + text);
    }
}
