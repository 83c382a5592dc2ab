// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.util.clusters.EmbeddedConnectCluster;
import org.jspecify.annotations.Nullable;

/** A broker and a Connect worker inside this JVM, with the plugins of the class path that have a services file. */
public final class ConnectCluster implements AutoCloseable {
    private final EmbeddedConnectCluster cluster;
    private final KafkaTopics topics;
    private final ConnectRest rest;

    private ConnectCluster(EmbeddedConnectCluster cluster) {
        this.cluster = cluster;
        topics = new KafkaTopics(cluster.kafka().bootstrapServers());
        rest = new ConnectRest(URI.create(cluster.endpointForResource("").replaceAll("/+$", "")));
    }

    /** Starts a cluster; returns when it serves requests. */
    public static ConnectCluster start() {
        return start(Map.of());
    }

    /** Starts a cluster with these properties of the worker added to the fixture's own. */
    public static ConnectCluster start(Map<String, String> workerProperties) {
        Properties broker = new Properties();
        broker.setProperty("auto.create.topics.enable", "true");
        broker.setProperty("group.min.session.timeout.ms", "1000");
        broker.setProperty("group.initial.rebalance.delay.ms", "0");
        broker.setProperty("transaction.state.log.replication.factor", "1");
        broker.setProperty("transaction.state.log.min.isr", "1");
        EmbeddedConnectCluster cluster = new EmbeddedConnectCluster.Builder()
                .name("connect")
                .numWorkers(1)
                .numBrokers(1)
                .brokerProps(broker)
                .workerProps(workerProperties(workerProperties))
                // Otherwise the end of a worker with failed tasks ends this JVM.
                .maskExitProcedures(true)
                .build();
        cluster.start();
        return new ConnectCluster(cluster);
    }

    /** The value of {@code bootstrap.servers} for clients of the broker. */
    public String bootstrapServers() {
        return cluster.kafka().bootstrapServers();
    }

    /** The REST API of the worker. */
    public ConnectRest rest() {
        return rest;
    }

    /** Creates, fills and reads the topics of the broker. */
    public KafkaTopics topics() {
        return topics;
    }

    /** Creates a topic with this number of partitions. */
    public void createTopic(String topic, int partitions) {
        topics.create(topic, partitions);
    }

    /** Writes one record and returns when the broker has it. */
    public void produce(String topic, @Nullable String key, @Nullable String value) {
        topics.produce(topic, key, value);
    }

    /** Reads the topic from its beginning as text until there are {@code count} records or more. */
    public List<ConsumerRecord<String, String>> consume(String topic, int count, Duration limit) {
        return topics.consume(topic, count, limit);
    }

    /** Creates a connector or replaces its configuration, without waiting until it runs. */
    public void putConnector(String name, Map<String, String> config) {
        rest.putConnector(name, config);
    }

    @Override
    public void close() {
        topics.close();
        cluster.stop();
    }

    private static Map<String, String> workerProperties(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>();
        all.put("plugin.discovery", "service_load");
        all.put("offset.flush.interval.ms", "1000");
        all.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        all.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        all.put("value.converter.schemas.enable", "false");
        all.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        all.put("scheduled.rebalance.max.delay.ms", "0");
        all.putAll(properties);
        return all;
    }
}
