// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * An OPC UA server of node-opcua, which is independent of the connector's client library. {@code bin/test} installs it;
 * without it the tests that need it are skipped.
 */
public final class NodeOpcuaServer implements AutoCloseable {
    /** URI of the namespace of the variables, and of the server application. */
    public static final String NAMESPACE = "urn:tdconnect:stranger";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Path MODULE = Path.of(System.getProperty("tdconnect.root", "."), "opcua-source-connector");
    private static final Path PACKAGES = MODULE.resolve("target/node-opcua/node_modules");

    private final int port;
    private final Path directory;
    private ChildProcess process;

    private NodeOpcuaServer(int port, Path... trusted) {
        this.port = port;
        directory = Directories.create("node-opcua");
        trust(trusted);
        process = launch();
    }

    /** Whether Node.js and the packages are installed. */
    public static boolean installed() {
        // npm writes this file when all packages are in place.
        return Files.exists(PACKAGES.resolve(".package-lock.json"))
                && Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }

    /** Starts a server that trusts these certificates of clients, on a free port of 127.0.0.1. */
    public static NodeOpcuaServer start(Path... trusted) {
        return Ports.startOnFreePorts(() -> new NodeOpcuaServer(Ports.free(), trusted));
    }

    /** The address to connect to. */
    public String url() {
        return "opc.tcp://127.0.0.1:" + port;
    }

    /** Folder with {@code own/certs}, {@code trusted/certs} and {@code rejected} certificates. */
    public Path pki() {
        return directory.resolve("pki");
    }

    /** Ends the process as kill -9 does. */
    public void kill() {
        process.kill();
    }

    /** Starts the process again on the same port and certificates. */
    public void restart() {
        kill();
        process = launch();
    }

    @Override
    public void close() {
        kill();
    }

    private void trust(Path... certificates) {
        try {
            Path folder = Files.createDirectories(pki().resolve("trusted/certs"));
            for (Path certificate : certificates) {
                Files.copy(certificate, folder.resolve(certificate.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChildProcess launch() {
        ChildProcess started = ChildProcess.start(
                "node-opcua",
                List.of(
                        "env",
                        "NODE_PATH=" + PACKAGES.toAbsolutePath(),
                        "node",
                        MODULE.resolve("src/test/node/server.js").toString(),
                        String.valueOf(port),
                        pki().toString()),
                directory.resolve("server.log"));
        started.awaitReady(START_LIMIT, () -> Ports.accepts(port));
        return started;
    }
}
