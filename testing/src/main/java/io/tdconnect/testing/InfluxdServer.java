// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * InfluxDB 1.x with users: the server of {@code INFLUXDB_URL} (such as {@code http://admin:secret@host:8086}) if it is
 * set, else an influxd process on a free port of 127.0.0.1.
 */
public final class InfluxdServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration REQUEST_LIMIT = Duration.ofMinutes(1);
    private static final String PASSWORD = "s3cret password";
    private static final int ATTEMPTS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI url;
    private final String user;
    private final String password;
    private final @Nullable Path configuration;
    private @Nullable ChildProcess process;

    private InfluxdServer(URI outside) {
        String[] login = String.valueOf(outside.getUserInfo()).split(":", 2);
        http = HttpClient.newHttpClient();
        url = URI.create(outside.getScheme() + "://" + outside.getHost() + ":" + outside.getPort());
        user = login[0];
        password = login.length > 1 ? login[1] : "";
        configuration = null;
    }

    private InfluxdServer(String scheme, HttpClient http, Map<String, String> settings) {
        this.http = http;
        List<Integer> ports = Ports.free(2);
        Path directory = Directories.create("influxd");
        url = URI.create(scheme + "://127.0.0.1:" + ports.get(0));
        user = "admin";
        password = PASSWORD;
        configuration = Directories.write(directory.resolve("influxd.conf"), lines(directory, ports, settings));
        process = launch();
        query("CREATE USER " + user + " WITH PASSWORD '" + password + "' WITH ALL PRIVILEGES");
    }

    /** Whether there is a server: INFLUXDB_URL is set, or influxd is installed. */
    public static boolean available() {
        return outside() != null || installed();
    }

    /** Whether a process can be started. */
    public static boolean installed() {
        return program().isPresent();
    }

    /** Starts a server, or uses that of INFLUXDB_URL. */
    public static InfluxdServer start() {
        String outside = outside();
        return outside == null ? start(Map.of()) : new InfluxdServer(URI.create(outside));
    }

    /** Starts a process with more settings, each {@code section.name} with its value as in influxd.conf. */
    public static InfluxdServer start(Map<String, String> settings) {
        return Ports.startOnFreePorts(() -> new InfluxdServer("http", HttpClient.newHttpClient(), settings));
    }

    /** Starts a process that accepts only TLS, with the server certificate of {@code certificates}. */
    public static InfluxdServer start(Certificates certificates) {
        HttpClient client =
                HttpClient.newBuilder().sslContext(certificates.trusting()).build();
        Map<String, String> settings = Map.of(
                "http.https-enabled", "true",
                "http.https-certificate",
                        quoted(certificates.serverCertificate().toAbsolutePath()),
                "http.https-private-key", quoted(certificates.serverKey().toAbsolutePath()));
        return Ports.startOnFreePorts(() -> new InfluxdServer("https", client, settings));
    }

    /** URL without credentials. */
    public String url() {
        return url.toString();
    }

    /** Port of 127.0.0.1, or of the external server. */
    public int port() {
        return url.getPort();
    }

    /** A user with all privileges. */
    public String user() {
        return user;
    }

    /** Password of the user. */
    public String password() {
        return password;
    }

    /** Whether the server is a process of this fixture, which can be killed. */
    public boolean ownsProcess() {
        return configuration != null;
    }

    /** Runs statements of InfluxQL and returns the answer; throws AssertionError where it contains an error. */
    public JsonNode query(String statements) {
        for (int attempt = 1; ; attempt++) {
            try {
                return queryOnce(statements);
            } catch (AssertionError e) {
                // A test may set a time limit that any statement exceeds on a busy machine.
                boolean exceeded = String.valueOf(e.getMessage()).contains("query-timeout limit exceeded");
                if (!exceeded || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private JsonNode queryOnce(String statements) {
        String form = "q=" + URLEncoder.encode(statements, StandardCharsets.UTF_8);
        JsonNode answer = send("/query?epoch=ns", form, "application/x-www-form-urlencoded");
        for (JsonNode result : answer.path("results")) {
            if (result.has("error")) {
                throw new AssertionError(
                        statements + ": " + result.path("error").asText());
            }
        }
        return answer;
    }

    /** Drops a database if it exists and creates it. */
    public void createDatabase(String name) {
        query("DROP DATABASE \"" + name + "\"; CREATE DATABASE \"" + name + "\"");
    }

    /** Writes points in line protocol with times in nanoseconds. */
    public void write(String database, String... lines) {
        write(database, Arrays.asList(lines));
    }

    /** Writes points in line protocol, in requests of 10,000 lines. */
    public void write(String database, List<String> lines) {
        String path = "/write?db=" + URLEncoder.encode(database, StandardCharsets.UTF_8);
        for (int from = 0; from < lines.size(); from += 10_000) {
            send(path, String.join("\n", lines.subList(from, Math.min(lines.size(), from + 10_000))), "text/plain");
        }
    }

    /** Resident memory of the process in bytes. */
    public long residentBytes() {
        ChildProcess running = process;
        if (running == null) {
            throw new IllegalStateException("There is no process");
        }
        return running.residentBytes();
    }

    /** Ends the process as kill -9 does. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** Starts the process again on the same port and data, ending it first if it runs. */
    public void restart() {
        if (process != null) {
            process.stop();
        }
        process = launch();
    }

    @Override
    public void close() {
        kill();
    }

    private static @Nullable String outside() {
        String outside = System.getenv("INFLUXDB_URL");
        return outside == null || outside.isBlank() ? null : outside.trim();
    }

    private static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Arrays.stream(path.split(":", -1)), Stream.of("/usr/bin", "/usr/sbin"))
                .map(folder -> Path.of(folder, "influxd"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private ChildProcess launch() {
        Path program = program()
                .orElseThrow(() ->
                        new IllegalStateException("influxd is not installed; apt-get install influxdb installs it"));
        Path file = Objects.requireNonNull(configuration, "The server of INFLUXDB_URL cannot be started");
        ChildProcess started = ChildProcess.start(
                "influxd",
                List.of(program.toString(), "run", "-config", file.toString()),
                file.resolveSibling("influxd.log"));
        started.awaitReady(START_LIMIT, () -> Ports.accepts(url.getPort()));
        return started;
    }

    private static List<String> lines(Path directory, List<Integer> ports, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "meta.dir", quoted(directory.resolve("meta")),
                "data.dir", quoted(directory.resolve("data")),
                "data.wal-dir", quoted(directory.resolve("wal")),
                "data.index-version", "\"tsi1\"",
                "data.query-log-enabled", "false",
                "http.bind-address", "\"127.0.0.1:" + ports.get(0) + "\"",
                "http.auth-enabled", "true",
                "http.log-enabled", "false",
                "monitor.store-enabled", "false"));
        all.putAll(settings);
        List<String> lines = new ArrayList<>(
                List.of("reporting-disabled = true", "bind-address = \"127.0.0.1:" + ports.get(1) + "\""));
        String section = "";
        for (Map.Entry<String, String> setting : all.entrySet()) {
            int dot = setting.getKey().indexOf('.');
            if (!setting.getKey().substring(0, dot).equals(section)) {
                section = setting.getKey().substring(0, dot);
                lines.add("[" + section + "]");
            }
            lines.add(setting.getKey().substring(dot + 1) + " = " + setting.getValue());
        }
        return lines;
    }

    private static String quoted(Path path) {
        return '"' + path.toString() + '"';
    }

    private JsonNode send(String path, String body, String contentType) {
        String login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(REQUEST_LIMIT)
                .header("Authorization", "Basic " + login)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new AssertionError("InfluxDB answered " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for InfluxDB", e);
        }
    }
}
