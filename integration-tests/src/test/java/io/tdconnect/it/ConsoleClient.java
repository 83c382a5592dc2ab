// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls of the API of a console, as its pages send them. */
record ConsoleClient(URI console) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** @param body an object that becomes JSON; null for none */
    HttpResponse<String> send(String method, String path, Object body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(console.resolve(path))
                .timeout(LIMIT)
                .header("X-Requested-With", "tdconnect")
                .method(method, BodyPublishers.ofString(body == null ? "" : JSON.writeValueAsString(body)));
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send("GET", path, null).body());
    }

    /** A task of the list; an empty object if it is not there. */
    JsonNode task(String id) throws IOException, InterruptedException {
        for (JsonNode task : get("/api/tasks")) {
            if (task.path("id").asText().equals(id)) {
                return task;
            }
        }
        return JSON.createObjectNode();
    }

    boolean answers() throws InterruptedException {
        try {
            return send("GET", "/api/tasks", null).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
