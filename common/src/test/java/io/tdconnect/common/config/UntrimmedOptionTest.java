// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UntrimmedOptionTest {
    private static final ConfigDef DEFINITION = new Options()
            .optional("delimiter", Type.STRING, ",", "What separates.")
            .build();

    @ParameterizedTest
    @ValueSource(strings = {" - ", " ", "\t", "\n", ",", "  x"})
    void keepsBlanksAtTheEnds(String written) {
        assertThat(text(Map.of("delimiter", written))).isEqualTo(written);
    }

    @Test
    void isTheDefaultIfTheOptionIsUnset() {
        assertThat(text(Map.of())).isEqualTo(",");
    }

    @Test
    void checksTheTextWithItsBlanks() {
        assertThatThrownBy(() -> text(Map.of("delimiter", "")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("delimiter");
    }

    private static String text(Map<String, String> options) {
        return UntrimmedOption.text(
                new AbstractConfig(DEFINITION, options, false), "delimiter", new ConfigDef.NonEmptyString());
    }
}
