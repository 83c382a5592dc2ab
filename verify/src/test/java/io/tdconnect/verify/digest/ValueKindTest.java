// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ValueKindTest {
    @Test
    void numbersBecomeThoseOfTheTarget() {
        assertThat(ValueKind.LONG.canonical((byte) 5)).isEqualTo(5L);
        assertThat(ValueKind.LONG.canonical(5.0)).isEqualTo(5L);
        assertThat(ValueKind.LONG.canonical(5.5)).isEqualTo(5.5);
        assertThat(ValueKind.LONG.canonical(new BigDecimal("18446744073709551615")))
                .isEqualTo(-1L);
        assertThat(ValueKind.FLOAT.canonical(0.1)).isEqualTo(0.1f);
        assertThat(ValueKind.DOUBLE.canonical(3L)).isEqualTo(3.0);
        assertThat(ValueKind.DECIMAL.canonical(new BigDecimal("1.500"))).isEqualTo(new BigDecimal("1.5"));
    }

    @Test
    void textAndBytesKeepTheirValue() {
        assertThat(ValueKind.TEXT.canonical("a b")).isEqualTo("a b");
        assertThat(ValueKind.BYTES.canonical(new byte[] {1, -1})).isEqualTo("01ff");
        assertThat(ValueKind.TEXT.canonical(null)).isNull();
    }

    @Test
    void textIsNoNumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> ValueKind.LONG.canonical("5"));
    }

    @Test
    void numbersWithoutASignAreShownSo() {
        assertThat(ValueKind.UNSIGNED.shown(-1L)).isEqualTo("18446744073709551615");
        assertThat(ValueKind.LONG.shown(-1L)).isEqualTo("-1");
    }

    @Test
    void longTextIsCut() {
        assertThat(ValueKind.TEXT.shown("x".repeat(100))).hasSizeLessThan(100).endsWith("… (100 characters)");
        assertThat(ValueKind.TEXT.shown(null)).isEqualTo("null");
    }
}
