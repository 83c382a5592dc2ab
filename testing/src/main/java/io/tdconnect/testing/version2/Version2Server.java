// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.version2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * TDengine 2 with taosAdapter: the one at {@code TDENGINE2_URL} (such as {@code http://127.0.0.1:6041}, with the
 * password of a fresh installation) if set, else {@link RecordedServer}.
 */
public final class Version2Server implements AutoCloseable {
    /** Of a fresh installation. */
    public static final String USER = "root";

    /** Of a fresh installation. */
    public static final String PASSWORD = "taosdata";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final @Nullable RecordedServer recorded;
    private final Set<String> databases = new HashSet<>();

    private Version2Server(URI address, @Nullable RecordedServer recorded) {
        this.address = address;
        this.recorded = recorded;
    }

    /** Finds the real server, or starts the recorded one. */
    public static Version2Server start() {
        String url = System.getenv("TDENGINE2_URL");
        return url == null || url.isBlank() ? startRecorded() : new Version2Server(URI.create(url.strip()), null);
    }

    /** Starts the recorded server even if there is a real one, for tests that break connections. */
    public static Version2Server startRecorded() {
        RecordedServer server = RecordedServer.start();
        return new Version2Server(server.address(), server);
    }

    /** The address, as {@code http://host:port}. */
    public String url() {
        return address.toString();
    }

    /** The host and port. */
    public String endpoint() {
        return address.getHost() + ':' + address.getPort();
    }

    /** Whether it only replays answers, and knows only {@link Version2Data}. */
    public boolean isRecorded() {
        return recorded != null;
    }

    /** The server with recorded answers. */
    public RecordedServer recorded() {
        if (recorded == null) {
            throw new IllegalStateException("This is a real server; see isRecorded()");
        }
        return recorded;
    }

    /** The name of the database with {@link Version2Data} in this precision; it is created if needed. */
    public String database(String precision) {
        String name = Version2Data.database(precision);
        if (recorded == null && databases.add(name)) {
            query("DROP DATABASE IF EXISTS " + name);
            Version2Data.statements(precision).forEach(this::query);
        }
        return name;
    }

    /** Creates an empty database on a real server; it is dropped at {@link #close()}. */
    public void create(String database) {
        databases.add(database);
        query("DROP DATABASE IF EXISTS " + database);
        query("CREATE DATABASE " + database + " PRECISION 'ms' KEEP 36500");
    }

    /** The answer to a statement, as text. */
    String ask(String sql) {
        String credentials =
                Base64.getEncoder().encodeToString((USER + ':' + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/rest/sqlt"))
                .header("Authorization", "Basic " + credentials)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The rows of a query, or of the number of rows that a statement changed. */
    public JsonNode query(String sql) {
        JsonNode answer;
        try {
            answer = JSON.readTree(ask(sql));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!answer.path("status").asText().equals("succ")) {
            throw new IllegalStateException("TDengine refused: " + sql + ": " + answer);
        }
        return answer.path("data");
    }

    /** Runs a statement. */
    public void execute(String sql) {
        query(sql);
    }

    @Override
    public void close() {
        if (recorded != null) {
            recorded.close();
        } else {
            databases.forEach(name -> query("DROP DATABASE IF EXISTS " + name));
        }
    }
}
