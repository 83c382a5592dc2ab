// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A distributed Connect worker in its own process, with plugins loaded from directories as users install them. */
public final class ConnectProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final LaunchOptions options;
    private final Path directory;
    private final int port;
    private final Path configuration;
    private final Path log4j;
    private final ConnectRest rest;
    private ChildProcess process;

    private ConnectProcess(String bootstrapServers, List<Path> pluginPath, LaunchOptions options) {
        options.requireLibs();
        this.options = options;
        Path kept = options.directory();
        directory = kept == null ? Directories.create("connect") : kept;
        port = options.port() == 0 ? Ports.free() : options.port();
        rest = new ConnectRest(URI.create("http://127.0.0.1:" + port));
        configuration = Directories.writeProperties(
                directory.resolve("connect.properties"), properties(bootstrapServers, pluginPath));
        log4j = LaunchOptions.writeLog4j(directory);
        process = launchWorker();
    }

    /** Starts a worker on a free port and returns when its REST API answers. */
    public static ConnectProcess start(String bootstrapServers, List<Path> pluginPath) {
        return start(bootstrapServers, pluginPath, LaunchOptions.defaults());
    }

    /** Starts a worker and returns when its REST API answers. */
    public static ConnectProcess start(String bootstrapServers, List<Path> pluginPath, LaunchOptions options) {
        return Ports.startOnFreePorts(() -> {
            ConnectProcess worker = launch(bootstrapServers, pluginPath, options);
            worker.awaitReady();
            return worker;
        });
    }

    /** Starts a worker without waiting for it; see {@link #awaitReady()}. */
    public static ConnectProcess launch(String bootstrapServers, List<Path> pluginPath, LaunchOptions options) {
        return new ConnectProcess(bootstrapServers, pluginPath, options);
    }

    /** Returns when the REST API answers; throws {@link StartFailedException} if the worker does not start. */
    public void awaitReady() {
        process.awaitReady(START_LIMIT, () -> Ports.accepts(port) && rest.answers());
    }

    /** The REST API of this worker. */
    public ConnectRest rest() {
        return rest;
    }

    /** Ends the worker as kill -9 does. */
    public void kill() {
        process.kill();
    }

    /** Ends the worker in an orderly way. */
    public void stop() {
        process.stop();
    }

    /** Starts the worker again on the same port and in the same group, ending it first if it runs. */
    public void restart() {
        process.stop();
        process = launchWorker();
        awaitReady();
    }

    /** Resident memory of the process in bytes. */
    public long residentBytes() {
        return process.residentBytes();
    }

    /** The most resident memory in bytes since {@link #forgetPeak()}. */
    public long peakResidentBytes() {
        return process.peakResidentBytes();
    }

    /** Resets {@link #peakResidentBytes()}. */
    public void forgetPeak() {
        process.forgetPeak();
    }

    /** Processor time of the process in all its threads. */
    public Duration cpuTime() {
        return process.cpuTime();
    }

    /** The log file, which continues over restarts. */
    public Path logFile() {
        return directory.resolve("connect.log");
    }

    /** The log of the worker so far, including before restarts. */
    public String logs() {
        return ChildProcess.read(logFile(), 0);
    }

    /** The configuration file of the worker. */
    public Path configuration() {
        return configuration;
    }

    /** Ends the worker; the log stays. */
    @Override
    public void close() {
        process.kill();
    }

    private ChildProcess launchWorker() {
        return ChildProcess.start(
                "Connect worker",
                options.command("org.apache.kafka.connect.cli.ConnectDistributed", log4j, configuration),
                logFile());
    }

    private Map<String, String> properties(String bootstrapServers, List<Path> pluginPath) {
        Map<String, String> all = new HashMap<>();
        all.put("bootstrap.servers", bootstrapServers);
        all.put("group.id", "connect-" + port);
        all.put("listeners", "http://127.0.0.1:" + port);
        all.put("rest.advertised.host.name", "127.0.0.1");
        all.put("plugin.discovery", "service_load");
        all.put("plugin.path", pluginPath.stream().map(Path::toString).collect(Collectors.joining(",")));
        for (String topic : List.of("config", "offset", "status")) {
            all.put(topic + ".storage.topic", "connect-" + port + "-" + topic);
            all.put(topic + ".storage.replication.factor", "1");
        }
        all.put("offset.storage.partitions", "1");
        all.put("status.storage.partitions", "1");
        all.put("offset.flush.interval.ms", "1000");
        all.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        all.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        all.put("value.converter.schemas.enable", "false");
        all.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        all.put("config.providers", "file");
        all.put("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
        // A worker that was killed leaves the group, and its sinks' consumers theirs, soon enough for a test.
        all.put("session.timeout.ms", "5000");
        all.put("heartbeat.interval.ms", "1000");
        all.put("scheduled.rebalance.max.delay.ms", "0");
        all.put("consumer.session.timeout.ms", "5000");
        all.put("consumer.heartbeat.interval.ms", "1000");
        all.putAll(options.properties());
        return all;
    }
}
