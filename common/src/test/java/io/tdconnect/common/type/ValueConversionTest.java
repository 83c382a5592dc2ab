// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueConversionTest {
    @Test
    void numbersThatFitAreNotCopied() {
        for (Object value : new Object[] {1_000_000L, 5_000, 1.5, 1.5f}) {
            if (value instanceof Double || value instanceof Float) {
                assertThat(ValueConversion.real(ValueType.FLOAT, value)).isSameAs(value);
            } else {
                assertThat(ValueConversion.whole(ValueType.INT, value)).isSameAs(value);
            }
        }
        Double real = 1.5;
        assertThat(ValueConversion.real(ValueType.DOUBLE, real)).isSameAs(real);
        Long large = 5_000_000_000L;
        assertThat(ValueConversion.unsigned(large)).isSameAs(large);
    }

    @ParameterizedTest
    @ValueSource(ints = {-999_999_999, -5_000, 5_000, 999_999_999})
    void numbersWithLargeExponentsAreRefusedByAllTypes(int scale) {
        BigDecimal number = new BigDecimal(BigInteger.ONE, scale);

        assertRefused(number);
    }

    @Test
    void numbersOfMillionsOfBitsAreRefusedByAllTypes() {
        BigInteger wide = BigInteger.ONE.shiftLeft(8_000_000);

        assertRefused(wide);
        assertRefused(new BigDecimal(wide));
        assertRefused(new BigDecimal(wide, 2_400_000));
    }

    private static void assertRefused(Object number) {
        for (ValueType type : new ValueType[] {ValueType.BIGINT, ValueType.TINYINT}) {
            assertThatThrownBy(() -> ValueConversion.whole(type, number)).isInstanceOf(UnfitValueException.class);
        }
        assertThatThrownBy(() -> ValueConversion.bool(number)).isInstanceOf(UnfitValueException.class);
        assertThatThrownBy(() -> ValueConversion.unsigned(number)).isInstanceOf(UnfitValueException.class);
        assertThatThrownBy(() -> ValueConversion.real(ValueType.FLOAT, number)).isInstanceOf(UnfitValueException.class);
        assertThatThrownBy(() -> ValueConversion.real(ValueType.DOUBLE, number))
                .isInstanceOf(UnfitValueException.class);
        assertThatThrownBy(() -> ValueConversion.decimal(number, 38, 10)).isInstanceOf(UnfitValueException.class);
        assertThatThrownBy(() -> ValueConversion.decimal(number, 38, -1)).isInstanceOf(UnfitValueException.class);
    }

    @Test
    void decimalsHaveNoMoreDigitsThanTheirType() {
        assertThat(ValueConversion.decimal("1.5", 10, 2)).isEqualTo("1.50");
        assertThat(ValueConversion.decimal("1.5", 38, -1)).isEqualTo("1.5");
        assertThat(ValueConversion.decimal("1e3", 38, -1)).isEqualByComparingTo("1000");
        assertThat(ValueConversion.decimal("9".repeat(38), 38, -1)).isEqualTo("9".repeat(38));
        for (String text : new String[] {"9".repeat(39), "0." + "1".repeat(39), "1e38", "1e-39", "1.234"}) {
            int scale = text.equals("1.234") ? 2 : -1;
            assertThatThrownBy(() -> ValueConversion.decimal(text, 38, scale))
                    .as(text)
                    .isInstanceOf(UnfitValueException.class)
                    .hasMessageStartingWith("expected DECIMAL");
        }
    }
}
