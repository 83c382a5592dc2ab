// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * Containers that the tests of this JVM share, each started when it is first asked for. Ryuk, the reaper of
 * Testcontainers, removes them when the JVM ends. This class and {@link ContainerProcess} alone need Testcontainers.
 */
final class Containers {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final int TDENGINE_PORT = 6041;
    private static final int INFLUXDB_PORT = 8086;

    private Containers() {}

    static boolean daemonAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** The setting by which tests find a server, or null if no container provides it. */
    static @Nullable String setting(String name) {
        if (name.equals("TDENGINE_URL")) {
            return Tdengine.URL;
        }
        return name.startsWith("INFLUXDB2_") ? Influxdb2.SETTINGS.get(name) : null;
    }

    private static String address(GenericContainer<?> container, int port) {
        return container.getHost() + ":" + container.getMappedPort(port);
    }

    private static final class Tdengine {
        private static final String URL = start();

        private static String start() {
            GenericContainer<?> container = new GenericContainer<>(Docker.image("tdengine"))
                    .withExposedPorts(TDENGINE_PORT)
                    .waitingFor(Wait.forHttp("/-/ping").forPort(TDENGINE_PORT))
                    .withStartupTimeout(START_LIMIT);
            container.start();
            return "jdbc:TAOS-WS://" + address(container, TDENGINE_PORT) + "/?user=root&password=taosdata";
        }
    }

    private static final class Influxdb2 {
        private static final Map<String, String> SETTINGS = start();

        private static Map<String, String> start() {
            String token = UUID.randomUUID().toString();
            GenericContainer<?> container = new GenericContainer<>(Docker.image("influxdb"))
                    .withExposedPorts(INFLUXDB_PORT)
                    .withEnv(Map.of(
                            "DOCKER_INFLUXDB_INIT_MODE", "setup",
                            "DOCKER_INFLUXDB_INIT_USERNAME", "admin",
                            "DOCKER_INFLUXDB_INIT_PASSWORD", UUID.randomUUID().toString(),
                            "DOCKER_INFLUXDB_INIT_ORG", "tests",
                            "DOCKER_INFLUXDB_INIT_BUCKET", "first",
                            "DOCKER_INFLUXDB_INIT_ADMIN_TOKEN", token))
                    .waitingFor(Wait.forHttp("/api/v2/orgs")
                            .forPort(INFLUXDB_PORT)
                            .withHeader("Authorization", "Token " + token))
                    .withStartupTimeout(START_LIMIT);
            container.start();
            String url = "http://" + address(container, INFLUXDB_PORT);
            return Map.of("INFLUXDB2_URL", url, "INFLUXDB2_TOKEN", token, "INFLUXDB2_ORG", organization(url, token));
        }

        private static String organization(String url, String token) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v2/orgs?org=tests"))
                    .header("Authorization", "Token " + token)
                    .build();
            try {
                HttpResponse<String> answer =
                        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
                return new ObjectMapper()
                        .readTree(answer.body())
                        .at("/orgs/0/id")
                        .asText();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while asking InfluxDB for its organization", e);
            }
        }
    }
}
