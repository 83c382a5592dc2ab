// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import io.tdconnect.taosx.ConnectDocuments;
import io.tdconnect.taosx.MappedTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The two connectors of a task with the topic between them.
 *
 * @param source writes to the topic
 * @param sink reads it
 */
record ClusterConfigs(ConnectorConfig source, ConnectorConfig sink) {
    /** That of the broker. */
    private static final String DEFAULT_REPLICATION = "-1";

    static ClusterConfigs of(TaskName name, MappedTask task) {
        ConnectDocuments documents = ConnectDocuments.of(task, name.text());
        Map<String, String> source = new HashMap<>(documents.source());
        // For workers that create topics.
        source.putIfAbsent("topic.creation.default.replication.factor", DEFAULT_REPLICATION);
        source.putIfAbsent("topic.creation.default.partitions", source.getOrDefault("tasks.max", "1"));
        Map<String, String> sink = new HashMap<>(documents.sink());
        if (sink.containsKey("errors.deadletterqueue.topic.name")) {
            sink.putIfAbsent("errors.deadletterqueue.topic.replication.factor", DEFAULT_REPLICATION);
        }
        return new ClusterConfigs(ConnectorConfig.of(source), ConnectorConfig.of(sink));
    }

    /** The source first. */
    List<ConnectorConfig> both() {
        return List.of(source, sink);
    }
}
