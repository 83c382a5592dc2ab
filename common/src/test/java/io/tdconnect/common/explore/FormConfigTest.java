// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.junit.jupiter.api.Test;

class FormConfigTest {
    private static final ConfigDef DEFINITION = new Options()
            .required("url", Type.STRING, "")
            .optional("port", Type.INT, 1, "")
            .validator(Validators.between(1, 10))
            .optional("password", Type.PASSWORD, null, "")
            .build();

    @Test
    void otherOptionsAndEmptyValuesDoNotMatter() throws ExploreException {
        Map<String, String> form = Map.of("url", "u", "port", "", "topic", "", "poll.ms", "x");
        AbstractConfig read = FormConfig.read(DEFINITION, form);
        assertThat(read.getInt("port")).isEqualTo(1);
        assertThat(read.getString("url")).isEqualTo("u");
    }

    @Test
    void theOptionWithTheProblemIsNamed() {
        assertThatThrownBy(() -> FormConfig.read(DEFINITION, Map.of("url", "u", "port", "11", "password", "secret")))
                .isInstanceOfSatisfying(ExploreException.class, e -> {
                    assertThat(e.option()).isEqualTo("port");
                    assertThat(e.text()).contains("11").doesNotContain("secret");
                });
        assertThatThrownBy(() -> FormConfig.read(DEFINITION, Map.of("url", "")))
                .isInstanceOfSatisfying(
                        ExploreException.class, e -> assertThat(e.option()).isEqualTo("url"));
    }

    @Test
    void requiredOptionsThatDoNotMatterAreFilledIn() throws ExploreException {
        assertThat(FormConfig.complete(DEFINITION, Map.of("url", "", "port", "2"), Map.of("url", "none")))
                .isEqualTo(Map.of("url", "none", "port", "2"));
        assertThat(FormConfig.complete(DEFINITION, Map.of("url", "u"), Map.of("url", "none")))
                .isEqualTo(Map.of("url", "u"));
    }

    @Test
    void failuresOfClientsKeepTheirOption() {
        assertThat(ExploreException.of(new OptionException("password", "wrong"), "url")
                        .option())
                .isEqualTo("password");
        ExploreException plain = ExploreException.of(new IOException(), "url");
        assertThat(plain.option()).isEqualTo("url");
        assertThat(plain.text()).isEqualTo("IOException");
        assertThat(ExploreException.of(plain, "other")).isSameAs(plain);
    }
}
