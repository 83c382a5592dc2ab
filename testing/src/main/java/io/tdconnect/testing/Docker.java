// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Whether servers run in containers of their official images, which the Maven profile {@code docker} asks for. */
public final class Docker {
    private static final Path SOCKET = Path.of("/var/run/docker.sock");

    private Docker() {}

    /** Whether the build runs with {@code -Pdocker}. */
    static boolean wanted() {
        return Boolean.getBoolean("tdconnect.docker");
    }

    /** Why no container can be started; empty if one can. */
    static Optional<String> problem() {
        return Problem.FOUND;
    }

    /**
     * The setting of this name from the environment, such as {@code TDENGINE_URL}; else with {@code -Pdocker} that of a
     * container, which is started for it; null if there is neither.
     */
    public static @Nullable String setting(String name) {
        String given = System.getenv(name);
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        return wanted() && problem().isEmpty() ? Containers.setting(name) : null;
    }

    /** The image of a server, by its name in packaging/docker/compose.yaml. */
    static String image(String server) {
        try (InputStream file = Docker.class.getResourceAsStream("images.properties")) {
            Properties images = new Properties();
            images.load(Objects.requireNonNull(file));
            return Objects.requireNonNull(images.getProperty(server), server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Problem {
        private static final Optional<String> FOUND = find();

        private static Optional<String> find() {
            String host = System.getenv("DOCKER_HOST");
            // Without Docker, Testcontainers logs a page of errors, so look for the socket first.
            return noAddress(host, SOCKET)
                    .or(() -> Containers.daemonAnswers()
                            ? Optional.empty()
                            : Optional.of("no daemon answers at " + (host == null ? SOCKET : host)));
        }
    }

    /** Why no daemon can be reached. */
    static Optional<String> noAddress(@Nullable String host, Path socket) {
        return host == null && !Files.exists(socket)
                ? Optional.of("there is no " + socket + " and DOCKER_HOST is not set")
                : Optional.empty();
    }
}
