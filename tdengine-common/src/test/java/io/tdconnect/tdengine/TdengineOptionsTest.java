// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.config.Options;
import io.tdconnect.tdengine.driver.TdengineConnections;
import io.tdconnect.testing.Certificates;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TdengineOptionsTest {
    private static final ConfigDef DEFINITION =
            new Options().add(TdengineOptions::addTo).build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:TAOS-WS://host:6041|host:6041|false",
                "jdbc:TAOS-WS://host:6041/power?useSSL=true|host:6041|true",
                "jdbc:TAOS-RS://host|host:6041|false",
                "http://host|host:6041|false",
                "https://host|host:443|true",
                "wss://host:8443/|host:8443|true",
                "host|host:6041|false",
                "a:1,b,c:3|a:1,b:6041,c:3|false",
                "[::1]:6041|[::1]:6041|false"
            })
    void understandsAddresses(String text, String endpoints, boolean tls) {
        TdengineUrl url = TdengineUrl.parse(text);

        assertThat(url.endpoints()).isEqualTo(endpoints);
        assertThat(url.tls()).isEqualTo(tls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://host",
                "jdbc:TAOS://host:6030",
                "host:0",
                "[::99999999999.1.1.1]:6041",
                "d{id:6041",
                "h`,b",
                "host:port",
                "host:70000",
                "a,,b",
                "a b",
                "::1"
            })
    void refusesOtherAddresses(String text) {
        assertThatThrownBy(() -> TdengineUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected jdbc:TAOS-WS://host:6041");
    }

    @Test
    void neverRepeatsAnAddressThatMayHoldAPassword() {
        assertThatThrownBy(() -> config("connection.url", "ftp://u:hush@host"))
                .hasMessageContaining("connection.url")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:TAOS-WS://h:6041/?user=root&password=hush",
                "jdbc:TAOS-WS://h:6041/?token=hush",
                "https://h:6041?a=1&PASSWORD=hush",
                "http://root:hush@h:6041",
                "root:hush@h:6041"
            })
    void refusesSecretsInTheAddressAndNamesTheOption(String url) {
        assertThatThrownBy(() -> config("connection.url", url))
                .hasMessageContaining("connection.url")
                .hasMessageContaining("set connection.user and connection.password, or connection.token")
                .hasMessageNotContaining("hush");
    }

    @Test
    void masksThePasswordInMessages() {
        TdengineConnections connections = TdengineConnections.from(config("connection.password", "hush"));

        SQLException masked = connections.masked(
                new SQLException("failed {\"user\":\"root\",\"password\":\"hush\"}", "state", 0x231e));

        assertThat((Throwable) masked).hasMessageNotContaining("hush").hasMessageContaining("****");
        assertThat(masked.getErrorCode()).isEqualTo(0x231e);
    }

    @Test
    void masksWhatTheDriverEscapes() {
        TdengineConnections connections =
                TdengineConnections.from(config("connection.password", "hu\"sh", "connection.token", "t0ken"));

        SQLException masked =
                connections.masked(new SQLException("timeout {\"password\":\"hu\\\"sh\"} of ws://h?token=t0ken"));

        assertThat((Throwable) masked).hasMessage("timeout {\"password\":\"****\"} of ws://h?token=****");
    }

    @Test
    void aShortPasswordDoesNotHideTheCode() {
        TdengineConnections connections = TdengineConnections.from(config("connection.password", "x"));

        SQLException masked = connections.masked(new SQLException("(0x357):auth failure of x"));

        assertThat((Throwable) masked).hasMessage("(0x357):auth failure of ****");
        assertThat(TdengineErrors.classify(masked)).isEqualTo(ErrorClass.AUTHENTICATION);
    }

    @Test
    void knowsFurtherEndpointsAndTheToken() {
        TdengineConnections connections = TdengineConnections.from(
                config("connection.url", "a,b:1", "connection.endpoints", "b:1,c", "connection.token", "t0ken"));

        assertThat(connections.endpoints()).isEqualTo("a:6041,b:1,c:6041");
        assertThat(connections.properties()).containsEntry("token", "t0ken");
    }

    @Test
    void givesUpConnectingInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            TdengineConnections connections = TdengineConnections.from(
                    config("connection.url", "127.0.0.1:" + silent.getLocalPort(), "connection.timeout.ms", "300"));
            Instant start = Instant.now();

            assertThatThrownBy(connections::open)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(TdengineErrors.classify(e)).isEqualTo(ErrorClass.RETRIABLE));
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void certificatesNeedTls() {
        for (String option : List.of("tls.ca", "tls.certificate", "tls.key", "tls.keystore.location")) {
            assertThatThrownBy(() -> TdengineOptions.gateway(config(option, "a.pem")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(option)
                    .hasMessageContaining("connection.tls=true");
        }
    }

    @Test
    void certificatesThatCannotBeReadAreRefusedBeforeAnythingIsOpened(@TempDir Path directory) {
        Certificates own = Certificates.generate(directory.resolve("own"));
        Certificates other = Certificates.generate(directory.resolve("other"));

        refuses("tls.ca", "tls.ca", own.clientKey());
        refuses("tls.key", "tls.certificate", own.clientCertificate());
        refuses("tls.certificate", "tls.key", own.clientKey());
        refuses("tls.key", "tls.certificate", own.clientCertificate(), "tls.key", other.clientKey());
        refuses("tls.key", "tls.certificate", own.clientCertificate(), "tls.key", own.clientCertificate());
        refuses("tls.truststore.location", "tls.truststore.location", directory.resolve("no-such-file"));
    }

    private static void refuses(String option, Object... namesAndValues) {
        List<String> values = new ArrayList<>(List.of("connection.tls", "true"));
        for (Object value : namesAndValues) {
            values.add(value.toString());
        }
        AbstractConfig config = config(values.toArray(String[]::new));

        assertThatThrownBy(() -> TdengineOptions.gateway(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Invalid value for configuration " + option);
        assertThatThrownBy(() -> TdengineConnections.from(config)).isInstanceOf(ConfigException.class);
    }

    private static AbstractConfig config(String... namesAndValues) {
        Map<String, String> values = new HashMap<>(Map.of("connection.url", "jdbc:TAOS-WS://127.0.0.1:6041"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new AbstractConfig(DEFINITION, values, false);
    }
}
