// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;

/**
 * A command in a container with the network of the host (so on Linux only) and with the fixture's directory under the
 * path it has outside: the configuration, ports, data and logs are those of the same server as a process.
 */
final class ContainerProcess implements ServerProcess {
    private final String name;
    private final GenericContainer<?> container;

    private ContainerProcess(String name, GenericContainer<?> container) {
        this.name = name;
        this.container = container;
    }

    /** Starts the command as the owner of the directory; its output is appended to {@code log}. */
    static ContainerProcess start(String name, String image, List<String> command, Path directory, Path log) {
        String path = directory.toString();
        String owner = owner(directory);
        GenericContainer<?> container = new GenericContainer<>(image)
                .withNetworkMode("host")
                .withFileSystemBind(path, path, BindMode.READ_WRITE)
                .withCreateContainerCmdModifier(create -> create.withUser(owner))
                .withCommand(command.toArray(String[]::new))
                .withLogConsumer(frame -> append(log, frame));
        container.start();
        return new ContainerProcess(name, container);
    }

    @Override
    public void awaitReady(Duration limit, BooleanSupplier ready) {
        Waiting.until(
                limit,
                () -> !container.isRunning() || ready.getAsBoolean(),
                () -> name + " was not ready; its log ends with: " + container.getLogs());
        if (!container.isRunning()) {
            throw new StartFailedException(name + " ended while starting; its log:", container.getLogs());
        }
    }

    @Override
    public void kill() {
        // Testcontainers kills a container and removes it; its files are in the fixture's directory.
        container.stop();
    }

    @Override
    public void stop() {
        if (container.isRunning()) {
            container
                    .getDockerClient()
                    .stopContainerCmd(container.getContainerId())
                    .exec();
        }
        container.stop();
    }

    private static String owner(Path directory) {
        try {
            return Files.getAttribute(directory, "unix:uid") + ":" + Files.getAttribute(directory, "unix:gid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Path log, OutputFrame frame) {
        try {
            Files.writeString(log, frame.getUtf8String(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
