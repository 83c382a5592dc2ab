// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.influx;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tdconnect.testing.InfluxdServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server in front of an influxd; it can answer requests for points itself, like an influxd with a problem. */
public final class InfluxdFront implements AutoCloseable {
    private final InfluxdServer influxd;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();

    /** What is wrong with an answer. */
    @FunctionalInterface
    public interface Trouble {
        /** Answers instead of the influxd. */
        void handle(HttpExchange exchange) throws IOException;
    }

    /** Starts on any free port. */
    public InfluxdFront(InfluxdServer influxd) {
        this.influxd = influxd;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/query", this::query);
        server.start();
    }

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next request for points gets this answer. */
    public void next(Trouble trouble) {
        troubles.add(trouble);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void query(HttpExchange exchange) throws IOException {
        byte[] form = exchange.getRequestBody().readAllBytes();
        Trouble trouble = new String(form, StandardCharsets.UTF_8).startsWith("q=SELECT") ? troubles.poll() : null;
        if (trouble == null) {
            exchange.setStreams(new ByteArrayInputStream(form), null);
            pass(exchange, influxd);
        } else {
            trouble.handle(exchange);
        }
    }

    /** Forwards a query to an influxd as its administrator, and returns the answer. */
    static void pass(HttpExchange exchange, InfluxdServer influxd) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(influxd.url() + exchange.getRequestURI()).toURL().openConnection();
        String login = influxd.user() + ":" + influxd.password();
        connection.setRequestProperty(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        connection.setRequestProperty("Accept", exchange.getRequestHeaders().getFirst("Accept"));
        connection.setRequestProperty(
                "Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"));
        connection.setDoOutput(true);
        exchange.getRequestBody().transferTo(connection.getOutputStream());
        exchange.getResponseHeaders().set("Content-Type", connection.getContentType());
        exchange.sendResponseHeaders(connection.getResponseCode(), 0);
        try (InputStream in = connection.getInputStream();
                OutputStream out = exchange.getResponseBody()) {
            in.transferTo(out);
        }
    }
}
