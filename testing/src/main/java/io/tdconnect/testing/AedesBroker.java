// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The MQTT 3.1.1 broker aedes, which treats a shared subscription as an ordinary filter. {@code bin/test} installs it;
 * without it the tests that need it are skipped.
 */
public final class AedesBroker implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Path MODULE = Path.of(System.getProperty("tdconnect.root", "."), "mqtt-source-connector");
    private static final Path PACKAGES = MODULE.resolve("target/aedes/node_modules");

    private final int port;
    private final ChildProcess process;

    private AedesBroker(int port) {
        this.port = port;
        process = ChildProcess.start(
                "aedes",
                List.of(
                        "node",
                        MODULE.resolve("src/test/node/broker.js").toString(),
                        String.valueOf(port),
                        PACKAGES.toAbsolutePath().toString()),
                Directories.create("aedes").resolve("broker.log"));
        process.awaitReady(START_LIMIT, () -> Ports.accepts(port));
    }

    /** Whether Node.js and the packages are installed. */
    public static boolean installed() {
        // npm writes this file when all packages are in place.
        return Files.exists(PACKAGES.resolve(".package-lock.json"))
                && Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }

    /** Starts a broker without authentication on a free port of 127.0.0.1. */
    public static AedesBroker start() {
        return Ports.startOnFreePorts(() -> new AedesBroker(Ports.free()));
    }

    /** The address to connect to. */
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.kill();
    }
}
