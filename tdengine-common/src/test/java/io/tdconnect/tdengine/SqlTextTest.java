// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "power | 'power'",
                "it's | 'it\\'s'",
                "a\\ | 'a\\\\'",
                "\\' OR 1=1 -- | '\\\\\\' OR 1=1 --'",
                "电表\t| '电表'",
                "\"\" | ''"
            })
    void whatWouldEndTheTextIsEscaped(String text, String literal) {
        assertThat(SqlText.literal(text)).isEqualTo(literal);
    }

    @Test
    void aNulIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SqlText.literal("a\0b"))
                .withMessage("Expected text without NUL characters for SQL");
        assertThat(SqlText.append(new StringBuilder(), "\0")).isFalse();
    }
}
