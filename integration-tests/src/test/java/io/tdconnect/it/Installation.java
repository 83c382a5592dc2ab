// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.ConnectRest;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.MosquittoOptions;
import io.tdconnect.testing.TdengineServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Kafka, a worker with the packaged plugins, Mosquitto and TDengine, in the way a user runs them. */
final class Installation implements AutoCloseable {
    final Plugins plugins;
    final Mosquitto mosquitto;
    final TdengineServer tdengine;
    final KafkaProcess kafka;
    final ConnectProcess worker;
    final KafkaTopics topics;

    private final String mqttPassword;
    private final String tdenginePassword;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Installation(TdengineServer tdengine, Plugins plugins, LaunchOptions workerOptions) throws Exception {
        this.plugins = plugins;
        this.tdengine = opened(tdengine);
        try {
            String password = "mqtt-" + UUID.randomUUID();
            mosquitto = opened(Mosquitto.start(
                    MosquittoOptions.defaults().withUser("gateway", password).withSetting("max_inflight_messages 0")));
            mqttPassword = secret(password);
            tdenginePassword = secret(tdengine.password());
            // Both at the same time: the worker itself waits for its broker.
            kafka = opened(KafkaProcess.launch(LaunchOptions.defaults()));
            worker = opened(
                    ConnectProcess.launch(kafka.bootstrapServers(), List.of(plugins.directory()), workerOptions));
            kafka.awaitReady();
            worker.awaitReady();
            topics = opened(kafka.topics());
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    static Installation start() throws Exception {
        return start(Plugins.unpack(), LaunchOptions.defaults());
    }

    static Installation start(Plugins plugins, LaunchOptions workerOptions) throws Exception {
        return new Installation(TdengineServer.start("tdengine-" + UUID.randomUUID()), plugins, workerOptions);
    }

    ConnectRest rest() {
        return worker.rest();
    }

    /** Starts a source that copies the MQTT topics {@code name/+} to the Kafka topic of this name. */
    void startSource(String name) {
        rest().putConnector(name + "-source", source(name));
        rest().waitUntilRunning(name + "-source");
    }

    /** Starts a sink that maps meter messages of the Kafka topic of this name to tables of the database. */
    void startSink(String name, String database) {
        startSink(name, sink(name, database));
    }

    void startSink(String name, Map<String, String> config) {
        if (!topics.names().contains(name)) {
            topics.create(name, 1);
        }
        rest().putConnector(name + "-sink", config);
        rest().waitUntilRunning(name + "-sink");
    }

    Map<String, String> source(String name) {
        return Map.ofEntries(
                Map.entry("connector.class", "io.tdconnect.mqtt.MqttSourceConnector"),
                Map.entry("tasks.max", "1"),
                Map.entry("broker.urls", mosquitto.passwordUrl()),
                Map.entry("user", mosquitto.user()),
                Map.entry("password", mqttPassword),
                Map.entry("topics", name + "/+::1"),
                Map.entry("kafka.topic", name),
                Map.entry("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"));
    }

    Map<String, String> sink(String name, String database) {
        return Map.ofEntries(
                Map.entry("connector.class", "io.tdconnect.tdengine.sink.TdengineSinkConnector"),
                Map.entry("tasks.max", "1"),
                Map.entry("topics", name),
                Map.entry("connection.url", "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port()),
                Map.entry("connection.user", tdengine.user()),
                Map.entry("connection.password", tdenginePassword),
                Map.entry("database", database),
                Map.entry("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"),
                Map.entry("transforms", "parse,map"),
                Map.entry("transforms.parse.type", "io.tdconnect.transforms.ParseJson$Value"),
                Map.entry("transforms.map.type", "io.tdconnect.transforms.MapToTable$Value"),
                Map.entry("transforms.map.stable", "meters"),
                Map.entry("transforms.map.table", "d{id}"),
                Map.entry("transforms.map.timestamp.field", "ts"),
                Map.entry("transforms.map.columns", "ts, id, current, voltage, phase"),
                Map.entry("transforms.map.tags", "groupid, location"),
                Map.entry("errors.tolerance", "all"),
                Map.entry("errors.deadletterqueue.topic.name", name + "-dead-letters"),
                Map.entry("errors.deadletterqueue.topic.replication.factor", "1"),
                Map.entry("errors.deadletterqueue.context.headers.enable", "true"));
    }

    /** A reference to a secret for configurations, so that the REST API does not return the secret. */
    static String secret(String value) throws IOException {
        Path file = Files.createTempFile(Path.of(System.getProperty("java.io.tmpdir")), "secret", ".properties");
        return "${file:" + Files.writeString(file.toAbsolutePath(), "value=" + value) + ":value}";
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private <T extends AutoCloseable> T opened(T server) {
        open.push(server);
        return server;
    }
}
