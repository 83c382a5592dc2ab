// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker of a Connect cluster, by its REST API.
 *
 * @see <a href="https://kafka.apache.org/documentation/#connect_rest">Kafka Connect REST API</a>
 */
final class Worker {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI url;
    private final @Nullable String login;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** A worker at a URL that may contain a user and a password for basic authentication. */
    Worker(URI address) {
        if (address.getHost() == null || !String.valueOf(address.getScheme()).matches("https?")) {
            throw new WrongArgumentException(
                    "--via: expected the URL of a Connect worker such as http://connect:8083, found "
                            + TaskName.hidden(address.toString()));
        }
        String path = address.getPath() == null ? "" : address.getPath().replaceAll("/+$", "");
        String port = address.getPort() == -1 ? "" : ":" + address.getPort();
        url = URI.create(address.getScheme() + "://" + address.getHost() + port + path);
        String user = address.getUserInfo();
        login = user == null ? null : Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    /** The names of all connectors. */
    List<String> connectors() throws InterruptedException {
        List<String> names = new ArrayList<>();
        send("GET", "/connectors", null).forEach(name -> names.add(name.asText()));
        return names;
    }

    /** What the worker finds wrong with a configuration. */
    List<ConnectorCheck.Problem> validate(ConnectorConfig connector) throws InterruptedException {
        ObjectNode config = JSON.createObjectNode();
        connector.config().forEach(config::put);
        config.put("name", connector.name());
        String type = connector.config().getOrDefault("connector.class", "");
        List<ConnectorCheck.Problem> problems = new ArrayList<>();
        JsonNode answer = send("PUT", "/connector-plugins/" + encoded(type) + "/config/validate", config);
        for (JsonNode entry : answer.path("configs")) {
            JsonNode value = entry.path("value");
            for (JsonNode error : value.path("errors")) {
                problems.add(new ConnectorCheck.Problem(value.path("name").asText(), error.asText()));
            }
        }
        return problems;
    }

    /** Creates a connector that does nothing yet. */
    void createStopped(ConnectorConfig connector) throws InterruptedException {
        ObjectNode document = ConnectorJson.document(connector);
        document.put("initial_state", "STOPPED");
        send("POST", "/connectors", document);
    }

    /** Starts a connector. */
    void resume(String name) throws InterruptedException {
        send("PUT", path(name) + "/resume", null);
    }

    /** Removes a connector. */
    void delete(String name) throws InterruptedException {
        send("DELETE", path(name), null);
    }

    /** The states of a connector and its tasks. */
    ConnectorState state(String name) throws InterruptedException {
        return ConnectorState.of(send("GET", path(name) + "/status", null));
    }

    /** Records that a sink has committed: the sum of its offsets. */
    long committed(String name) throws InterruptedException {
        long sum = 0;
        for (JsonNode each : send("GET", path(name) + "/offsets", null).path("offsets")) {
            sum += each.path("offset").path("kafka_offset").asLong();
        }
        return sum;
    }

    private JsonNode send(String method, String path, @Nullable JsonNode body) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        HttpResponse<String> response = exchange(method, path, body);
        while (isBusy(method, response) && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE.toMillis());
            response = exchange(method, path, body);
        }
        if (response.statusCode() >= 300) {
            throw refused(method, path, response);
        }
        return parsed(response.body());
    }

    /** Whether the cluster asks to try again: during a rebalance, or since it does not know a new connector's state yet. */
    private static boolean isBusy(String method, HttpResponse<String> response) {
        int status = response.statusCode();
        String body = response.body();
        return (status == CONFLICT && !body.contains("already exists"))
                || (status == 500 && body.contains("rebalance is expected"))
                || (status == NOT_FOUND && method.equals("GET") && body.contains("No status found"));
    }

    private WorkerException refused(String method, String path, HttpResponse<String> response) {
        JsonNode answer = parsed(response.body());
        String message = answer.path("message").asText("");
        String place = method + " " + url + path;
        if (response.statusCode() == NOT_FOUND && path.startsWith("/connector-plugins/")) {
            return new WorkerException(
                    "--via: expected a worker with the plugins of tdconnect, found none of the class in " + path
                            + " on " + url + "; put the folder plugins into its plugin.path and start it again");
        }
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            return new WorkerException("--via: the worker refuses this user (HTTP status " + response.statusCode()
                    + "); give one as http://user:password@host:port");
        }
        if (message.isEmpty()) {
            return new WorkerException("--via: expected a Connect worker at " + url
                    + ", found another HTTP service (status " + response.statusCode() + " for " + place + ")");
        }
        return new WorkerException(
                place + ": the worker refused it with HTTP status " + response.statusCode() + ": " + message);
    }

    private HttpResponse<String> exchange(String method, String path, @Nullable JsonNode body)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        if (login != null) {
            request.header("Authorization", "Basic " + login);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new WorkerException("--via: expected a Connect worker at " + url + ", found none that answers ("
                    + Causes.text(e) + ")");
        }
    }

    private JsonNode parsed(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String path(String connector) {
        return "/connectors/" + encoded(connector);
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
