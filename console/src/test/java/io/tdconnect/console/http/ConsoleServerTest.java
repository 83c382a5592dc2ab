// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleServerTest {
    private static final List<RouteGroup> GROUPS = List.of(routes -> routes.get(
                    "who", call -> Map.of("user", call.user()))
            .post("tasks", Call::json)
            .post("check", Call::json)
            .get("fails", call -> {
                throw new IllegalStateException("the secret cause");
            })
            .get("nothing", call -> null)
            .get("file", call -> new Download("a\"b\r\n.csv", "text/csv", "x".getBytes(StandardCharsets.UTF_8))));

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @Test
    void aWriteNeedsTheHeaderOfThePages() throws Exception {
        try (ConsoleServer server = open()) {
            HttpRequest.Builder request = request(server, "/api/tasks").POST(BodyPublishers.ofString("{}"));

            assertThat(send(request).statusCode()).isEqualTo(403);
            assertThat(send(request).body()).contains("\"csrf\"");
            assertThat(send(request.header("X-Requested-With", "tdconnect")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void withoutALoginOnlyNamesOfThisMachineAreAnswered() throws Exception {
        try (ConsoleServer server = open()) {
            assertThat(statusFor(server, "evil.example:" + server.port())).isEqualTo(403);
            assertThat(statusFor(server, "localhost:" + server.port())).isEqualTo(200);
            assertThat(statusFor(server, "127.0.0.1:" + server.port())).isEqualTo(200);
        }
    }

    @Test
    void aPasswordIsAskedForAndChecked() throws Exception {
        Path users = directory.resolve("users.txt");
        Files.writeString(users, "# who\n\n" + PasswordFile.line("anna", "a:b c".toCharArray()) + "\n");
        try (ConsoleServer server = start(new BasicLogin(new PasswordFile(users)), false)) {
            HttpResponse<String> without = send(request(server, "/api/who"));
            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(without.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("Basic"));
            assertThat(send(request(server, "/")).statusCode()).isEqualTo(401);
            assertThat(send(login(server, "anna:wrong")).statusCode()).isEqualTo(401);
            assertThat(send(login(server, "nobody:nobody")).statusCode()).isEqualTo(401);
            assertThat(send(login(server, "anna")).statusCode()).isEqualTo(401);
            assertThat(send(request(server, "/api/who").header("Authorization", "Basic %%%"))
                            .statusCode())
                    .isEqualTo(401);
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> with = send(login(server, "anna:a:b c"));
                assertThat(with.statusCode()).isEqualTo(200);
                assertThat(with.body()).isEqualTo("{\"user\":\"anna\"}");
            }
        }
    }

    @Test
    void theHeaderOfAProxyIsBelievedFromItsAddressOnly() throws Exception {
        try (ConsoleServer server = start(new ProxyLogin("X-User", Set.of("127.0.0.1")), false)) {
            assertThat(send(request(server, "/api/who")).statusCode()).isEqualTo(403);
            assertThat(send(request(server, "/api/who").header("X-User", "ben")).body())
                    .contains("ben");
        }
        try (ConsoleServer server = start(new ProxyLogin("X-User", Set.of("10.0.0.1")), false)) {
            assertThat(send(request(server, "/api/who").header("X-User", "ben")).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void readOnlyMeansThatChecksGoAndWritesDoNot() throws Exception {
        try (ConsoleServer server = start(new OpenLogin(), true)) {
            assertThat(send(post(server, "/api/check", "{}")).statusCode()).isEqualTo(200);
            assertThat(send(post(server, "/api/tasks", "{}")).body()).contains("read_only");
        }
    }

    @Test
    void faultsAreSaidWithoutTheirInside() throws Exception {
        try (ConsoleServer server = open()) {
            assertThat(send(request(server, "/api/nowhere")).statusCode()).isEqualTo(404);
            assertThat(send(post(server, "/api/who", "{}")).statusCode()).isEqualTo(405);
            assertThat(send(request(server, "/api/fails")).statusCode()).isEqualTo(500);
            assertThat(send(request(server, "/api/fails")).body()).doesNotContain("secret");
            assertThat(send(post(server, "/api/tasks", "{\"a\": <script>}")).body())
                    .contains("line 1")
                    .doesNotContain("script");
            assertThat(send(post(server, "/api/tasks", "[1]")).statusCode()).isEqualTo(400);
            assertThat(send(post(server, "/api/tasks", "x".repeat(5_000_000))).statusCode())
                    .isEqualTo(413);
            assertThat(send(post(server, "/api/tasks", "{\"a\":".repeat(5_000))).statusCode())
                    .isEqualTo(400);
            assertThat(send(request(server, "/api/nothing")).body()).isEmpty();
            assertThat(send(request(server, "/api/file")).headers().firstValue("Content-Disposition"))
                    .contains("attachment; filename=\"a_b__.csv\"");
        }
    }

    @Test
    void thePageMayLoadItsOwnScriptsOnly() throws Exception {
        try (ConsoleServer server = open()) {
            HttpResponse<String> page = send(request(server, "/"));
            Matcher map = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL)
                    .matcher(page.body());
            assertThat(map.find()).isTrue();
            String hash = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(map.group(1).getBytes(StandardCharsets.UTF_8)));

            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("script-src 'self' 'sha256-" + hash + "'")
                            .contains("default-src 'none'", "frame-ancestors 'none'")
                            .doesNotContain("unsafe"));
            assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void filesAreFoundAndNothingElse() throws Exception {
        try (ConsoleServer server = open()) {
            for (String path : List.of(
                    "/js/app.js", "/lib/lit/index.js", "/lib/uplot/dist/uPlot.esm.js", "/app.css", "/i18n/zh.json")) {
                assertThat(send(request(server, path)).statusCode()).as(path).isEqualTo(200);
            }
            for (String path : List.of(
                    "/../Console.class",
                    "/lib/../web/index.html",
                    "/js/",
                    "/%2e%2e/x.js",
                    "/lib/lit/LICENSE",
                    "/js//app.js")) {
                assertThat(send(request(server, path)).statusCode()).as(path).isGreaterThanOrEqualTo(400);
            }
        }
    }

    @Test
    void filesAreCompressedAndNotSentAgain() throws Exception {
        try (ConsoleServer server = open()) {
            HttpResponse<byte[]> compressed = client.send(
                    request(server, "/js/app.js")
                            .header("Accept-Encoding", "gzip, br")
                            .build(),
                    BodyHandlers.ofByteArray());
            String plain = send(request(server, "/js/app.js")).body();
            String tag = compressed.headers().firstValue("ETag").orElseThrow();

            assertThat(new String(
                            new GZIPInputStream(new java.io.ByteArrayInputStream(compressed.body())).readAllBytes(),
                            StandardCharsets.UTF_8))
                    .isEqualTo(plain);
            assertThat(send(request(server, "/js/app.js").header("If-None-Match", tag))
                            .statusCode())
                    .isEqualTo(304);
        }
    }

    private static ConsoleServer open() throws Exception {
        return start(new OpenLogin(), false);
    }

    private static ConsoleServer start(Login login, boolean readOnly) throws Exception {
        return ConsoleServer.start(URI.create("http://127.0.0.1:0"), null, login, readOnly, GROUPS, new EventStream());
    }

    private static HttpRequest.Builder request(ConsoleServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpRequest.Builder post(ConsoleServer server, String path, String body) {
        return request(server, path).header("X-Requested-With", "tdconnect").POST(BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder login(ConsoleServer server, String login) {
        String base64 = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return request(server, "/api/who").header("Authorization", "Basic " + base64);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static int statusFor(ConsoleServer server, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("GET /api/who HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", -1)[1]);
        }
    }
}
