// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.quickstart;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.Directories;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.MosquittoOptions;
import io.tdconnect.testing.PluginZip;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** The servers of the quickstart, with both connectors running. */
final class DemoServers implements AutoCloseable {
    static final String TOPIC = "meters";
    static final String DEAD_LETTERS = "meters-dead-letters";

    private static final List<String> PLUGINS =
            List.of("mqtt-source-connector", "transforms", "tdengine-sink-connector");
    private static final List<String> CONNECTORS = List.of("mqtt-source", "tdengine-sink");
    private static final Duration CONNECTOR_LIMIT = Duration.ofSeconds(60);

    private final Path directory;
    private final Path examples;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Mosquitto mosquitto;
    private final Tdengine tdengine;
    private final KafkaProcess kafka;
    private final ConnectProcess connect;
    private final KafkaTopics topics;

    private DemoServers(Path root, DemoPorts ports) throws IOException {
        directory = root.resolve("target/quickstart");
        Directories.delete(directory);
        Files.createDirectories(directory);
        examples = root.resolve("examples/quickstart");
        Path plugins = directory.resolve("plugins");
        PLUGINS.forEach(module -> PluginZip.unpack(root, module, plugins));
        try {
            // All at the same time: the worker waits for its broker.
            LaunchOptions options = LaunchOptions.defaults();
            kafka = opened(KafkaProcess.launch(
                    options.withDirectory(directory.resolve("kafka")).withPort(ports.kafka)));
            connect = opened(ConnectProcess.launch(
                    kafka.bootstrapServers(),
                    List.of(plugins),
                    options.withDirectory(directory.resolve("connect")).withPort(ports.connect)));
            mosquitto = opened(Mosquitto.start(MosquittoOptions.defaults()
                    .withDirectory(directory.resolve("mosquitto"))
                    .withPort(ports.mqtt)));
            tdengine = opened(Tdengine.start(ports.tdengine));
            kafka.awaitReady();
            connect.awaitReady();
            topics = opened(kafka.topics());
            topics.create(TOPIC, 1);
            for (String connector : CONNECTORS) {
                connect.rest().putConnector(connector, config(connector));
            }
            for (String connector : CONNECTORS) {
                connect.rest().waitUntilRunning(connector, 1, CONNECTOR_LIMIT);
            }
            mosquitto.awaitSubscription("meters/+", CONNECTOR_LIMIT);
        } catch (RuntimeException | IOException | Error e) {
            close();
            throw e;
        }
    }

    static DemoServers start(Path root, DemoPorts ports) throws IOException {
        return new DemoServers(root, ports);
    }

    String mqttUrl() {
        return mosquitto.url();
    }

    long recordsInKafka() {
        return topics.count(TOPIC);
    }

    long recordsInDeadLetters() {
        return topics.names().contains(DEAD_LETTERS) ? topics.count(DEAD_LETTERS) : 0;
    }

    RowCount rowsSince(long millis) {
        return tdengine.rowsSince(millis);
    }

    void describe(PrintStream out) {
        out.println();
        out.println("  MQTT broker    " + mosquitto.url() + "   topics meters/1 … meters/10");
        out.println("  Kafka          " + kafka.bootstrapServers() + "   topic " + TOPIC);
        out.println("  Connect REST   " + connect.rest().url() + "/connectors?expand=status");
        tdengine.describe(out);
        for (String connector : CONNECTORS) {
            out.println("  config         " + configFile(connector));
        }
        out.println("  logs           " + directory + "/*/*.log");
        out.println();
    }

    /** Ends the servers in the reverse order of their start. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("While stopping: " + e.getMessage());
            }
        }
    }

    private <T extends AutoCloseable> T opened(T server) {
        open.push(server);
        return server;
    }

    private Map<String, String> config(String connector) throws IOException {
        String text = Files.readString(examples.resolve(connector + ".json"))
                .replace("${mqtt.url}", mosquitto.url())
                .replace("${tdengine.url}", tdengine.url())
                .replace("${tdengine.user}", tdengine.user())
                .replace("${tdengine.password}", tdengine.password());
        Files.writeString(configFile(connector), text);
        return new ObjectMapper().readValue(text, new TypeReference<Map<String, String>>() {});
    }

    private Path configFile(String connector) {
        return directory.resolve(connector + ".json");
    }
}
