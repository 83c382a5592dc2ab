// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.meter;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.Certificates;
import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.TdengineServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encryption and compression of connections. */
class SecureIT {
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path directory;

    private static TdengineServer server;
    private static Certificates certificates;
    private static TcpProxy tls;

    private final String database = server.createDatabase("ms");

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
        certificates = Certificates.generate(directory);
        tls = TcpProxy.decrypting(server.host(), server.port(), certificates);
    }

    @AfterAll
    static void stop() {
        tls.close();
        server.close();
    }

    @AfterEach
    void trustNobody() {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wss://localhost:%d", "https://127.0.0.1:%d", "jdbc:TAOS-WS://localhost:%d/?useSSL=true"})
    void writesThroughTlsToAServerWhoseAuthorityJavaTrusts(String url) {
        trust(certificates);
        writesRows("connection.url", url.formatted(tls.port()));
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() {
        assertThat(problems(tls)).contains("a certificate of an authority that this Java does not trust");
    }

    @Test
    void refusesACertificateOfAnotherHostBeforeItLogsIn() {
        Certificates other = Certificates.generateFor(directory.resolve("other"), "other.example");
        trust(other);
        try (TcpProxy wrong = TcpProxy.decrypting(server.host(), server.port(), other)) {
            assertThat(problems(wrong)).contains("a certificate of another host");
            assertThat(wrong.received()).isZero();
        }
    }

    @Test
    void refusesACertificateThatHasExpired() {
        Certificates old = Certificates.generate(directory.resolve("old"), Instant.parse("2020-01-01T00:00:00Z"));
        trust(old);
        try (TcpProxy expired = TcpProxy.decrypting(server.host(), server.port(), old)) {
            assertThat(problems(expired)).contains("a certificate that has expired");
            assertThat(expired.received()).isZero();
        }
    }

    private String problems(TcpProxy proxy, String... namesAndValues) {
        Map<String, List<String>> found = allProblems("wss://localhost:" + proxy.port(), namesAndValues);
        return String.join("\n", found.getOrDefault("connection.url", List.of()));
    }

    /** The messages by their option. */
    private Map<String, List<String>> allProblems(String url, String... namesAndValues) {
        Map<String, String> config = RunningSink.config(server, database);
        config.put("connection.url", url);
        config.put("topics", "meters");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            config.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new TdengineSinkConnector()
                .validate(config).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    @Test
    void writesWithAnAuthorityAndACertificateFromPemFiles() {
        try (TcpProxy demanding = TcpProxy.demanding(server.host(), server.port(), certificates)) {
            assertThat(problems(demanding, "tls.ca", certificates.ca().toString()))
                    .contains("wants another client certificate");
            assertThat(demanding.received()).isZero();
            String[] files = {
                "tls.ca",
                certificates.ca().toString(),
                "tls.certificate",
                certificates.clientCertificate().toString(),
                "tls.key",
                certificates.clientKey().toString()
            };
            assertThat(problems(demanding, files)).isEmpty();

            String[] all = Arrays.copyOf(files, files.length + 2);
            all[files.length] = "connection.url";
            all[files.length + 1] = "https://localhost:" + demanding.port();
            writesRows(all);
        }
    }

    @Test
    void writesWithAnAuthorityAsPemText() throws IOException {
        writesRows("connection.url", "wss://localhost:" + tls.port(), "tls.ca", Files.readString(certificates.ca()));
    }

    @Test
    void refusesServersThatTheAuthorityOfTheOptionDoesNotVouchFor() {
        Certificates other = Certificates.generate(directory.resolve("stranger"));
        Certificates elsewhere = Certificates.generateFor(directory.resolve("elsewhere"), "other.example");
        try (TcpProxy wrong = TcpProxy.decrypting(server.host(), server.port(), elsewhere)) {
            assertThat(problems(wrong, "tls.ca", other.ca().toString()))
                    .contains("a certificate of an authority that is not trusted; see tls.ca");
            assertThat(problems(wrong, "tls.ca", elsewhere.ca().toString())).contains("a certificate of another host");
            assertThat(wrong.received()).isZero();
        }
    }

    @Test
    void problemsOfCertificatesStandBesideTheirOption() {
        Certificates other = Certificates.generate(directory.resolve("unlike"));
        String url = "wss://localhost:" + tls.port();

        assertThat(allProblems(
                        url,
                        "tls.certificate",
                        certificates.clientCertificate().toString(),
                        "tls.key",
                        other.clientKey().toString()))
                .containsOnlyKeys("tls.key");
        assertThat(allProblems(url, "tls.ca", other.clientKey().toString())).containsOnlyKeys("tls.ca");
        assertThat(allProblems(
                        "ws://localhost:" + tls.port(), "tls.ca", other.ca().toString()))
                .containsOnlyKeys("tls.ca")
                .extractingByKey("tls.ca")
                .asString()
                .contains("connection.tls=true");
    }

    @Test
    void acceptsAnyCertificateWhereTheTestAsksForIt() {
        writesRows("connection.url", "wss://localhost:" + tls.port(), "connection.tls.verification", "false");
    }

    @Test
    void writesCompressed() {
        assertThat(bytesOfRows("true")).isPositive().isLessThan(bytesOfRows("false") / 2);
    }

    /** The bytes that the sink sends to write its rows. */
    private long bytesOfRows(String compression) {
        try (TcpProxy proxy = TcpProxy.to(server.host(), server.port())) {
            writesRows("connection.url", "127.0.0.1:" + proxy.port(), "connection.compression", compression);
            return proxy.received();
        }
    }

    @Test
    void sendsTheTokenWithTheRequestForTheConnection() throws Exception {
        Map<String, String> config = RunningSink.config(server, database);
        config.put("connection.token", "a1b2c3");
        config.put("topics", "meters");
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            config.put("connection.url", "127.0.0.1:" + listener.getLocalPort());
            CompletableFuture<String> request = CompletableFuture.supplyAsync(() -> firstLine(listener));

            Map<String, String> checked = new HashMap<>(config);
            String problems =
                    new TdengineSinkConnector().validate(checked).configValues().toString();

            assertThat(request.get(20, TimeUnit.SECONDS)).startsWith("GET /ws?token=a1b2c3");
            assertThat(problems).doesNotContain("a1b2c3");
        }
    }

    private static void trust(Certificates authority) {
        System.setProperty(
                "javax.net.ssl.trustStore", authority.trustStore(PASSWORD).toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    }

    /** The first line on any connection: the check of the configuration opens one and sends nothing. */
    private static String firstLine(ServerSocket listener) {
        try {
            String line = null;
            while (line == null) {
                try (Socket client = listener.accept();
                        BufferedReader in = new BufferedReader(
                                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
                    line = in.readLine();
                }
            }
            return line;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void writesRows(String... namesAndValues) {
        Object[] rows =
                LongStream.range(0, 500).mapToObj(i -> meter(i % 5, TS + i / 5)).toArray();
        try (RunningSink sink = new RunningSink(server, database, namesAndValues)) {
            sink.put(rows);
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }
        assertThat(server.count(database + ".meters")).isEqualTo(500);
    }
}
