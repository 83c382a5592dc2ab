// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.influx;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tdconnect.testing.InfluxdServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The few calls of InfluxDB 2.x that the connector makes. Queries are answered by an influxd, and only once the bucket has a
 * mapping.
 */
public final class Influx2Stub implements AutoCloseable {
    /** ID of the only organization, as in the documentation of taosX. */
    public static final String ORG = "3233855dc7e37d8d";

    /** The only token, from the same page. */
    public static final String TOKEN =
            "OZ2sB6Ie6qcKcYAmcHnL-i3STfLVg_IRPQjPIzjsAQ4aUxCWzYhDesNape1tp8IsX9AH0ld41C-clTgo08CGYA==";

    private static final String BUCKET_ID = "0123456789abcdef";

    private final InfluxdServer influxd;
    private final String bucket;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean mapped;

    /**
     * Starts on any free port.
     *
     * @param bucket the only one, a database of the influxd
     * @param mapped whether it has a mapping to a database of version 1
     */
    public Influx2Stub(InfluxdServer influxd, String bucket, boolean mapped) {
        this.influxd = influxd;
        this.bucket = bucket;
        this.mapped = mapped;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/ping", exchange -> {
            exchange.getResponseHeaders().set("X-Influxdb-Version", "v2.7.4");
            exchange.sendResponseHeaders(204, -1);
        });
        server.createContext("/api/v2/buckets", this::buckets);
        server.createContext("/api/v2/dbrps", this::mappings);
        server.createContext("/query", this::query);
        server.start();
    }

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whether the bucket has a mapping now. */
    public boolean mapped() {
        return mapped;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void buckets(HttpExchange exchange) throws IOException {
        if (refused(exchange)) {
            return;
        }
        if (exchange.getRequestURI().getQuery().contains("name=" + bucket)) {
            answer(exchange, 200, "{\"buckets\":[{\"id\":\"" + BUCKET_ID + "\",\"name\":\"" + bucket + "\"}]}");
        } else {
            answer(exchange, 404, "{\"code\":\"not found\",\"message\":\"bucket not found\"}");
        }
    }

    private void mappings(HttpExchange exchange) throws IOException {
        if (refused(exchange)) {
            return;
        }
        if (exchange.getRequestMethod().equals("POST")) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            mapped = body.contains(BUCKET_ID) && body.contains(ORG) && body.contains("\"database\":\"" + bucket + "\"");
            answer(exchange, 201, "{}");
        } else {
            String mapping = "{\"database\":\"" + bucket + "\",\"retention_policy\":\"autogen\",\"default\":true}";
            answer(exchange, 200, "{\"content\":[" + (mapped ? mapping : "") + "]}");
        }
    }

    private void query(HttpExchange exchange) throws IOException {
        if (refused(exchange)) {
            return;
        }
        if (!mapped) {
            answer(exchange, 404, "{\"code\":\"not found\",\"message\":\"no dbrp mapping found\"}");
            return;
        }
        InfluxdFront.pass(exchange, influxd);
    }

    /** Answers requests with another token or organization, as InfluxDB 2.x does. */
    private static boolean refused(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        if (!("Token " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"code\":\"unauthorized\",\"message\":\"unauthorized access\"}");
            return true;
        }
        if (query != null && query.contains("orgID=") && !query.contains("orgID=" + ORG)) {
            answer(exchange, 404, "{\"code\":\"not found\",\"message\":\"organization not found\"}");
            return true;
        }
        return false;
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
