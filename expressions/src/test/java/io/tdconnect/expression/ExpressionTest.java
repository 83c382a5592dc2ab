// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Map<String, Object> ROW = new HashMap<>();

    static {
        ROW.put("i", 7L);
        ROW.put("b", (byte) 3);
        ROW.put("f", 10.77f);
        ROW.put("d", 4.2);
        ROW.put("big", new BigDecimal("12345678901234567890"));
        ROW.put("nan", Double.NaN);
        ROW.put("s", "012345678");
        ROW.put("blank", "  abc ee ");
        ROW.put("emoji", "a\uD83D\uDE00b");
        ROW.put("t", true);
        ROW.put("none", null);
        ROW.put("list", List.of("x", 2));
        ROW.put("time", Date.from(Instant.ofEpochMilli(1700000000123L)));
        ROW.put("in.dots", 1);
        ROW.put("data", Map.of("len", 9, "温度", 21.5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            i * 2 + 1                         ; 15
            -i - -3                           ; -4
            i / 2                             ; 3.5
            i % 4                             ; 3
            (1 + 2) * b                       ; 9
            d * 1.8 + 32                      ; 39.56
            big + 1                           ; 12345678901234567891
            i + none                          ; null
            s + i                             ; 0123456787
            9007199254740993 == 9007199254740992.0 ; false
            f == 10.77                        ; true
            f > 10.77                         ; false
            nan == nan                        ; false
            nan < 1 || nan >= 1               ; false
            big > i                           ; true
            s == 12345678                     ; false
            "a" < "b"                         ; true
            none == null && nowhere == null   ; true
            none != 1                         ; true
            none < 1 || none >= 1             ; false
            !none                             ; true
            t ? "yes" : "no"                  ; yes
            s =~ "[0-9]+"                     ; true
            s =~ "[0-8]"                      ; false
            s !~ "x.*"                        ; true
            none =~ ".*"                      ; false
            "1.2".pad(5, "0")                 ; 1.200
            s.pad(-9223372036854775807)       ; 012345678
            pad(i, 3, "ab")                   ; 7ab
            blank.trim()                      ; abc ee
            s.sub_string(5)                   ; 5678
            s.sub_string(5, 2)                ; 56
            s.sub_string(-2)                  ; 78
            s.sub_string(3, -1).is_empty()    ; true
            s.sub_string(99)                  ; ~~
            emoji.sub_string(1, 1).len        ; 1
            s.replace("012", "abc")           ; abc345678
            s.to_upper().to_lower().len()     ; 9
            parse_int(" 56 ") + 1             ; 57
            parse_float("12.3")               ; 12.3
            parse_int(d)                      ; 4
            d.floor()                         ; 4.0
            d.ceiling()                       ; 5.0
            d.round()                         ; 4.0
            (-2.5).round()                    ; -3.0
            d.int()                           ; 4
            d.fraction()                      ; 0.2
            i.floor()                         ; 7
            sqrt(16)                          ; 4.0
            exp(1).ln()                       ; 1.0
            log(100)                          ; 2.0
            sin(0) + cos(0) + atanh(0)        ; 1.0
            asinh(0.0) + acosh(1.0)           ; 0.0
            max(i, 8) + min(i, 8) + abs(-2)   ; 17
            pow(2, 10)                        ; 1024.0
            list[0]                           ; x
            list.len + list.contains(2).to_string() ; 2true
            list[9] == null                   ; true
            data.len                          ; 9
            data['温度'] > 21                 ; true
            field("in.dots") + in.dots        ; 2
            time > 1700000000122              ; true
            """)
    void computes(String expression, String result) {
        assertThat(String.valueOf(Expression.parse(expression, false).value(ROW)))
                .isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s > 1",
                "t < t",
                "s && t",
                "s * 2",
                "i / 0",
                "i % 0",
                "9223372036854775807 + i",
                "sqrt(-1)",
                "parse_int(\"22x\")",
                "parse_float(\"\")",
                "int(1e300)",
                "i.starts_with(\"7\")",
                "s.starts_with(1)",
                "s.replace(\"\", \"x\")",
                "s.pad(1000000000)",
                "list.trim()",
                "s.sub_string(\"1\")"
            })
    void refusesValuesOfTheWrongKindWithoutShowingThem(String expression) {
        Expression parsed = Expression.parse(expression, false);

        assertThatThrownBy(() -> parsed.value(ROW))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected")
                .hasMessageNotContaining("012345678");
    }

    @Test
    void textCannotGrowWithoutBound() {
        Map<String, Object> row = Map.of("s", "x".repeat(1 << 20));

        assertThatThrownBy(
                        () -> Expression.parse("s" + " + s".repeat(40), false).value(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("longer");
        assertThatThrownBy(() -> Expression.parse("s.replace('x', '" + "y".repeat(100) + "')", false)
                        .value(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("longer");
    }

    @Test
    void requiredFieldsMayBeNullButNotMissing() {
        assertThat(Expression.parse("none", true).value(ROW)).isNull();
        assertThat(Expression.parse("data.len", true).value(ROW)).isEqualTo(9);
        assertThatThrownBy(() -> Expression.parse("data.x", true).value(ROW))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("field data.x");
    }
}
