// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {
    private final JsonTree tree = new JsonTree(JsonTree::exact, false);

    @Test
    void readsMapsListsAndScalars() {
        assertThat(tree.parse("{\"a\":[1,1.50,\"x\",true,false,null],\"b\":{}}"))
                .isEqualTo(Map.of(
                        "a",
                        Arrays.asList(BigInteger.ONE, new BigDecimal("1.50"), "x", true, false, null),
                        "b",
                        Map.of()));
        assertThat(tree.parse("[]")).isEqualTo(List.of());
        assertThat(tree.parse("null")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{} {}", "{\"a\":secret}", "[1", "1E2147483648", "[-2.5e-99999999999999999999]"})
    void refusesWhatIsNotOneValueWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> tree.parse(text))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThatThrownBy(() -> tree.parse("[".repeat(101))).isInstanceOf(DataException.class);
    }

    @Test
    void refusesRepeatedNamesIfToldSo() {
        assertThat(tree.parse("{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", BigInteger.TWO));
        assertThatThrownBy(() -> new JsonTree(JsonTree::exact, true).parse("{\"o\":{\"a\":1,\"a\":2}}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found /o/a twice");
    }
}
