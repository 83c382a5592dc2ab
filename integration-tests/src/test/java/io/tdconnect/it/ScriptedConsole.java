// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Serves the console's pages over scripted answers, for faults and sizes that a real cluster gives only with effort. */
final class ScriptedConsole implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WEB = "/io/tdconnect/console/web";

    /** Its folder {@code lib} has the libraries of the pages. */
    private static final String LIBRARIES = "/io/tdconnect/console";

    private static final String STREAM = "GET /api/tasks/stream";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html",
            "js", "text/javascript",
            "css", "text/css",
            "svg", "image/svg+xml",
            "json", "application/json");

    /**
     * An answer of the server.
     *
     * @param body written as JSON
     */
    record Answer(int status, Object body, Map<String, String> headers) {
        static Answer of(Object body) {
            return new Answer(200, body, Map.of());
        }

        static Answer error(int status, String code, String message) {
            return new Answer(status, Map.of("error", Map.of("code", code, "message", message)), Map.of());
        }
    }

    /** The calls so far, such as {@code POST /api/tasks}, with their bodies. */
    final List<Map.Entry<String, String>> calls = new CopyOnWriteArrayList<>();

    /** The calls so far with what follows the question mark of their addresses. */
    private final List<Map.Entry<String, String>> queries = new CopyOnWriteArrayList<>();

    private final Map<String, Function<JsonNode, Answer>> answers = new ConcurrentHashMap<>();
    private final List<OutputStream> streams = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Object tasks = List.of();

    private ScriptedConsole() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static ScriptedConsole start() throws IOException {
        return new ScriptedConsole();
    }

    String url(String hash) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + hash;
    }

    /** Answers a call such as {@code GET /api/info}. */
    void answer(String call, Object body) {
        answers.put(call, request -> Answer.of(body));
    }

    void answer(String call, Function<JsonNode, Answer> answer) {
        answers.put(call, answer);
    }

    /** Answers a call as if it were not known. */
    void forget(String call) {
        answers.remove(call);
    }

    /** The list of tasks, to all pages that are open and to those that open later. */
    void tasks(Object list) {
        tasks = list;
        send("tasks", list);
    }

    /** Sends an event to all pages that are open. */
    void send(String event, Object data) {
        streams.removeIf(stream -> {
            try {
                stream.write(event(event, data));
                stream.flush();
                return false;
            } catch (IOException e) {
                return true;
            }
        });
    }

    /** Breaks the connections of all open pages. */
    void drop() throws IOException {
        for (OutputStream stream : streams) {
            stream.close();
        }
        streams.clear();
    }

    /** Bodies of the calls of a kind, in their order. */
    List<JsonNode> bodies(String call) {
        return calls.stream()
                .filter(one -> one.getKey().equals(call))
                .map(one -> read(one.getValue()))
                .toList();
    }

    /** What follows the question mark in the calls of a kind, in their order. */
    List<String> queries(String call) {
        return queries.stream()
                .filter(one -> one.getKey().equals(call))
                .map(Map.Entry::getValue)
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String call = exchange.getRequestMethod() + " " + path;
        if (call.equals(STREAM)) {
            stream(exchange);
        } else if (path.startsWith("/api/")) {
            api(exchange, call);
        } else {
            file(exchange, path.equals("/") ? "/index.html" : path);
        }
    }

    private void api(HttpExchange exchange, String call) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(Map.entry(call, body));
        queries.add(Map.entry(
                call, Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "")));
        boolean write = !exchange.getRequestMethod().equals("GET");
        boolean trusted = "tdconnect".equals(exchange.getRequestHeaders().getFirst("X-Requested-With"));
        Function<JsonNode, Answer> known = answers.get(call);
        Answer answer = write && !trusted
                ? Answer.error(403, "forbidden", "no X-Requested-With")
                : known == null ? Answer.error(404, "not_found", "There is no " + call) : known.apply(read(body));
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        send(exchange, answer.status(), "application/json", JSON.writeValueAsBytes(answer.body()));
    }

    private void stream(HttpExchange exchange) throws IOException {
        if (answers.containsKey(STREAM)) {
            api(exchange, STREAM);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        body.write(event("tasks", tasks));
        body.flush();
        streams.add(body);
    }

    private static void file(HttpExchange exchange, String path) throws IOException {
        try (InputStream stream =
                ScriptedConsole.class.getResourceAsStream((path.startsWith("/lib/") ? LIBRARIES : WEB) + path)) {
            if (stream == null) {
                send(exchange, 404, "text/plain", path.getBytes(StandardCharsets.UTF_8));
                return;
            }
            String extension = path.substring(path.lastIndexOf('.') + 1);
            send(exchange, 200, Objects.requireNonNull(TYPES.get(extension)), stream.readAllBytes());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] event(String event, Object data) {
        try {
            return ("event: " + event + "\ndata: " + JSON.writeValueAsString(data) + "\n\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + data, e);
        }
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(body);
        }
    }

    @Override
    public void close() throws IOException {
        drop();
        server.stop(0);
        threads.shutdownNow();
    }
}
