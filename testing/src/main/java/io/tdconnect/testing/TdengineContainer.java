// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The official TDengine image, started once for this JVM where Docker runs. */
final class TdengineContainer {
    private static final Logger log = LoggerFactory.getLogger(TdengineContainer.class);
    private static final String IMAGE = "tdengine/tdengine:latest";
    private static final int GATEWAY_PORT = 6041;

    private TdengineContainer() {}

    /** The URL for the JDBC driver, or nothing where Docker does not run or the image cannot be started. */
    static Optional<String> jdbcUrl() {
        return Shared.URL;
    }

    private static final class Shared {
        private static final Optional<String> URL = start();

        private static Optional<String> start() {
            if (!dockerRuns()) {
                return Optional.empty();
            }
            // Ryuk, Testcontainers' own reaper, removes the container when this JVM ends.
            GenericContainer<?> container = new GenericContainer<>(IMAGE)
                    .withExposedPorts(GATEWAY_PORT)
                    .waitingFor(Wait.forHttp("/-/ping").forPort(GATEWAY_PORT))
                    .withStartupTimeout(Duration.ofMinutes(3));
            try {
                container.start();
            } catch (ContainerLaunchException e) {
                log.warn("{} cannot be started, the emulator takes its place: {}", IMAGE, e.getMessage());
                return Optional.empty();
            }
            return Optional.of("jdbc:TAOS-WS://" + container.getHost() + ":" + container.getMappedPort(GATEWAY_PORT)
                    + "/?user=root&password=taosdata");
        }
    }

    // Testcontainers logs a page of errors where there is no Docker, so look for its socket first.
    private static boolean dockerRuns() {
        boolean reachable = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return reachable && DockerClientFactory.instance().isDockerAvailable();
    }
}
