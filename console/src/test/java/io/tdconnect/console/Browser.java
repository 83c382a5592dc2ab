// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends what the pages send. */
public final class Browser {
    public static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI console;

    public Browser(URI console) {
        this.console = console;
    }

    /** An answer of the API. */
    public record Answer(int status, JsonNode content, HttpResponse<String> response) {
        public String code() {
            return content.path("error").path("code").asText();
        }
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    public Answer post(String path, Object body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    public Answer send(String method, String path, Object body) throws IOException, InterruptedException {
        return send(request(path)
                .header("X-Requested-With", "tdconnect")
                .method(method, BodyPublishers.ofString(body == null ? "" : JSON.writeValueAsString(body))));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(console.resolve(path)).timeout(Duration.ofSeconds(60));
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(response.statusCode(), json(response.body()), response);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body.startsWith("{") || body.startsWith("[") ? body : "{}");
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    /** The lines of events. */
    public BufferedReader events() throws IOException, InterruptedException {
        return new BufferedReader(new InputStreamReader(
                client.send(
                                request("/api/tasks/stream")
                                        .header("Accept", "text/event-stream")
                                        .build(),
                                BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8));
    }
}
