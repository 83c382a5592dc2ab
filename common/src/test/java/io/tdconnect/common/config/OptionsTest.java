// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private final ConfigDef definition = new Options()
            .group("Connection")
            .required("server.url", Type.STRING, "Where.")
            .validator(Validators.uri("tcp"))
            .width(Width.LONG)
            .optional("user", Type.STRING, null, "Who.")
            .importance(Importance.LOW)
            .dependents("password")
            .add(options -> options.group("Fragment").optional("f.one", Type.INT, 1, "One."))
            .optional("password", Type.PASSWORD, null, "Secret.")
            .group("Rows")
            .choice("on.error", OnError.DEAD_LETTER_TOPIC, "What then.")
            .build();

    @Test
    void numbersOptionsWithinTheirGroup() {
        assertThat(key("server.url").group).isEqualTo("Connection");
        assertThat(key("server.url").orderInGroup).isEqualTo(1);
        assertThat(key("user").orderInGroup).isEqualTo(2);
        assertThat(key("password").group).isEqualTo("Connection");
        assertThat(key("password").orderInGroup).isEqualTo(3);
        assertThat(key("f.one").group).isEqualTo("Fragment");
        assertThat(key("f.one").orderInGroup).isEqualTo(1);
        assertThat(key("on.error").group).isEqualTo("Rows");
    }

    @Test
    void fillsInNamesWidthsAndImportance() {
        assertThat(key("server.url").displayName).isEqualTo("Server url");
        assertThat(key("server.url").width).isEqualTo(Width.LONG);
        assertThat(key("server.url").importance).isEqualTo(Importance.HIGH);
        assertThat(key("user").importance).isEqualTo(Importance.LOW);
        assertThat(key("user").dependents).containsExactly("password");
        assertThat(key("f.one").width).isEqualTo(Width.SHORT);
        assertThat(key("f.one").importance).isEqualTo(Importance.MEDIUM);
    }

    @Test
    void choicesAreValidatedRecommendedAndParsed() {
        ConfigKey key = key("on.error");

        assertThat(key.defaultValue).isEqualTo("dead-letter-topic");
        assertThat(key.recommender.validValues("on.error", Map.of()))
                .isEqualTo(List.of("fail", "skip", "dead-letter-topic"));
        assertThatThrownBy(() -> key.validator.ensureValid("on.error", "explode"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("fail, skip, dead-letter-topic");
        assertThat(EnumOption.parse(OnError.class, "Dead-Letter-Topic")).isEqualTo(OnError.DEAD_LETTER_TOPIC);
        assertThatThrownBy(() -> EnumOption.parse(OnError.class, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void choicesCanBeRestricted() {
        ConfigDef restricted = new Options()
                .choice("on.error", EnumSet.of(OnError.FAIL, OnError.SKIP), OnError.SKIP, "What then.")
                .build();

        assertThatThrownBy(() -> restricted.parse(Map.of("on.error", "dead-letter-topic")))
                .hasMessageContaining("expected one of fail, skip");
        assertThat(restricted.configKeys().get("on.error").recommender.validValues("on.error", Map.of()))
                .isEqualTo(List.of("fail", "skip"));
    }

    @Test
    void requiredOptionsHaveNoDefaultAndOptionalOnesMayBeNull() {
        assertThat(key("server.url").hasDefault()).isFalse();
        assertThat(key("user").hasDefault()).isTrue();
        assertThat(definition.parse(Map.of("server.url", "tcp://h:1"))).containsEntry("user", null);
    }

    private ConfigKey key(String name) {
        return definition.configKeys().get(name);
    }

    private enum OnError {
        FAIL,
        SKIP,
        DEAD_LETTER_TOPIC
    }
}
