// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import io.tdconnect.taosx.MappedTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The two connectors of a task with the topic between them.
 *
 * @param source writes to the topic
 * @param sink reads it
 */
record ClusterConfigs(ConnectorConfig source, ConnectorConfig sink) {
    private static final String STRING = "org.apache.kafka.connect.storage.StringConverter";
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

    /** Sources whose values are the bytes that they have received. */
    private static final Set<String> OF_BYTES =
            Set.of("io.tdconnect.mqtt.MqttSourceConnector", "io.tdconnect.kafka.KafkaSourceConnector");

    static ClusterConfigs of(TaskName name, MappedTask task, int jobs) {
        String topic = "tdconnect-" + name.text();
        Map<String, String> converters = converters(task.source());
        Map<String, String> source = new HashMap<>(task.source());
        ConfigDef options = ConnectorCheck.connector(source).config();
        source.put(options.configKeys().containsKey("kafka.topic") ? "kafka.topic" : "topic", topic);
        source.put("tasks.max", String.valueOf(jobs));
        // For workers that create topics; -1 is the default of the broker.
        source.put("topic.creation.default.replication.factor", "-1");
        source.put("topic.creation.default.partitions", String.valueOf(jobs));
        Map<String, String> sink = new HashMap<>(task.sink());
        sink.put("topics", topic);
        sink.put("tasks.max", String.valueOf(jobs));
        converters.forEach(source::putIfAbsent);
        converters.forEach(sink::putIfAbsent);
        return new ClusterConfigs(
                new ConnectorConfig(name.text() + "-source", source), new ConnectorConfig(name.text() + "-sink", sink));
    }

    /** The source first. */
    List<ConnectorConfig> both() {
        return List.of(source, sink);
    }

    private static Map<String, String> converters(Map<String, String> source) {
        Map<String, String> converters = new HashMap<>();
        converters.put("key.converter", STRING);
        converters.put("header.converter", STRING);
        if (OF_BYTES.contains(source.get("connector.class"))) {
            converters.put("value.converter", BYTES);
        } else {
            converters.put("value.converter", JSON);
            converters.put("value.converter.schemas.enable", "true");
        }
        return converters;
    }
}
