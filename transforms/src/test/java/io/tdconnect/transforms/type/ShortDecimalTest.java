// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortDecimalTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0", "-0.0", "10.77", "-0.1", "999999999999999.", "0.00000000000001", "12345678.9012345"})
    void readsWhatJavaReads(String text) {
        assertThat(parse("xx" + text + "yy", 2, text.length())).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e5", "1.5e3", "12", "1234567890.1234567", "", ".", "-", "1.2.3", "NaN"})
    void leavesTheRestToAparserForAll(String text) {
        assertThat(parse(text, 0, text.length())).isNaN();
    }

    @Test
    void readsRandomNumbersWithOneRounding() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder digits = new StringBuilder(Long.toString(random.nextLong(1_000_000_000_000_000L)));
            digits.insert(1 + random.nextInt(digits.length()), '.');
            String text = digits.toString();
            assertThat(parse(text, 0, text.length())).isEqualTo(Double.parseDouble(text));
        }
    }

    private static double parse(String text, int offset, int length) {
        return ShortDecimal.parse(text.toCharArray(), offset, length);
    }
}
