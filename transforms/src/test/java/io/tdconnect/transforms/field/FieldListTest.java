// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldListTest {
    @Test
    void readsPathsTypesAndNames() {
        FieldList list =
                FieldList.parse("id:INT, $.data['a, b'][0]:DECIMAL(10, 2) AS x ,`c.d`: int unsigned as `e f`,*");

        assertThat(list.rest()).isTrue();
        assertThat(list.choices())
                .extracting(FieldChoice::path)
                .containsExactly(List.of("id"), List.of("data", "a, b", "0"), List.of("c.d"));
        assertThat(list.choices()).extracting(choice -> choice.name("_")).containsExactly("id", "x", "e f");
        assertThat(list.choices())
                .extracting(choice -> String.valueOf(choice.type()))
                .containsExactly("INT", "DECIMAL(10,2)", "INT UNSIGNED");
    }

    @Test
    void namesThatBeginWithAsAreNames() {
        FieldList list = FieldList.parse("assets, as as as");

        assertThat(list.choices()).extracting(choice -> choice.name("_")).containsExactly("assets", "as");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id,              | expected the name of a field at position 3, found the end
            id:              | expected a type after the colon
            id:TEXT          | expected a type of TDengine, found TEXT; the types are BOOL
            id name          | expected a comma or the end at position 3, found 'n'
            id as            | expected a comma or the end at position 3
            $                | expected a name after $
            a..b             | expected the name of a field at position 2
            a[x]             | expected a comma or the end at position 1
            `a               | closing backtick
            a, b as a        | two fields called a
            a, a.b           | places that do not overlap
            a.b, a           | places that do not overlap
            """)
    void refusesOtherTextWithItsPosition(String text, String message) {
        assertThatThrownBy(() -> FieldList.places().ensureValid("fields", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("fields")
                .hasMessageContaining(message);
    }
}
