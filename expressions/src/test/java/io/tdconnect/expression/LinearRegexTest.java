// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearRegexTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:[0-9]{1,3}\\.){3}[0-9]{1,3}",
                "[0-9]{1,64}-[a-z]{1,64}-.{1,100}",
                "a{1000}b{1000}c{1000}",
                "[]{9999}]{2,}",
                "\\{1000}\\{1000}{1}",
                "x{,5}|{a}|"
            })
    void compilesWhatIsOfUse(String regex) {
        assertThat(LinearRegex.compile(regex)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){100}",
                "(((((a{9}){9}){9}){9}){9}){9}",
                "(?:ab{500}){30}",
                "(?<a>\\w){1000}(?i){1000}",
                "(",
                "[",
                "\\",
                "a{1001}",
                "[a"
            })
    void refusesWhatIsHugeOrWrong(String regex) {
        assertThatThrownBy(() -> LinearRegex.compile(regex))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }
}
