// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A worker's REST API by HTTP. */
public final class HttpConnectApi implements ConnectApi {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration READ_LIMIT = Duration.ofSeconds(10);
    private static final int RETRY_SECONDS = 1;

    private final String url;
    private final @Nullable String login;
    private final HttpClient client;

    /**
     * A worker.
     *
     * @param address may contain a user and a password for basic authentication
     * @param tls that trusts the worker; null for the trust of this Java
     */
    public HttpConnectApi(URI address, @Nullable SSLContext tls) {
        String port = address.getPort() == -1 ? "" : ":" + address.getPort();
        String path = address.getPath() == null ? "" : address.getPath().replaceAll("/+$", "");
        url = address.getScheme() + "://" + address.getHost() + port + path;
        String user = address.getUserInfo();
        login = user == null ? null : Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT);
        client = tls == null ? builder.build() : builder.sslContext(tls).build();
    }

    @Override
    public JsonNode send(String method, String path, @Nullable JsonNode body) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(method.equals("GET") ? READ_LIMIT : LIMIT)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        if (login != null) {
            request.header("Authorization", "Basic " + login);
        }
        HttpResponse<String> response;
        try {
            response = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ApiException(
                    503,
                    "connect_unreachable",
                    "Expected a Connect worker at " + url + ", found none that answers (" + e.getMessage() + ")");
        }
        if (response.statusCode() >= 300) {
            throw refused(
                    response.statusCode(),
                    parsed(response.body()).path("message").asText(""));
        }
        return parsed(response.body());
    }

    private ApiException refused(int status, String message) {
        String text = message.isEmpty() ? "Connect answers with HTTP status " + status : message;
        boolean rebalances = status == 409 && !message.contains("already exists");
        if (rebalances || message.contains("rebalance is expected")) {
            return ApiException.busy(REBALANCING, text, RETRY_SECONDS);
        }
        return switch (status) {
            case 401, 403 ->
                new ApiException(
                        502,
                        "connect_login",
                        "The worker at " + url + " refuses the console's user (HTTP status " + status + ")");
            case 404 -> ApiException.notFound(text);
            case 400, 409, 422 -> new ApiException(status, status == 409 ? "exists" : "refused", text);
            default -> new ApiException(502, "connect_failed", text);
        };
    }

    private static JsonNode parsed(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
