// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.Certificates;
import io.tdconnect.testing.Mosquitto;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ConnectionCheckIT {
    @AutoClose
    private static Mosquitto broker;

    @BeforeAll
    static void startBroker() {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        broker = Mosquitto.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1", "3.1.1", "5"})
    void acceptsTheRightPasswordAndRefusesAWrongOne(String version) {
        Map<String, String> properties = config(
                broker.passwordUrl(), "protocol.version", version, "user", broker.user(), "password", "wrong-secret");

        Map<String, String> problems = problems(properties);
        properties.put("password", broker.password());

        assertThat(problems).containsOnlyKeys("password");
        assertThat(problems.get("password")).doesNotContain("wrong-secret");
        assertThat(problems(properties)).isEmpty();
    }

    @Test
    void asksForAUserWhereNobodyMayBeAnonymous() {
        assertThat(problems(config(broker.passwordUrl()))).containsOnlyKeys("user");
    }

    @Test
    void reportsABrokerThatIsNotThere() throws IOException {
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = unused.getLocalPort();
            unused.close();

            assertThat(problems(config("tcp://127.0.0.1:" + port))).containsOnlyKeys("broker.urls");
        }
        assertThat(problems(config("tcp://no-such-host.invalid:1883"))).containsOnlyKeys("broker.urls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void reportsAServerThatNeverAnswers(String version) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "tcp://127.0.0.1:" + silent.getLocalPort();

            Map<String, String> properties = config(url, "protocol.version", version);
            properties.put("validate.connection.timeout.ms", "1000");

            assertThat(problems(properties)).containsOnlyKeys("broker.urls");
        }
    }

    @Test
    void acceptsOneOfSeveralBrokers() {
        assertThat(problems(config("tcp://127.0.0.1:1," + broker.url()))).isEmpty();
    }

    @Test
    void reportsPlainTcpToATlsPortAndTheReverse() {
        assertThat(problems(config(broker.tlsUrl().replace("ssl", "tcp")))).containsOnlyKeys("broker.urls");
        assertThat(problems(config(broker.url().replace("tcp", "ssl")))).containsOnlyKeys("broker.urls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void checksTheCertificatesOfBothSides(String version, @TempDir Path folder) throws Exception {
        Certificates certificates = broker.certificates();
        Certificates strangers = Certificates.generate(Files.createDirectory(folder.resolve("strangers")));
        Map<String, String> properties = config(broker.mutualTlsUrl(), "protocol.version", version);

        assertThat(problems(properties)).containsOnlyKeys("tls.ca");
        properties.put("tls.ca", certificates.ca().toString());
        assertThat(problems(properties)).containsOnlyKeys("tls.certificate");
        properties.put("tls.certificate", strangers.clientCertificate().toString());
        properties.put("tls.key", strangers.clientKey().toString());
        assertThat(problems(properties)).containsOnlyKeys("tls.certificate");
        properties.put("tls.certificate", certificates.clientCertificate().toString());
        properties.put("tls.key", Files.readString(certificates.clientKey()));
        assertThat(problems(properties)).isEmpty();
    }

    @Test
    void reportsACertificateFileThatCannotBeRead() {
        assertThat(problems(config(broker.tlsUrl(), "tls.ca", "/no/such/file.pem")))
                .containsOnlyKeys("tls.ca");
    }

    private static Map<String, String> config(String urls, String... more) {
        Map<String, String> config = new HashMap<>(Map.of("name", "check", "broker.urls", urls, "topics", "a/#::1"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    /** The first problem of each option that has one; never takes longer than 10 s and a little. */
    private static Map<String, String> problems(Map<String, String> config) {
        long before = System.nanoTime();
        Map<String, String> problems = new TreeMap<>();
        List<ConfigValue> values = new MqttSourceConnector().validate(config).configValues();
        for (ConfigValue value : values) {
            value.errorMessages().forEach(message -> problems.putIfAbsent(value.name(), message));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(10_500));
        return problems;
    }
}
