// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact numbers, and expressions and values that could exhaust a worker. */
class ExpressionLimitsTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            19.99                         ; price == 19.99
            19.99                         ; !(price > 19.99) && !(price < 19.99) && price >= 19.99 && price <= 19.99
            19.99                         ; 19.99 == price && 19.99 <= price
            0.10                          ; price >= 0.1 && price == 1e-1
            -0.10                         ; price == -0.1 && price <= -0.1
            -0.10                         ; price == -(0.1)
            0.10                          ; price == (false ? 1.0 : 0.1)
            0.1000000000000000055         ; price > 0.1
            12345678901234567890.12345678 ; price == 12345678901234567890.12345678
            12345678901234567890.12345679 ; price != 12345678901234567890.12345678
            1152921504606846976           ; price == 1152921504606846976 && price == 1152921504606846976.0
            19.99                         ; price + 0.01 == 20 && price * 3 == 59.97
            19.99                         ; round(price * 0.5) == 10 && min(price, 20.0) == price
            19.99                         ; list.contains(19.99)
            """)
    void decimalsAreExactAgainstLiterals(BigDecimal price, String condition) {
        Map<String, Object> row = Map.of("price", price, "list", List.of(price));

        assertThat(Expression.parse(condition, false).test(row)).isTrue();
        assertThat(Expression.parse("true" + " && true".repeat(100) + "\n\n  && " + condition, false)
                        .test(row))
                .isTrue();
    }

    @Test
    void literalsKeepTheirDigitsWhereverTheyStand() {
        Map<String, Object> row = Map.of("price", new BigDecimal("0.12345678901234567890123"));
        String blanks = " ".repeat(4090);

        for (String before : new String[] {"", "\n", blanks, blanks + "       \n ", blanks + blanks}) {
            assertThat(Expression.parse(before + "price == 0.12345678901234567890123", false)
                            .test(row))
                    .as(before.length() + " characters before")
                    .isTrue();
            assertThat(Expression.parse(before + "price == 0.12345678901234567890124", false)
                            .test(row))
                    .isFalse();
        }
    }

    @Test
    void doublesStandForTheirDigitsAgainstDecimals() {
        Map<String, Object> row = Map.of("price", new BigDecimal("19.99"), "d", 19.99, "f", 19.99f, "huge", 0x1p60);

        assertThat(Expression.parse("price == d && price == f && d == 19.99 && f == 19.99", false)
                        .test(row))
                .isTrue();
        assertThat(Expression.parse("huge == 1152921504606846976 && huge != 1152921504606846975", false)
                        .test(row))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999",
                "-1e999",
                "1e-999",
                "1e999999999B",
                "1e999999999B != voltage = 2",
                "1.5E+0999999999b.x = 3",
                "to_string(1e999999999B)",
                "1e-999999999B",
                "010",
                "x == 007"
            })
    void numbersThatAreNotWhatIsWrittenAreRefused(String expression) {
        assertThatThrownBy(() -> Expression.parse(expression, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a number")
                .hasMessageContaining("column");
    }

    @Test
    void textThatLooksLikeALargeNumberIsText() {
        assertThat(Expression.parse("s == '1e99999B'", false).test(Map.of("s", "1e99999B")))
                .isTrue();
    }

    @Test
    void partsAreBounded() {
        assertThat(Expression.parse("1" + "+1".repeat(240), false).value(Map.of()))
                .isEqualTo(241L);
        assertThatThrownBy(() -> Expression.parse("1" + "+1".repeat(300), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("500");
    }

    @Test
    void textOfOneEvaluationIsBoundedTogether() {
        Map<String, Object> row = Map.of("s", "x".repeat(1 << 20));
        String each = "s.replace('x', 'yy').len";
        Expression few = Expression.parse(each + " + " + each, false);

        for (int i = 0; i < 20; i++) {
            assertThat(few.value(row)).isEqualTo(1L << 22);
        }
        Expression many = Expression.parse(each + (" + " + each).repeat(60), false);
        assertThatThrownBy(() -> many.value(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("together at most 16777216 characters");
        assertThat(Expression.parse("s.len", false).value(row)).isEqualTo(1L << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s.contains(part)", "s.replace(part, 'b')", "s =~ '(a?){500}b' || s =~ '(a?b?){500}c'"})
    void searchesAreBounded(String expression) {
        Map<String, Object> row = Map.of("s", "a".repeat(200_000), "part", "a".repeat(100_000) + "b");

        assertThatThrownBy(() -> Expression.parse(expression, false).value(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x.to_string()",
                "x + 1",
                "x.round()",
                "x.int()",
                "x % 3",
                "x == 1.5",
                "o.x > 1",
                "l[0] < 2",
                "l.contains(1)"
            })
    void decimalsWithHugeExponentsAreBadRows(String expression) {
        for (BigDecimal huge : new BigDecimal[] {
            new BigDecimal(BigInteger.ONE, 999_999_999),
            new BigDecimal(BigInteger.ONE, -999_999_999),
            new BigDecimal(BigInteger.TEN.pow(20_000))
        }) {
            Map<String, Object> row = Map.of("x", huge, "o", Map.of("x", huge), "l", Collections.singletonList(huge));
            assertThatThrownBy(() -> Expression.parse(expression, false).value(row))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("1000 digits");
        }
    }

    @Test
    void lengthOfWhatIsMissing() {
        Map<String, Object> row = new HashMap<>();
        row.put("none", null);
        row.put("o", Map.of("a", 1));
        row.put("list", List.of());
        for (String zero :
                new String[] {"x.len", "len(x)", "none.len", "o.x.len", "list[3].len", "x.trim().len", "x.y.len"}) {
            assertThat(Expression.parse(zero, false).value(row)).as(zero).isEqualTo(0L);
        }
        assertThat(Expression.parse("o.len", false).value(row)).isNull();
        assertThat(Expression.parse("len(o)", false).value(row)).isEqualTo(1L);
        assertThat(Expression.parse("none.len", true).value(row)).isEqualTo(0L);
        assertThatThrownBy(() -> Expression.parse("x.len", true).value(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("x.len");
        Schema schema =
                SchemaBuilder.struct().field("s", Schema.OPTIONAL_STRING_SCHEMA).build();
        Struct struct = new Struct(schema);
        assertThat(Expression.parse("s.len", true).value(struct)).isEqualTo(0L);
        assertThat(Expression.parse("len(s) + x.len", false).value(struct)).isEqualTo(0L);
    }
}
