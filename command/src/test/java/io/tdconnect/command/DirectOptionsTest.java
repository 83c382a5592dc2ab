// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectOptionsTest {
    @ParameterizedTest
    @CsvSource({"1KB, 1024", "500mb, 524288000", "10 GB, 10737418240", "1TB, 1099511627776"})
    void sizes(String text, long bytes) {
        assertThat(new DirectOptions.SizeConverter().convert(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "0GB", "1.5GB", "-1GB", "1PB"})
    void otherSizes(String text) {
        assertThatThrownBy(() -> new DirectOptions.SizeConverter().convert(text))
                .hasMessage("expected a size such as 500MB or 10GB, found " + text);
    }

    @Test
    void durations() {
        assertThat(new DirectOptions.DurationConverter().convert("500ms")).hasMillis(500);
        assertThatThrownBy(() -> new DirectOptions.DurationConverter().convert("soon"))
                .hasMessage("expected a duration such as 500ms, 10s, 5m, 2h or 7d, found soon");
    }
}
