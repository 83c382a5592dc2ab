// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rhai's {@code if … { … } else { … }} in expressions. */
class ConditionalsTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            if val < 0 { 0 } else { val }                                  ; 5
            if val < 0 {0}else{val}                                        ; 5
            if (val < 0) { 0 } else { val }                                ; 5
            if val > 0 && (val < 9 || val == 10) { 1 } else { 2 }          ; 1
            if val > 9 { 1 } else if val > 4 { 2 } else { 3 }              ; 2
            if val > 9 { 1 } else if val > 6 { 2 } else if val > 5 { 3 } else { 4 } ; 4
            if val > 9 { 1 } else { if val > 4 { 2 } else { 3 } }          ; 2
            if if val > 4 { true } else { false } { 1 } else { 2 }         ; 1
            2 * if val > 4 { 10 } else { 20 } + 1                          ; 21
            max(if val > 4 { 1 } else { 2 }, if val > 4 { 3 } else { 4 })  ; 3
            (if val > 4 { 1 } else { 2 }) + 1                              ; 2
            if text == "if { } else" { 1 } else { 2 }                      ; 1
            text == 'if { } else' ? 1 : 2                                  ; 1
            if gif > 0 { gif } else { 0 }                                  ; 8
            if val == 5.0 { 5.25 } else { 1 }                              ; 5.25
            """)
    void givesTheValueOfItsBranch(String expression, String expected) {
        Map<String, Object> row = Map.of("val", 5L, "gif", 8L, "text", "if { } else");

        assertThat(String.valueOf(Expression.parse(expression, false).value(row)))
                .isEqualTo(expected);
    }

    @Test
    void onlyOneBranchIsEvaluated() {
        Expression safe = Expression.parse("if d == 0 { 0 } else { 10 / d }", false);

        assertThat(safe.value(Map.of("d", 0L))).isEqualTo(0L);
        assertThat(safe.value(Map.of("d", 4L))).isEqualTo(2.5);
    }

    @Test
    void decimalsKeepTheirDigitsOnEveryLine() {
        Expression exact = Expression.parse("if\n\tx\n{ 0.12345678901234567890123 +\n y } else { 0.1 }", false);

        assertThat(String.valueOf(exact.value(Map.of("x", true, "y", BigDecimal.ZERO))))
                .isEqualTo("0.12345678901234567890123");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            if val < 0 { 0 }                    | no else (write else { null }
            if val < 0 { 0 } else               | neither { nor if after else at line 1
            if val < 0 { 0 } else val           | neither { nor if after else at line 1, column 23
            if val < 0                          | the end at line 1
            if val < 0 { 0                      | the end
            if val < 0 { 0 } else { 1           | the end
            if val < 0 { 0 } } else { 1 }       | no else
            } if val < 0 { 0 } else { 1 }       | } in another place at line 1, column 1
            else { 1 } if                       | else without if
            if val { (1 } else { 2) }           | } in another place
            if val { 1) } else { (2 }           | a closing bracket
            (if val) { 1 } else { 2 }           | a closing bracket
            if val { { 1 } } else { 2 }         | { in another place
            if val { let x = 1; x } else { 2 }  | found a fault at line 1
            if val { 1; 2 } else { 3 }          | found a fault at line 1
            if val { val = 1 } else { 3 }       | at line 1
            if { 1 } else { 2 }                 | at line 1
            if val { } else { 2 }               | at line 1
            if val { 1 } else { nothing(1) }    | found nothing at line 1
            """)
    void whatIsIncompleteIsRefusedWithItsPlace(String expression, String message) {
        assertThatThrownBy(() -> Expression.parse(expression, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void nestingIsBounded() {
        String deep = "if a { ".repeat(1_000) + "1" + " } else { 2 }".repeat(1_000);

        assertThatThrownBy(() -> Expression.parse(deep, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Expression.parse("if ".repeat(1_000_000), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the end");
    }

    @Test
    void timesThatAreNoMillisecondsAreRefused() {
        Expression recent = Expression.parse("between_time_range(ts, -604800, 0)", false);
        long now = System.currentTimeMillis();

        assertThat(recent.test(Map.of("ts", now - 1_000))).isTrue();
        assertThat(recent.test(Map.of("ts", Date.from(Instant.ofEpochMilli(now - 1_000)))))
                .isTrue();
        assertThat(recent.test(Map.of("ts", Instant.ofEpochMilli(now - 1_000).toString())))
                .isTrue();
        assertThat(recent.test(Map.of("ts", "2023-12-18T22:12:00.123456+08:00")))
                .isFalse();
        assertThat(recent.test(Map.of("ts", now + 3_600_000))).isFalse();
        assertThat(recent.test(Map.of("ts", now - 605_000_000))).isFalse();
        for (Object other : new Object[] {now * 1_000, Long.MIN_VALUE, Double.NaN, true, "1700000000000"}) {
            assertThatThrownBy(() -> recent.test(Map.of("ts", other)))
                    .as(String.valueOf(other))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("between_time_range");
        }
        assertThatThrownBy(() -> recent.test(Map.of("ts", "2023-12-18T22:12:00")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected a timestamp");
    }
}
