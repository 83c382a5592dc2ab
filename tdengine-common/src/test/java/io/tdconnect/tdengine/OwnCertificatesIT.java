// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.config.Options;
import io.tdconnect.tdengine.driver.TdengineConnections;
import io.tdconnect.tdengine.gateway.QueryConnection;
import io.tdconnect.tdengine.rest.RestConnection;
import io.tdconnect.tdengine.tmq.TmqClient;
import io.tdconnect.testing.Certificates;
import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.TdengineServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Authorities and certificates from PEM files, for each kind of connection to a gateway. */
@Timeout(120)
class OwnCertificatesIT {
    private static final ConfigDef DEFINITION =
            new Options().add(TdengineOptions::addTo).build();

    @TempDir
    private static Path directory;

    private static TdengineServer server;
    private static Certificates certificates;
    private static Certificates others;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
        certificates = Certificates.generate(directory.resolve("own"));
        others = Certificates.generate(directory.resolve("others"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void trustsTheAuthorityOfTheOptionAndNoOther(Client client) throws Exception {
        try (TcpProxy tls = TcpProxy.decrypting(server.host(), server.port(), certificates)) {
            refuses(client, tls, "a certificate of an authority that this Java does not trust");
            refuses(
                    client,
                    tls,
                    "a certificate of an authority that is not trusted; see tls.ca",
                    "tls.ca",
                    others.ca());
            client.connect(config(tls, "tls.ca", certificates.ca()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void checksTheHost(Client client) throws Exception {
        Certificates elsewhere = Certificates.generateFor(directory.resolve(client + "-elsewhere"), "other.example");
        try (TcpProxy tls = TcpProxy.decrypting(server.host(), server.port(), elsewhere)) {
            refuses(client, tls, "a certificate of another host", "tls.ca", elsewhere.ca());

            refuses(
                    client,
                    tls,
                    "a certificate of an authority that is not trusted",
                    "tls.ca",
                    certificates.ca(),
                    "tls.hostname.verification",
                    "false");
            client.connect(config(tls, "tls.ca", elsewhere.ca(), "tls.hostname.verification", "false"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesACertificateThatHasExpired(Client client) {
        Certificates old =
                Certificates.generate(directory.resolve(client + "-old"), Instant.parse("2020-01-01T00:00:00Z"));
        try (TcpProxy tls = TcpProxy.decrypting(server.host(), server.port(), old)) {
            refuses(client, tls, "a certificate that has expired", "tls.ca", old.ca());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesACertificateThatIsNotValidYet(Client client) {
        Certificates future = Certificates.generate(
                directory.resolve(client + "-future"), Instant.now().plusSeconds(864_000));
        try (TcpProxy tls = TcpProxy.decrypting(server.host(), server.port(), future)) {
            refuses(client, tls, "a certificate that is not valid yet", "tls.ca", future.ca());
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsItsCertificateToAServerThatDemandsOne(Client client) throws Exception {
        try (TcpProxy tls = TcpProxy.demanding(server.host(), server.port(), certificates)) {
            Object[] own = {"tls.certificate", certificates.clientCertificate(), "tls.key", certificates.clientKey()};
            String expected = "wants another client certificate";
            refuses(client, tls, expected, "tls.ca", certificates.ca());
            refuses(
                    client,
                    tls,
                    expected,
                    "tls.ca",
                    certificates.ca(),
                    "tls.certificate",
                    others.clientCertificate(),
                    "tls.key",
                    others.clientKey());
            client.connect(config(tls, with(own, "tls.ca", certificates.ca())));
            client.connect(config(tls, with(own, "connection.tls.verification", "false")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptsAnyServerWhereTheCertificateIsNotChecked(Client client) throws Exception {
        Certificates elsewhere = Certificates.generateFor(directory.resolve(client + "-any"), "other.example");
        try (TcpProxy tls = TcpProxy.decrypting(server.host(), server.port(), elsewhere)) {
            client.connect(config(tls, "connection.tls.verification", "false"));
        }
    }

    /** Two connections on the same loops of the driver trust different authorities. */
    @Test
    void connectionsOfTheSameDriverTrustDifferentAuthorities() throws Exception {
        try (TcpProxy mine = TcpProxy.decrypting(server.host(), server.port(), certificates);
                TcpProxy theirs = TcpProxy.decrypting(server.host(), server.port(), others);
                Connection first = TdengineConnections.from(config(mine, "tls.ca", certificates.ca()))
                        .open();
                Connection second = TdengineConnections.from(config(theirs, "tls.ca", others.ca()))
                        .open();
                Connection plain = TdengineConnections.from(new AbstractConfig(
                                DEFINITION,
                                Map.of(
                                        "connection.url",
                                        server.host() + ':' + server.port(),
                                        "connection.password",
                                        server.password()),
                                false))
                        .open()) {
            refuses(Client.DRIVER, mine, "is not trusted", "tls.ca", others.ca());
            for (Connection connection : List.of(first, second, plain)) {
                Client.askVersion(connection);
            }
            assertThat(mine.received()).isPositive();
            assertThat(theirs.received()).isPositive();
        }
    }

    private static void refuses(Client client, TcpProxy tls, String found, Object... options) {
        long before = tls.received();

        assertThatThrownBy(() -> client.connect(config(tls, options)))
                .isInstanceOf(SQLException.class)
                .satisfies(failure -> {
                    if (client != Client.REST) {
                        assertThat(failure).hasMessageContaining(found);
                    }
                });
        assertThat(tls.received()).as("bytes").isEqualTo(before);
    }

    private static Object[] with(Object[] options, Object name, Object value) {
        return new Object[] {options[0], options[1], options[2], options[3], name, value};
    }

    private static AbstractConfig config(TcpProxy tls, Object... namesAndValues) {
        Map<String, String> values = new HashMap<>();
        values.put("connection.url", "https://localhost:" + tls.port());
        values.put("connection.user", server.user());
        values.put("connection.password", server.password());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
        }
        return new AbstractConfig(DEFINITION, values, false);
    }

    private enum Client {
        DRIVER {
            @Override
            void connect(AbstractConfig config) throws SQLException {
                try (Connection connection = TdengineConnections.from(config).open()) {
                    askVersion(connection);
                }
            }
        },
        QUERIES {
            @Override
            void connect(AbstractConfig config) throws SQLException, InterruptedException {
                QueryConnection.connect(TdengineOptions.gateway(config)).close();
            }
        },
        SUBSCRIPTION {
            @Override
            void connect(AbstractConfig config) throws SQLException, InterruptedException {
                TmqClient.connect(TdengineOptions.gateway(config)).close();
            }
        },
        REST {
            @Override
            void connect(AbstractConfig config) throws SQLException, InterruptedException {
                RestConnection.connect(TdengineOptions.gateway(config)).close();
            }
        };

        abstract void connect(AbstractConfig config) throws SQLException, InterruptedException;

        static void askVersion(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet version = statement.executeQuery("SELECT SERVER_VERSION()")) {
                assertThat(version.next()).isTrue();
            }
        }
    }
}
