// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** HiveMQ CE without authentication in its own process; the module hivemq-runtime unpacks it. */
public final class HivemqBroker implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Path MODULE = Path.of(System.getProperty("tdconnect.root", "."), "hivemq-runtime");
    private static final Path LIBS = MODULE.resolve("target/libs");

    private final int port;
    private final ChildProcess process;

    private HivemqBroker(int port) {
        this.port = port;
        Path home = Directories.create("hivemq");
        try {
            for (String folder : List.of("conf", "data", "extensions")) {
                Files.createDirectories(home.resolve(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Directories.write(
                home.resolve("conf/config.xml"),
                List.of(
                        "<hivemq>",
                        "<listeners><tcp-listener><port>" + port + "</port><bind-address>127.0.0.1</bind-address>"
                                + "</tcp-listener></listeners>",
                        "<anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>",
                        "</hivemq>"));
        process = ChildProcess.start("HiveMQ", command(home), home.resolve("broker.log"));
        process.awaitReady(START_LIMIT, () -> Ports.accepts(port));
    }

    /** Whether the module was built. */
    public static boolean available() {
        return Files.isDirectory(LIBS);
    }

    /** Starts a broker on a free port of 127.0.0.1. */
    public static HivemqBroker start() {
        return Ports.startOnFreePorts(() -> new HivemqBroker(Ports.free()));
    }

    /** The address to connect to. */
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.kill();
    }

    private static List<String> command(Path home) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
                "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                "-cp",
                LIBS.toAbsolutePath() + "/*",
                MODULE.resolve("src/main/launcher/HivemqLauncher.java").toString(),
                home.toAbsolutePath().toString());
    }
}
