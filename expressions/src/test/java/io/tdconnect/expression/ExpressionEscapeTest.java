// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries to reach Java from expressions, and to write expressions that do not end. */
class ExpressionEscapeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s.getClass()",
                "''.getClass().forName('java.lang.Runtime')",
                "''.class.forName('java.lang.Runtime').getRuntime()",
                "s.toString()",
                "s.hashCode()",
                "s.length()",
                "s.equals(s)",
                "getClass()",
                "java.lang.System.exit(1)",
                "System.exit(1)",
                "java.lang.Runtime.getRuntime().exec('true')",
                "new java.io.File('/')",
                "new('java.io.File', '/')",
                "new java.util.Scanner(s).next()",
                "java:exit(1)",
                "sys:exit()",
                "#pragma jexl.import java.lang\n1",
                "#pragma jexl.namespace.x java.lang.System\nx:exit(1)",
                "@silent 1",
                "s = 1",
                "s += 1",
                "s++",
                "var x = 1",
                "let x = 1",
                "const x = 1",
                "x -> x",
                "(x) => x",
                "function(x) { x }",
                "() -> { while(true) {} }",
                "while (true) {}",
                "for (;;) {}",
                "for (var x : 1..1000000000) { x }",
                "do {} while (true)",
                "1 .. 1000000000",
                "[1, 2]",
                "{1, 2}",
                "{'a' : 1}",
                "if (true) 1",
                "try { 1 } finally { 2 }",
                "throw s",
                "return s",
                "break",
                "s; s",
                "`${s}`",
                "`${s.getClass()}`",
                "s.`class`",
                "s[`x`]",
                "s[s]",
                "s.(s)",
                "s?.class",
                "s instanceof java.lang.String",
                "size(s)",
                "empty(s)",
                "~/a/",
                "s =~ s",
                "s =~ [1]",
                "s =~ '(a)\\\\1'",
                "s =~ '('",
                "1 << 62",
                "~1",
                "s === s",
                "s ?? s",
                "import java.lang",
                "context",
                "this.getClass()",
                "field(s)",
                "field('a', 'b')",
                "field()",
                "len()",
                "len(s, s)",
                "pad(s)",
                "$0.exit()",
                "s.len.exit()",
                "s[0](s)",
                "s['len']()",
                "",
                " ",
                "(",
                "'",
                "\\",
                "\u0000"
            })
    void isRefusedOrHarmless(String text) {
        if ("context".equals(text)) {
            assertThat(Expression.parse(text, false).value(Map.of())).isNull();
            return;
        }
        assertThatThrownBy(() -> Expression.parse(text, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"class", "s.class", "s['class']", "s.bytes", "getClass", "''.class", "s.len.class"})
    void namesOfJavaAreNamesOfFieldsThatAreMissing(String text) {
        assertThat(Expression.parse(text, false).value(Map.of("s", "text"))).isNull();
    }

    @Test
    void deepNestingIsRefused() {
        for (String piece : new String[] {"(", "!", "-", "abs(", "1+(", "x?"}) {
            assertThatThrownBy(() -> Expression.parse(piece.repeat(9000 / piece.length()) + "1", false))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Expression.parse("1+".repeat(6000) + "1", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10000");
    }

    @Test
    void regularExpressionsTakeLinearTime() {
        Expression evil = Expression.parse("s =~ \"(a+)+(a*)*b\"", false);

        assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> assertThat(evil.test(Map.of("s", "a".repeat(20_000)))).isFalse());
    }
}
