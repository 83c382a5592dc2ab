// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class TransformConfigTest {
    private static final ConfigDef DEFINITION = new ConfigDef().define("size", Type.INT, Importance.HIGH, "A number.");

    private final TransformConfig config = TransformConfig.of(
            "stage",
            "transforms",
            "cut",
            Map.of("transforms.cut.type", Cut.class.getName(), "transforms.cut.size", "3"));

    @Test
    void findsTheOptionsOfAName() {
        assertThat(config.type()).isEqualTo(Cut.class.getName());
        assertThat(config.options()).containsExactly(Map.entry("size", "3"));
        assertThat(config.without("size").options()).isEmpty();
        assertThatThrownBy(() -> TransformConfig.of("stage", "transforms", "cut", Map.of()))
                .hasMessage("stage cut: expected the option transforms.cut.type");
    }

    @Test
    void createsAndConfigures() {
        Cut made = config.instance(Cut.class, config.type(), "a class");
        config.configure(made, DEFINITION);

        assertThat(made.configs).containsEntry("size", "3");
    }

    @Test
    void namesTheStageOfAProblem() {
        String place = "stage cut (" + Cut.class.getName() + "): ";
        assertThatThrownBy(() -> config.instance(Cut.class, "io.tdconnect.Missing", "a class such as Cut"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(place + "expected a class such as Cut")
                .hasCauseInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> config.instance(Configurable.class, "java.util.ArrayList", "a transform"))
                .hasMessage(place + "expected a transform");
        assertThatThrownBy(() -> config.without("size").configure(new Cut(), DEFINITION))
                .hasMessageStartingWith(place)
                .hasMessageContaining("size");
        assertThatThrownBy(() -> config.requireKnown(new ConfigDef()))
                .hasMessage(place + "unknown option size, expected one of ");
    }

    /** A class with options. */
    static final class Cut implements Configurable {
        private final Map<String, Object> configs = new HashMap<>();

        @Override
        public void configure(Map<String, ?> all) {
            configs.putAll(all);
        }
    }
}
