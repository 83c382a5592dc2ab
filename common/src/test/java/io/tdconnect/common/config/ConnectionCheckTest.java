// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class ConnectionCheckTest {
    private final AtomicInteger runs = new AtomicInteger();
    private final ConfigProblems problems = ConfigProblems.of(new Config(List.of(new ConfigValue("url"))));

    @Test
    void runsByDefaultForTenSecondsAtMost() {
        AbstractConfig config = config(Map.of());
        ConnectionCheck.run(config, problems, "url", List.of(), runs::incrementAndGet);

        assertThat(runs).hasValue(1);
        assertThat(ConnectionCheck.limit(config)).hasSeconds(10);
    }

    @Test
    void canBeTurnedOff() {
        ConnectionCheck.run(
                config(Map.of(ConnectionCheck.VALIDATE, "false")), problems, "url", List.of(), runs::incrementAndGet);

        assertThat(runs).hasValue(0);
    }

    @Test
    void endsAfterItsTimeAndNamesTheOptionThatGivesMore() {
        ConnectionCheck.run(
                config(Map.of(ConnectionCheck.TIMEOUT, "100")),
                problems,
                "url",
                List.of(),
                new CountDownLatch(1)::await);

        assertThat(problems.config().configValues().get(0).errorMessages())
                .containsExactly(
                        "The connection check failed: no answer within 0.1 s (validate.connection.timeout.ms)");
    }

    @Test
    void tellsOfASecretThatTheWorkerHasNotLookedUp() {
        AbstractConfig config = config(Map.of("password", "${file:/etc/kafka/secrets.properties:password}"));
        ConnectionCheck.run(config, problems, "url", List.of(), runs::incrementAndGet);

        assertThat(runs).hasValue(0);
        ConfigValue password = problems.config().configValues().get(1);
        assertThat(password.name()).isEqualTo("password");
        assertThat(password.errorMessages())
                .singleElement()
                .asString()
                .contains("no config.providers with the name file")
                .doesNotContain("secrets.properties");
    }

    private static AbstractConfig config(Map<String, String> properties) {
        Options options = new Options();
        ConnectionCheck.addTo(options, "Whether to try.");
        options.optional("password", ConfigDef.Type.PASSWORD, "", "A secret.");
        ConfigDef definition = options.build();
        return new AbstractConfig(definition, properties);
    }
}
