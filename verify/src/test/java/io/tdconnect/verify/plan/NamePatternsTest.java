// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternsTest {
    @ParameterizedTest
    @CsvSource({
        "cpu,cpu,true", "cpu,cpu2,false", "cpu*,cpu,true", "cpu*,cpu_a,true", "*a,cpu_a,true", "*a,cpu_ab,false",
        "c*u*b,cpu_ab,true", "c*u*b,cpu_ba,false", "*,x,true", "a.c,abc,false", "**a,ba,true", "a*b*b,ab,false"
    })
    void aStarStandsForAnyText(String pattern, String name, boolean admitted) {
        assertThat(new NamePatterns(List.of(pattern)).admits(name)).isEqualTo(admitted);
    }

    @Test
    void withoutPatternsAllNamesAreAdmitted() {
        assertThat(new NamePatterns(List.of()).admits("x")).isTrue();
        assertThat(new NamePatterns(List.of("a", "x")).admits("x")).isTrue();
    }
}
