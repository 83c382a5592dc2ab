// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.console.http.ApiException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeforeTest {
    @Test
    void placesAreThoseOfThePartitions() {
        assertThat(Before.of(null).in(3)).isEqualTo(Long.MAX_VALUE);
        assertThat(Before.of("").in(3)).isEqualTo(Long.MAX_VALUE);
        assertThat(Before.of("7").in(3)).isEqualTo(7);
        Before before = Before.of("0:12,3:900");
        assertThat(before.in(0)).isEqualTo(12);
        assertThat(before.in(3)).isEqualTo(900);
        assertThat(before.in(1)).isEqualTo(Long.MAX_VALUE);
        assertThat(before.and(Map.of(0, 5L, 1, 8L))).isEqualTo("0:5,1:8,3:900");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "0:", ":1", "0:1,", "0:1,2", "1,2", "0:9999999999999999999", "9999999999:1"})
    void otherFormsAreRefused(String text) {
        assertThatThrownBy(() -> Before.of(text))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("before");
    }
}
