// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/**
 * A Kafka broker in its own process, or with {@code -Pdocker} in a container of the official image, on 127.0.0.1 and
 * without authentication.
 */
public final class KafkaProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final String CLUSTER_ID = "dGRjb25uZWN0LXRlc3RzMQ";

    private final LaunchOptions options;
    private final Path directory;
    private final int port;
    private final Path configuration;
    private final Path log4j;
    private ServerProcess process;

    private KafkaProcess(LaunchOptions options) {
        options.requireLibs();
        this.options = options;
        Path kept = options.directory();
        directory = kept == null ? Directories.create("kafka") : kept;
        List<Integer> ports = Ports.free(2);
        port = options.port() == 0 ? ports.get(0) : options.port();
        configuration = Directories.writeProperties(
                directory.resolve("server.properties"), properties(port, ports.get(1), dataDirectory()));
        log4j = LaunchOptions.writeLog4j(directory);
        if (!Files.exists(dataDirectory().resolve("meta.properties"))) {
            format();
        }
        process = launchBroker();
    }

    /** Starts a broker on a free port and returns when it serves requests. */
    public static KafkaProcess start() {
        return start(LaunchOptions.defaults());
    }

    /** Starts a broker and returns when it serves requests. */
    public static KafkaProcess start(LaunchOptions options) {
        return Ports.startOnFreePorts(() -> {
            KafkaProcess kafka = launch(options);
            kafka.awaitReady();
            return kafka;
        });
    }

    /**
     * Starts a broker without waiting for it, so that other servers can start at the same time; see
     * {@link #awaitReady()}.
     */
    public static KafkaProcess launch(LaunchOptions options) {
        return new KafkaProcess(options);
    }

    /** Returns when the broker serves requests; throws {@link StartFailedException} if it does not start. */
    public void awaitReady() {
        process.awaitReady(START_LIMIT, () -> Ports.accepts(port));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            process.awaitReady(START_LIMIT, () -> describesCluster(admin));
        }
    }

    /** The value of {@code bootstrap.servers} for clients of this broker. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Opens a client that creates, fills and reads topics; the caller closes it. */
    public KafkaTopics topics() {
        return new KafkaTopics(bootstrapServers());
    }

    /** Ends the broker as kill -9 does. */
    public void kill() {
        process.kill();
    }

    /** Ends the broker in an orderly way. */
    public void stop() {
        process.stop();
    }

    /** Starts the broker again on the same port and data, ending it first if it runs. */
    public void restart() {
        process.stop();
        process = launchBroker();
        awaitReady();
    }

    /** The log file. */
    public Path logFile() {
        return directory.resolve("kafka.log");
    }

    /** The log of the broker so far. */
    public String logs() {
        return ChildProcess.read(logFile(), 0);
    }

    /** Ends the broker; the log stays, the data only in a directory that the caller chose. */
    @Override
    public void close() {
        process.kill();
        if (options.directory() == null) {
            Directories.delete(dataDirectory());
        }
    }

    private Path dataDirectory() {
        return directory.resolve("data");
    }

    private ServerProcess launchBroker() {
        String name = "Kafka broker";
        if (Docker.wanted()) {
            List<String> command = options.commandInImage("kafka.Kafka", log4j, configuration);
            return ContainerProcess.start(name, Docker.image("kafka"), command, directory, logFile());
        }
        return ChildProcess.start(name, options.command("kafka.Kafka", log4j, configuration), logFile());
    }

    private void format() {
        List<String> command =
                options.command("kafka.tools.StorageTool", log4j, Path.of("format"), Path.of("-c"), configuration);
        command.addAll(List.of("-t", CLUSTER_ID));
        ChildProcess.start("Kafka storage format", command, logFile()).awaitSuccess(START_LIMIT);
    }

    private Map<String, String> properties(int brokerPort, int controllerPort, Path data) {
        Map<String, String> all = new HashMap<>();
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        all.put("listeners", "PLAINTEXT://127.0.0.1:" + brokerPort + ",CONTROLLER://127.0.0.1:" + controllerPort);
        all.put("controller.listener.names", "CONTROLLER");
        all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put("log.dirs", data.toString());
        // A broker that was killed can register again after its session has expired.
        all.put("broker.session.timeout.ms", "3000");
        all.put("broker.heartbeat.interval.ms", "500");
        all.put("group.initial.rebalance.delay.ms", "0");
        // Makes workers and sinks notice a killed member within seconds.
        all.put("group.min.session.timeout.ms", "1000");
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            all.put(topic + ".replication.factor", "1");
            all.put(topic + ".num.partitions", "1");
        }
        all.put("transaction.state.log.min.isr", "1");
        // A transaction that a killed process has left open ends soon after its timeout.
        all.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200");
        all.put("share.coordinator.state.topic.min.isr", "1");
        all.putAll(options.properties());
        return all;
    }

    private static boolean describesCluster(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the broker", e);
        }
    }
}
