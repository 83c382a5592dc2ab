// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.Certificates;
import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.MosquittoOptions;
import io.tdconnect.testing.TcpProxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rights the connector does not need, and to which brokers it does not send its password. */
@Timeout(60)
class LeastPrivilegeIT {
    @TempDir
    private Path folder;

    @Test
    void aUserWhoMayOnlyReadTheFiltersIsEnough() throws Exception {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        Path rules = Files.writeString(folder.resolve("acl"), "user reader\ntopic read plant/#\n");
        MosquittoOptions options = MosquittoOptions.defaults().withUser("reader", "s3cret");
        try (Mosquitto broker = Mosquitto.start(options.withSetting("acl_file " + rules))) {
            Map<String, String> properties = RunningTask.properties(
                    broker.passwordUrl(), "topics", "plant/+::1", "user", "reader", "password", "s3cret");

            assertThat(problems(properties)).isEmpty();
            try (RunningTask task = new RunningTask(properties)) {
                broker.awaitSubscription("tdconnect-meters-0 1 plant/+", Duration.ofSeconds(30));
                assertThat(task.poll()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3.1.1,ssl", "5,ssl", "3.1.1,wss", "5,wss"})
    void aBrokerWithTheCertificateOfAnotherHostGetsNoPassword(String version, String scheme) {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        Certificates elsewhere = Certificates.generateFor(folder, "other.example");
        try (Mosquitto broker = Mosquitto.start();
                TcpProxy proxy = TcpProxy.decrypting(
                        "127.0.0.1", URI.create(broker.url()).getPort(), elsewhere)) {
            Map<String, String> properties = RunningTask.properties(
                    scheme + "://localhost:" + proxy.port(), "protocol.version", version, "user", "u", "password", "p");
            properties.put("tls.ca", elsewhere.ca().toString());

            assertThat(problems(properties)).containsOnlyKeys("tls.hostname.verification");
            assertThat(proxy.received()).isZero();
        }
    }

    private static Map<String, String> problems(Map<String, String> ofTask) {
        Map<String, String> config = new HashMap<>(ofTask);
        config.remove(MqttSourceConfig.TASK_ID);
        Map<String, String> problems = new TreeMap<>();
        new MqttSourceConnector()
                .validate(config)
                .configValues()
                .forEach(value -> value.errorMessages().forEach(message -> problems.put(value.name(), message)));
        return problems;
    }
}
