// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Client of a Connect worker's REST API; errors are thrown as {@link ConnectRestException}.
 *
 * @see <a href="https://kafka.apache.org/documentation/#connect_rest">Kafka Connect REST API</a>
 */
public final class ConnectRest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CONFLICT = 409;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI url;
    private volatile Consumer<String> answers = answer -> {};
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** Talks to the worker at this URL, such as {@code http://127.0.0.1:8083}. */
    public ConnectRest(URI url) {
        this.url = url;
    }

    /**
     * A plugin that the worker has found.
     *
     * @param className binary name of the class
     * @param type source, sink, transformation, converter, header_converter or predicate
     * @param version what the plugin reports, or null
     */
    public record Plugin(
            String className, String type, @Nullable String version) {}

    /** Also passes the body of every answer to {@code listener} from now on. */
    public void onAnswer(Consumer<String> listener) {
        answers = listener;
    }

    /** The URL of the worker. */
    public URI url() {
        return url;
    }

    /** All plugins that the worker has found. */
    public List<Plugin> plugins() {
        List<Plugin> plugins = new ArrayList<>();
        for (JsonNode plugin : get("/connector-plugins?connectorsOnly=false")) {
            plugins.add(new Plugin(
                    plugin.path("class").asText(),
                    plugin.path("type").asText(),
                    plugin.path("version").asText(null)));
        }
        return plugins;
    }

    /** Validates a connector's configuration; the answer maps each option with a problem to its messages. */
    public Map<String, List<String>> validate(Map<String, String> config) {
        Map<String, List<String>> problems = new LinkedHashMap<>();
        for (JsonNode entry : validation(config).path("configs")) {
            JsonNode value = entry.path("value");
            for (JsonNode error : value.path("errors")) {
                problems.computeIfAbsent(value.path("name").asText(), name -> new ArrayList<>())
                        .add(error.asText());
            }
        }
        return problems;
    }

    /** Validates a connector's configuration and returns the whole answer. */
    public JsonNode validation(Map<String, String> config) {
        String connectorClass = config.getOrDefault("connector.class", "");
        return send("PUT", "/connector-plugins/" + encode(connectorClass) + "/config/validate", config);
    }

    /** Creates a connector or replaces its configuration. */
    public void putConnector(String name, Map<String, String> config) {
        send("PUT", connector(name) + "/config", config);
    }

    /** Deletes a connector. */
    public void deleteConnector(String name) {
        send("DELETE", connector(name), null);
    }

    /** The names of all connectors. */
    public List<String> connectors() {
        List<String> names = new ArrayList<>();
        get("/connectors").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** Pauses, resumes or stops a connector: {@code action} is {@code pause}, {@code resume} or {@code stop}. */
    public void change(String name, String action) {
        send("PUT", connector(name) + "/" + action, null);
    }

    /** Restarts a connector and all its tasks. */
    public void restart(String name) {
        send("POST", connector(name) + "/restart?includeTasks=true", null);
    }

    /**
     * The state of a connector as the worker has stored it. After a worker was killed this is the state from before
     * until the worker has rejoined its group.
     */
    public ConnectorStatus status(String name) {
        return ConnectorStatus.of(get(connector(name) + "/status"));
    }

    /** Waits up to a minute until the connector and one task run. */
    public void waitUntilRunning(String name) {
        waitUntilRunning(name, 1, LIMIT);
    }

    /**
     * Waits until the connector and this number of tasks run; throws an AssertionError with the state if they do not.
     */
    public void waitUntilRunning(String name, int tasks, Duration limit) {
        Waiting.until(
                limit,
                () -> exists(name) && status(name).running(tasks),
                () -> "Connector " + name + " does not run with " + tasks + " tasks, but is " + describe(name));
    }

    /** Waits until the connector or a task has failed and returns the stack traces. */
    public String waitUntilFailed(String name, Duration limit) {
        Waiting.until(
                limit,
                () -> exists(name) && status(name).failed(),
                () -> "Connector " + name + " has not failed, but is " + describe(name));
        return String.join("\n", status(name).traces());
    }

    /** Waits until the connector reports this state, such as STOPPED. */
    public void waitUntilState(String name, String state, Duration limit) {
        Waiting.until(
                limit,
                () -> exists(name) && status(name).state().equals(state),
                () -> "Connector " + name + " is not " + state + ", but " + describe(name));
    }

    /** The committed offsets of a connector, as the array {@code offsets} of the answer. */
    public JsonNode offsets(String name) {
        return get(connector(name) + "/offsets").path("offsets");
    }

    /** Replaces offsets of a stopped connector; {@code offsets} has the form that {@link #offsets} returns. */
    public void setOffsets(String name, JsonNode offsets) {
        send("PATCH", connector(name) + "/offsets", Map.of("offsets", offsets));
    }

    /** Removes all offsets of a stopped connector. */
    public void resetOffsets(String name) {
        send("DELETE", connector(name) + "/offsets", null);
    }

    /** The loggers of the worker and their levels. */
    public JsonNode loggers() {
        return get("/admin/loggers");
    }

    /** Sets the level of a logger, such as {@code io.tdconnect} to {@code DEBUG}. */
    public void setLogger(String logger, String level) {
        send("PUT", "/admin/loggers/" + encode(logger), Map.of("level", level));
    }

    /** The answer to a GET request, such as {@code /connectors?expand=info}. */
    public JsonNode get(String path) {
        return send("GET", path, null);
    }

    boolean answers() {
        try {
            return exchange("GET", "/connectors", null).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private boolean exists(String name) {
        return exchange("GET", connector(name) + "/status", null).statusCode() == 200;
    }

    private String describe(String name) {
        return exists(name) ? status(name).toString() : "not known to the worker";
    }

    private JsonNode send(String method, String path, @Nullable Object body) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        HttpResponse<String> response = exchange(method, path, body);
        while (isRebalancing(response) && System.nanoTime() < deadline) {
            Waiting.pause();
            response = exchange(method, path, body);
        }
        if (response.statusCode() >= 300) {
            throw new ConnectRestException(method + " " + path, response.statusCode(), response.body());
        }
        return parse(response.body());
    }

    /** Whether a worker that rebalances asks to try again: it refuses changes with "conflict", and reads with 500. */
    private static boolean isRebalancing(HttpResponse<String> response) {
        return response.statusCode() == CONFLICT
                || (response.statusCode() == 500 && response.body().contains("a rebalance is expected"));
    }

    private HttpResponse<String> exchange(String method, String path, @Nullable Object body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(LIMIT)
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json")
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            answers.accept(response.body());
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + url + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during " + method + " " + path, e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return body.isEmpty() ? JSON.missingNode() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Expected JSON from the worker", e);
        }
    }

    private static String connector(String name) {
        return "/connectors/" + encode(name);
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
