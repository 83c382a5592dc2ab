// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The part of a worker's REST API that the command uses, with faults on demand. */
final class FakeWorker implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, String> states = new LinkedHashMap<>();
    private final Map<String, ObjectNode> problems = new LinkedHashMap<>();
    private final Map<String, String> traces = new LinkedHashMap<>();
    private final Map<String, Answer> refusals = new LinkedHashMap<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private String conflict = "";
    private Answer always;
    private volatile String authorization = "";
    private long committed;

    private record Answer(int status, String body) {}

    FakeWorker() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Requests that are not GET, with the name and initial state of created connectors. */
    List<String> changes() {
        return changes;
    }

    List<String> connectors() {
        return new ArrayList<>(states.keySet());
    }

    String lastAuthorization() {
        return authorization;
    }

    void add(String connector) {
        states.put(connector, "RUNNING");
    }

    void commit(long records) {
        committed = records;
    }

    void reject(String type, String option, String message) {
        ObjectNode value = JSON.createObjectNode().put("name", option);
        value.putArray("errors").add(message);
        problems.put(type, value);
    }

    void refuse(String method, String connector, int status, String message) {
        refusals.put(method + connector, new Answer(status, "{\"message\":\"" + message + "\"}"));
    }

    void failTasks(String connector, String trace) {
        traces.put(connector, trace);
    }

    void conflictOnce(String method) {
        conflict = method;
    }

    void answerAllWith(int status, String body) {
        always = new Answer(status, body);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            Answer answer =
                    always != null ? always : answer(exchange.getRequestMethod(), path, body.isEmpty() ? "{}" : body);
            byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer answer(String method, String path, String body) throws IOException {
        JsonNode request = JSON.readTree(body);
        if (method.equals(conflict)) {
            conflict = "";
            return new Answer(409, "{\"message\":\"Cannot complete request because of a conflicting operation\"}");
        }
        if (!method.equals("GET")) {
            String created = path.equals("/connectors")
                    ? " " + request.path("name").asText() + " "
                            + request.path("initial_state").asText()
                    : "";
            changes.add(method + " " + path + created);
        }
        String[] parts = path.split("/", -1);
        if (parts[1].equals("connector-plugins")) {
            ObjectNode answer = JSON.createObjectNode();
            answer.putArray("configs");
            if (problems.containsKey(parts[2])) {
                answer.withArray("configs").addObject().set("value", problems.get(parts[2]));
            }
            return new Answer(200, answer.toString());
        }
        return parts.length == 2 ? connectors(method, request) : connector(method, parts);
    }

    private Answer connectors(String method, JsonNode request) {
        if (method.equals("GET")) {
            return new Answer(200, JSON.valueToTree(connectors()).toString());
        }
        String name = request.path("name").asText();
        if (refusals.containsKey(method + name)) {
            return refusals.get(method + name);
        }
        states.put(name, request.path("initial_state").asText());
        return new Answer(201, "{}");
    }

    private Answer connector(String method, String[] parts) {
        String name = parts[2];
        if (method.equals("DELETE")) {
            states.remove(name);
            return new Answer(204, "");
        }
        return switch (parts[3]) {
            case "resume" -> {
                states.put(name, "RUNNING");
                yield new Answer(202, "");
            }
            case "status" -> new Answer(200, status(name).toString());
            default -> {
                ObjectNode offsets = JSON.createObjectNode();
                offsets.putArray("offsets").addObject().putObject("offset").put("kafka_offset", committed);
                yield new Answer(200, offsets.toString());
            }
        };
    }

    private ObjectNode status(String name) {
        ObjectNode status = JSON.createObjectNode();
        status.putObject("connector").put("state", states.get(name));
        ObjectNode task = status.putArray("tasks").addObject();
        if (traces.containsKey(name)) {
            task.put("state", "FAILED").put("trace", traces.get(name));
        } else {
            task.put("state", states.get(name));
        }
        return status;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
