// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tdconnect.testing.Certificates;
import io.tdconnect.testing.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Each cause has its own text. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class GatewayProbeTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private HttpServer web;

    @BeforeEach
    void start() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.start();
    }

    @AfterEach
    void stop() {
        web.stop(0);
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
    }

    @Test
    void namesThatAreNotKnown() {
        assertThat(plain("no-such-host.invalid:6041"))
                .isEqualTo("no host of the name no-such-host.invalid (DNS); see connection.url");
    }

    @Test
    void portsAtWhichNothingListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(plain("127.0.0.1:" + port)).startsWith("nothing that listens there");
    }

    @Test
    void otherWebServers() {
        assertThat(plain(address())).isEqualTo("another HTTP service (status 404); see connection.url");
    }

    @Test
    void servicesThatAreSilent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(GatewayProbe.cause(
                            "127.0.0.1:" + silent.getLocalPort(), Encryption.NONE, Duration.ofMillis(200)))
                    .startsWith("a service that accepts connections and does not answer within 200 ms");
        }
    }

    @Test
    void servicesThatHangUp() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread hangsUp = answerEach(other, new byte[] {0x20, 2, 0, 1});

            assertThat(plain("127.0.0.1:" + other.getLocalPort())).startsWith("a service that does not speak HTTP");

            other.close();
            hangsUp.join();
        }
    }

    @Test
    void tlsOnAPlainPortAndTheReverse() {
        // This server waits for the end of what it takes for a request.
        assertThat(GatewayProbe.cause(address(), Encryption.TLS, Duration.ofMillis(500)))
                .isEqualTo("a server that does not begin TLS within 500 ms; set connection.tls=false if it has none,"
                        + " or see connection.url");
        try (TcpProxy tls = proxy(Certificates.generate(directory))) {
            assertThat(plain("localhost:" + tls.port())).isEqualTo("a server that wants TLS; set connection.tls=true");
        }
    }

    @Test
    void serversThatAnswerTlsWithText() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread answers = answerEach(other, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(secure("127.0.0.1:" + other.getLocalPort()))
                    .startsWith("a server that does not speak TLS; set connection.tls=false");

            other.close();
            answers.join();
        }
    }

    @Test
    void certificates() {
        Certificates trusted = Certificates.generate(directory.resolve("right"));
        try (TcpProxy tls = proxy(trusted)) {
            assertThat(secure("localhost:" + tls.port())).startsWith("a certificate of an authority that this Java");
            trust(trusted);
            assertThat(secure("localhost:" + tls.port()))
                    .isEqualTo("another HTTP service (status 404); see connection.url");
        }
        Certificates other = Certificates.generateFor(directory.resolve("other"), "other.example");
        trust(other);
        try (TcpProxy tls = proxy(other)) {
            assertThat(secure("localhost:" + tls.port())).startsWith("a certificate of another host");
        }
        Certificates old = Certificates.generate(directory.resolve("old"), Instant.parse("2020-01-01T00:00:00Z"));
        trust(old);
        try (TcpProxy tls = proxy(old)) {
            assertThat(secure("localhost:" + tls.port())).startsWith("a certificate that has expired");
        }
    }

    private static Thread answerEach(ServerSocket server, byte[] answer) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write(answer);
                    client.shutdownOutput();
                    client.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The test has ended, or the client closed the connection.
                }
            }
        });
        thread.start();
        return thread;
    }

    private TcpProxy proxy(Certificates certificates) {
        return TcpProxy.decrypting("127.0.0.1", web.getAddress().getPort(), certificates);
    }

    private static void trust(Certificates certificates) {
        System.setProperty(
                "javax.net.ssl.trustStore", certificates.trustStore("changeit").toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
    }

    private String address() {
        return "127.0.0.1:" + web.getAddress().getPort();
    }

    private static String plain(String endpoint) {
        return GatewayProbe.cause(endpoint, Encryption.NONE, LIMIT);
    }

    private static String secure(String endpoint) {
        return GatewayProbe.cause(endpoint, Encryption.TLS, LIMIT);
    }
}
