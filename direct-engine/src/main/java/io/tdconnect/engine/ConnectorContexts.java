// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkConnectorContext;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** The engine from the view of connectors and source tasks. */
final class ConnectorContexts {
    private ConnectorContexts() {}

    /**
     * The context of both connectors.
     *
     * @param reconfiguration is asked for when the source wants other tasks
     */
    record OfConnector(
            Runnable reconfiguration, Consumer<Exception> failure, OffsetStorageReader offsets, PluginMetrics metrics)
            implements SourceConnectorContext, SinkConnectorContext {
        @Override
        public void requestTaskReconfiguration() {
            reconfiguration.run();
        }

        @Override
        public void raiseError(Exception e) {
            failure.accept(e);
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return metrics;
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return offsets;
        }
    }

    /** The context of a source task. */
    record OfSourceTask(
            Map<String, String> configs, OffsetStorageReader offsetStorageReader, PluginMetrics pluginMetrics)
            implements SourceTaskContext {}
}
