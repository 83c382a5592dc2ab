// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/**
 * Answers with what OpenTSDB 2.4.1 has answered: files whose names begin with the status. An answer that is the last of its
 * path is repeated.
 */
public final class RecordedServer implements AutoCloseable {
    private static final byte[] STALLED = {};

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private boolean compressed;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Answer(int status, String type, byte[] body, int sent) {}

    static {
        // Otherwise an answer in two packets waits for the acknowledgement of the first, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    public RecordedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        with("/api/stats", "200-stats.json").with("/api/version", "200-version.json");
    }

    /** Adds the next answer to requests of a path. */
    public RecordedServer with(String path, String file) throws IOException {
        try (InputStream recorded = RecordedServer.class.getResourceAsStream("/recorded/" + file)) {
            if (recorded == null) {
                throw new IOException("no recorded answer " + file);
            }
            byte[] body = recorded.readAllBytes();
            return add(path, Integer.parseInt(file.substring(0, 3)), type(file), body, body.length);
        }
    }

    /** Adds an answer that was not recorded. */
    public RecordedServer withText(String path, int status, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return add(path, status, "application/json; charset=UTF-8", body, body.length);
    }

    /** Adds an answer whose connection is cut after some bytes. */
    public RecordedServer withCut(String path, String json, int sent) {
        return add(path, 200, "application/json", json.getBytes(StandardCharsets.UTF_8), sent);
    }

    /** Adds a request that is never answered. */
    public RecordedServer withStall(String path) {
        return add(path, 0, "", STALLED, 0);
    }

    /** Compresses answers from now on, if the client accepts that. */
    public RecordedServer compressed() {
        compressed = true;
        return this;
    }

    private synchronized RecordedServer add(String path, int status, String type, byte[] body, int sent) {
        answers.computeIfAbsent(path, each -> new ArrayDeque<>()).add(new Answer(status, type, body, sent));
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The bodies of the queries so far, and the paths of other requests. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private synchronized Answer next(HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().getPath();
        requests.add(body.isEmpty() ? exchange.getRequestURI().toString() : body);
        Deque<Answer> left = answers.getOrDefault(path, new ArrayDeque<>());
        Answer missing = new Answer(404, "text/html", new byte[0], 0);
        return left.size() > 1 ? left.removeFirst() : left.isEmpty() ? missing : left.getFirst();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer = next(exchange, body);
        if (answer.status == 0) {
            stall();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", answer.type);
        byte[] sent = answer.body;
        if (compressed && "gzip".equals(exchange.getRequestHeaders().getFirst("Accept-Encoding"))) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            sent = zipped(answer.body);
        }
        exchange.sendResponseHeaders(answer.status, sent.length == 0 ? -1 : sent.length);
        if (answer.sent < answer.body.length) {
            exchange.getResponseBody().write(sent, 0, answer.sent);
            exchange.getResponseBody().flush();
            // Without all of its bytes the server closes the connection.
            exchange.close();
            return;
        }
        exchange.getResponseBody().write(sent);
        exchange.close();
    }

    private static void stall() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String type(String file) {
        return file.endsWith(".json") ? "application/json; charset=UTF-8" : "text/html; charset=UTF-8";
    }

    private static byte[] zipped(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
