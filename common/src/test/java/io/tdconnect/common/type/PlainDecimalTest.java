// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainDecimalTest {
    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0",
        "9999999.0, 9999999.0",
        "10000001.0, 10000001.0",
        "12345678.5, 12345678.5",
        "1.0E7, 10000000.0",
        "5.0E-4, 0.0005",
        "-1.25E-5, -0.0000125",
        "1.0E22, 10000000000000000000000.0",
        "-0.0, -0.0",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void writesDoublesWithoutAnExponent(double number, String text) {
        assertThat(PlainDecimal.text(number)).isEqualTo(text);
        assertThat(PlainDecimal.text((Number) number)).isEqualTo(text);
        assertThat(Double.parseDouble(PlainDecimal.text(number))).isEqualTo(Double.valueOf(number));
    }

    @Test
    void writesTheDigitsOfAFloatNotThoseOfADouble() {
        assertThat(PlainDecimal.text(0.1f)).isEqualTo("0.1");
        assertThat(PlainDecimal.text((Number) 1.5E-5f)).isEqualTo("0.000015");
    }

    @Test
    void writesDecimalsAndWholeNumbersAsTheyAre() {
        assertThat(PlainDecimal.text(new BigDecimal("1.50"))).isEqualTo("1.50");
        assertThat(PlainDecimal.text(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(PlainDecimal.text((Number) Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(PlainDecimal.text((Number) BigInteger.TEN)).isEqualTo("10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+999999999", "1E-999999999", "1E+10001", "1E-10001", "0E-999999999"})
    void doesNotWriteOutLargeExponents(String number) {
        assertThatThrownBy(() -> PlainDecimal.text(new BigDecimal(number)))
                .isInstanceOf(UnfitValueException.class)
                .hasMessageContaining("10000 digits");
    }

    @Test
    void doesNotWriteOutNumbersOfManyDigits() {
        BigInteger wide = BigInteger.ONE.shiftLeft(8_000_000);

        assertThatThrownBy(() -> PlainDecimal.text((Number) wide)).isInstanceOf(UnfitValueException.class);
        assertThatThrownBy(() -> PlainDecimal.text(new BigDecimal(wide, 3))).isInstanceOf(UnfitValueException.class);
        assertThat(PlainDecimal.text(new BigDecimal(BigInteger.TEN.pow(9_999)))).hasSize(10_000);
    }

    @Test
    void aTextOfManyCharactersIsNoNumber() {
        assertThat(PlainDecimal.parse(" 12.50 ")).isEqualTo("12.50");
        assertThat(PlainDecimal.parse("9".repeat(400))).isNotNull();
        assertThat(PlainDecimal.parse("9".repeat(401))).isNull();
        assertThat(PlainDecimal.parse("1." + "0".repeat(200_000))).isNull();
        assertThat(PlainDecimal.parse("warm")).isNull();
        assertThat(PlainDecimal.parse("")).isNull();
    }
}
