// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.testing.Certificates;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Options of the console in the properties of a worker, and beside one. */
class ConsoleConfigTest {
    @ParameterizedTest
    @CsvSource({
        "'', http://127.0.0.1:8083",
        "http://:8083, http://127.0.0.1:8083",
        "HTTP://0.0.0.0:9000, http://127.0.0.1:9000",
        "http://[::]:8083, http://127.0.0.1:8083",
        "http://[::1]:8083, http://[::1]:8083",
        "'https://worker1:8443,http://localhost:8083', https://worker1:8443"
    })
    void theWorkersOwnAddressIsTaken(String listeners, String expected) {
        Map<String, String> worker = listeners.isEmpty() ? Map.of() : Map.of("listeners", listeners);

        assertThat(ConsoleConfig.ofWorker(worker).connect()).isEqualTo(URI.create(expected));
    }

    @Test
    void theKafkaClusterIsThatOfTheWorkerUnlessAnotherIsNamed() {
        Map<String, String> worker = new HashMap<>(Map.of(
                "bootstrap.servers", "kafka:9092",
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "PLAIN",
                "group.id", "connect",
                "tdconnect.console.kafka.sasl.mechanism", "SCRAM-SHA-512"));

        assertThat(ConsoleConfig.ofWorker(worker).kafka())
                .isEqualTo(Map.of(
                        "bootstrap.servers",
                        "kafka:9092",
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "SCRAM-SHA-512"));
        worker.put("tdconnect.console.bootstrap.servers", "other:9092");
        assertThat(ConsoleConfig.ofWorker(worker).kafka()).containsEntry("bootstrap.servers", "other:9092");
        assertThat(ConsoleConfig.of(Map.of("connect.url", "http://a:8083")).kafka())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongOptionIsNamedAndPasswordsAreNot(String option, Map<String, String> worker) {
        assertThatThrownBy(() -> ConsoleConfig.ofWorker(worker))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(option)
                .hasMessageNotContaining("p4ss");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("tdconnect.console.listeners", Map.of("tdconnect.console.listeners", "8086")),
                Arguments.of("tdconnect.console.listeners", Map.of("tdconnect.console.listeners", "ftp://a:1")),
                Arguments.of("auth", Map.of("tdconnect.console.auth", "kerberos")),
                Arguments.of("tdconnect.console.users", Map.of("tdconnect.console.auth", "basic")),
                Arguments.of(
                        "tdconnect.console.users",
                        Map.of("tdconnect.console.auth", "basic", "tdconnect.console.users", "/nowhere/users")),
                Arguments.of("tdconnect.console.trusted.proxies", Map.of("tdconnect.console.auth", "proxy-header")),
                Arguments.of(
                        "tdconnect.console.tls.certificate",
                        Map.of("tdconnect.console.listeners", "https://127.0.0.1:8086")),
                Arguments.of(
                        "tdconnect.console.connect.url",
                        Map.of("tdconnect.console.connect.url", "anna:p4ss@host:8083")),
                Arguments.of("tdconnect.console.peers", Map.of("tdconnect.console.peers", "http://a:1,anna:p4ss@b")));
    }

    @Test
    void httpsIsSpokenWithTheCertificate(@TempDir Path directory) throws Exception {
        Certificates certificates = Certificates.generate(directory);
        Map<String, String> options = Map.of(
                "connect.url", "http://127.0.0.1:1",
                "listeners", "https://localhost:0",
                "tls.ca", certificates.ca().toString(),
                "tls.certificate", certificates.serverCertificate().toString(),
                "tls.key", certificates.serverKey().toString());
        try (Console console = Console.start(options)) {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(ConsoleConfig.of(options).tls().context())
                    .build();
            HttpResponse<String> page =
                    client.send(HttpRequest.newBuilder(console.url()).build(), BodyHandlers.ofString());

            assertThat(console.url().getScheme()).isEqualTo("https");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<td-app>");
        }
    }
}
