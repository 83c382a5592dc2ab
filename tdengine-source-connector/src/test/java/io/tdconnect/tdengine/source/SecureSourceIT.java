// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.source.mode.SelectionOptions;
import io.tdconnect.testing.Certificates;
import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.TdengineServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Subscriptions and queries from a gateway that requires a certificate of its own authority. */
@Timeout(120)
class SecureSourceIT {
    @TempDir
    private static Path directory;

    private static Source source;
    private static Certificates certificates;
    private static TcpProxy gateway;

    @BeforeAll
    static void start() {
        source = new Source(TdengineServer.start());
        certificates = Certificates.generate(directory);
        TdengineServer server = source.server();
        gateway = TcpProxy.demanding(server.host(), server.port(), certificates);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        source.close();
    }

    @Test
    void subscribes() throws InterruptedException {
        String database = source.meters();
        source.insert(database, 0, 50);
        Map<String, String> properties = secure(SourceRun.properties(source.server(), "database", database));

        assertThat(problems(properties)).isEmpty();
        try (SourceRun run = new SourceRun(properties)) {
            assertThat(SourceRun.column(run.take(50), "v")).contains(0, 49);
        }
    }

    @Test
    void queries() throws InterruptedException {
        String database = source.meters();
        source.insert(database, 0, 50);
        Map<String, String> properties = secure(QueryRun.properties(source.server(), database));

        assertThat(problems(properties)).isEmpty();
        try (QueryRun run = new QueryRun(properties)) {
            assertThat(QueryRun.values(run.takeAll(), "v")).hasSize(50);
        }
    }

    @ParameterizedTest
    @EnumSource(SelectionOptions.ReadMode.class)
    void refusesServersThatItDoesNotTrustAndSaysWhatServersRefuse(SelectionOptions.ReadMode mode) {
        Map<String, String> properties = secure(
                mode == SelectionOptions.ReadMode.QUERY
                        ? QueryRun.properties(source.server(), "d")
                        : SourceRun.properties(source.server(), "database", "d"));
        Certificates others = Certificates.generate(directory.resolve("others-" + mode));
        Certificates elsewhere = Certificates.generateFor(directory.resolve("elsewhere-" + mode), "other.example");
        TdengineServer server = source.server();
        try (TcpProxy stranger = TcpProxy.decrypting(server.host(), server.port(), others);
                TcpProxy otherHost = TcpProxy.decrypting(server.host(), server.port(), elsewhere);
                TcpProxy demanding = TcpProxy.demanding(server.host(), server.port(), certificates)) {
            assertThat(problems(at(stranger, properties)))
                    .containsOnlyKeys("connection.url")
                    .extractingByKey("connection.url")
                    .asString()
                    .contains("a certificate of an authority that is not trusted; see tls.ca");
            Map<String, String> wrongName = at(otherHost, properties);
            wrongName.put("tls.ca", elsewhere.ca().toString());
            assertThat(problems(wrongName).get("connection.url")).contains("a certificate of another host");
            Map<String, String> nobody = at(demanding, properties);
            nobody.keySet().removeAll(List.of("tls.certificate", "tls.key"));
            assertThat(problems(nobody).get("connection.url")).contains("wants another client certificate");

            assertThat(stranger.received() + otherHost.received() + demanding.received())
                    .isZero();
        }
    }

    @Test
    void problemsOfCertificatesStandBesideTheirOption() {
        Map<String, String> properties = secure(QueryRun.properties(source.server(), "d"));
        properties.put("tls.key", certificates.serverKey().toString());

        assertThat(problems(properties)).containsOnlyKeys("tls.key");
    }

    private static Map<String, String> secure(Map<String, String> properties) {
        Map<String, String> secure = at(gateway, properties);
        secure.put("tls.ca", certificates.ca().toString());
        secure.put("tls.certificate", certificates.clientCertificate().toString());
        secure.put("tls.key", certificates.clientKey().toString());
        return secure;
    }

    private static Map<String, String> at(TcpProxy proxy, Map<String, String> properties) {
        Map<String, String> moved = new HashMap<>(properties);
        moved.put("connection.url", "https://localhost:" + proxy.port());
        return moved;
    }

    private static Map<String, String> problems(Map<String, String> properties) {
        return new TdengineSourceConnector()
                .validate(properties).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(
                                Collectors.toMap(ConfigValue::name, value -> String.join("; ", value.errorMessages())));
    }
}
