// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.harness;

import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.ConnectRest;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.PluginZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** A broker and a worker in their own processes, with packaged plugins and the benchmarks' own connectors. */
public record Cluster(KafkaProcess kafka, ConnectProcess connect, Admin admin) implements AutoCloseable {
    // For profiling, as in -Dbench.worker.jvm="-Xmx2g -XX:StartFlightRecording:filename=worker.jfr".
    private static final String WORKER_JVM = System.getProperty("bench.worker.jvm", "-Xmx2g");

    public static Cluster start(String... modules) throws IOException {
        return start(List.of(WORKER_JVM.split(" ", -1)), modules);
    }

    /** With these arguments of the worker's JVM. */
    public static Cluster start(List<String> workerJvm, String... modules) throws IOException {
        return start(LaunchOptions.defaults().withJvmArguments(workerJvm.toArray(new String[0])), modules);
    }

    /** With these options of the worker. */
    public static Cluster start(LaunchOptions worker, String... modules) throws IOException {
        Path root = Path.of(System.getProperty("tdconnect.root")).toAbsolutePath();
        Path plugins =
                Files.createTempDirectory(Files.createDirectories(root.resolve("benchmarks/target")), "plugins-");
        for (String module : modules) {
            PluginZip.unpack(root, module, plugins);
        }
        Path own = Files.createDirectories(plugins.resolve("benchmarks"));
        Files.copy(jar(root.resolve("benchmarks/target")), own.resolve("benchmarks.jar"));
        KafkaProcess kafka = KafkaProcess.start(LaunchOptions.defaults().withJvmArguments("-Xmx2g"));
        ConnectProcess connect = ConnectProcess.start(
                kafka.bootstrapServers(), List.of(plugins), worker.withProperty("offset.flush.interval.ms", "200"));
        return new Cluster(kafka, connect, Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers())));
    }

    public ConnectRest rest() {
        return connect.rest();
    }

    @Override
    public void close() {
        admin.close();
        connect.close();
        kafka.close();
    }

    private static Path jar(Path target) throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches("benchmarks-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No benchmarks jar in " + target));
        }
    }
}
