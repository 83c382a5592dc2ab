// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static final Map<String, Object> VALUES = Map.of(
            "id",
            7,
            "site",
            "north",
            "header:h",
            "H",
            "big",
            new BigDecimal("1E+3"),
            "bytes",
            "key".getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @CsvSource({
        "d{id}, d7",
        "t_{site}_{id}, t_north_7",
        "${id}, 7",
        "d${id}x, d7x",
        "{id}{id}, 77",
        "{none:unknown}, unknown",
        "{none:}!, !",
        "{none:a:b}, a:b",
        "{id:unknown}, 7",
        "{header:h}, H",
        "{header:x:y}, y",
        "{{id}}, {id}",
        "{{{id}}}, {7}",
        "$${id}, $7",
        "${{id}}, ${id}",
        "$, $",
        "a$b, a$b",
        "{ id }, 7",
        "{big}, 1000",
        "{bytes}, key",
        "plain, plain",
        "'', ''",
    })
    void renders(String template, String expected) {
        assertThat(Template.parse(template).render(VALUES::get)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"d{id, 1", "d}, 1", "ab{}, 2", "ab{:x}, 2", "{a{b}, 2", "{header:}, 0", "x{a}}}}, 6"})
    void parseErrorsSayWhere(String template, int position) {
        assertThatThrownBy(() -> Template.parse(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at position " + position);
    }

    @Test
    void listsVariablesOnceInOrder() {
        assertThat(Template.parse("{b}_{a:x}_{b}_${header:c}").variables()).containsExactly("b", "a", "header:c");
        assertThat(Template.parse("{{x}}").variables()).isEmpty();
    }

    @Test
    void missingVariableIsNamed() {
        assertThatThrownBy(() -> Template.parse("d{serial}").render(VALUES::get))
                .isInstanceOfSatisfying(
                        MissingVariableException.class,
                        e -> assertThat(e.name()).isEqualTo("serial"))
                .hasMessageContaining("{serial}");
    }

    @Test
    void refusesValuesWithoutAPlainText() {
        assertThatThrownBy(() -> Template.parse("{x}").render(name -> List.of("secret")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("{x}")
                .hasMessageNotContaining("secret");
    }

    @Test
    void keepsItsText() {
        assertThat(Template.parse("d{id:x}")).hasToString("d{id:x}");
    }

    @Test
    void takesADefaultForAllVariablesWithoutOne() {
        Template template = Template.parse("{site}_{none}_{other:x}").withDefault("?");

        assertThat(template.render(VALUES::get)).isEqualTo("north_?_x");
    }
}
