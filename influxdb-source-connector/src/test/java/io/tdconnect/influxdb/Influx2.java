// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.testing.Docker;
import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.influx.Influx2Stub;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * InfluxDB 2.x with a new bucket: the server of {@code INFLUXDB2_URL}, {@code INFLUXDB2_TOKEN} and {@code INFLUXDB2_ORG} (an
 * ID) where these are set, else with {@code -Pdocker} the official image, else a stub before an influxd of version 1. The token needs all rights in the organization.
 *
 * @param url of the server
 * @param org ID
 * @param token with all rights
 * @param bucket that was created
 * @param end removes the bucket or ends the stub
 */
record Influx2(String url, String org, String token, String bucket, AutoCloseable end) implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** A bucket with these points; the stub has it without a mapping, a real server as it creates buckets. */
    static Influx2 with(String bucket, String... lines) throws IOException, InterruptedException {
        String url = Docker.setting("INFLUXDB2_URL");
        return url == null ? stub(bucket, lines) : server(url, bucket, lines);
    }

    private static Influx2 stub(String bucket, String... lines) {
        InfluxdServer influxd = Influxd.start();
        influxd.createDatabase(bucket);
        influxd.write(bucket, lines);
        Influx2Stub stub = new Influx2Stub(influxd, bucket, false);
        return new Influx2(stub.url(), Influx2Stub.ORG, Influx2Stub.TOKEN, bucket, () -> {
            stub.close();
            influxd.close();
        });
    }

    private static Influx2 server(String url, String bucket, String... lines) throws IOException, InterruptedException {
        String org = String.valueOf(Docker.setting("INFLUXDB2_ORG"));
        String token = String.valueOf(Docker.setting("INFLUXDB2_TOKEN"));
        JsonNode made = send(
                url, token, "POST", "/api/v2/buckets", JSON.writeValueAsString(Map.of("name", bucket, "orgID", org)));
        String id = made.path("id").asText();
        String name = URLEncoder.encode(bucket, StandardCharsets.UTF_8);
        send(url, token, "POST", "/api/v2/write?precision=ns&bucket=" + name + "&org=" + org, String.join("\n", lines));
        return new Influx2(url, org, token, bucket, () -> send(url, token, "DELETE", "/api/v2/buckets/" + id, ""));
    }

    private static JsonNode send(String url, String token, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.replaceAll("/+$", "") + path))
                .header("Authorization", "Token " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new AssertionError(
                    method + " " + path + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
    }

    @Override
    public void close() throws Exception {
        end.close();
    }
}
