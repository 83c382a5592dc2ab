// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.contract.StoredOffsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.awaitility.Awaitility;

/** A connector without a worker. */
final class ConnectorRun implements AutoCloseable {
    private final KafkaSourceConnector connector = new KafkaSourceConnector();

    ConnectorRun(Map<String, String> properties) {
        this(properties, new HashMap<>());
    }

    ConnectorRun(Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
        connector.initialize(new Context(StoredOffsets.of(properties, offsets)));
        connector.start(properties);
    }

    /** The partitions of each task. */
    List<String> partitions(int maxTasks) {
        return connector.taskConfigs(maxTasks).stream()
                .map(config -> config.get("task.partitions"))
                .toList();
    }

    /** The configuration of the only task. */
    Map<String, String> task() {
        return connector.taskConfigs(1).get(0);
    }

    /** Waits until one task would read these partitions. */
    void await(String partitions) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(partitions(1)).containsExactly(partitions));
    }

    /** The problems of a configuration, with their options. */
    static String problems(Map<String, String> config) {
        return new KafkaSourceConnector()
                .validate(config).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .map(value -> value.name() + ": " + String.join(" ", value.errorMessages()))
                        .collect(Collectors.joining("; "));
    }

    @Override
    public void close() {
        connector.stop();
    }

    private record Context(OffsetStorageReader offsetStorageReader) implements SourceConnectorContext {
        @Override
        public void requestTaskReconfiguration() {}

        @Override
        public void raiseError(Exception e) {
            throw new IllegalStateException(e);
        }

        @Override
        public PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException("no metrics here");
        }
    }
}
