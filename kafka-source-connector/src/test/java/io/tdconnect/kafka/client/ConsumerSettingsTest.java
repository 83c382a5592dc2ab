// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.tls.Tls;
import io.tdconnect.kafka.client.LoginOptions.Mechanism;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumerSettingsTest {
    private static final Tls TLS = new Tls(null, null, null, null, null, null, true);

    @Test
    void choosesTheProtocolByTlsAndLogin() {
        LoginOptions login = new LoginOptions("u", new Password("p"), Mechanism.SCRAM_SHA_256);

        assertThat(settings(null, null, Map.of())).containsEntry("security.protocol", "PLAINTEXT");
        assertThat(settings(TLS, null, Map.of())).containsEntry("security.protocol", "SSL");
        assertThat(settings(null, login, Map.of())).containsEntry("security.protocol", "SASL_PLAINTEXT");
        assertThat(settings(TLS, login, Map.of()))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-256");
    }

    @Test
    void positionsAreNeverChosenByTheConsumer() {
        assertThat(settings(null, null, Map.of("max.poll.records", "7", "auto.offset.reset", "latest")))
                .containsEntry("max.poll.records", "7")
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("enable.auto.commit", false)
                .doesNotContainKey("group.id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "", "a\"b", "a\\", "\\\"; evil required;", "line\nline\r", "p@:/?#&%'", "密码"})
    void anyPasswordReachesTheLoginUnchanged(String password) {
        LoginOptions login = new LoginOptions("us\"er", new Password(password), Mechanism.PLAIN);

        Map<String, ?> options = JaasContext.loadClientContext(Map.of("sasl.jaas.config", login.jaas()))
                .configurationEntries()
                .get(0)
                .getOptions();

        assertThat(options.get("username")).isEqualTo("us\"er");
        assertThat(options.get("password")).isEqualTo(password);
    }

    private static Map<String, Object> settings(Tls tls, LoginOptions login, Map<String, String> overrides) {
        return ConsumerSettings.of(
                new ConnectionOptions(List.of(new ServerAddress("h", 1)), tls, login, "", true, 500, overrides), "c");
    }
}
