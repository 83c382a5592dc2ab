// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/** Metrics in the worker's own registry, which removes them when the task ends; Kafka 4.1 and newer. */
final class WorkerMetrics {
    private WorkerMetrics() {}

    static void add(SinkTaskContext context, List<io.tdconnect.common.metrics.Gauge> gauges) {
        add(context.pluginMetrics(), gauges);
    }

    static void add(SourceTaskContext context, List<io.tdconnect.common.metrics.Gauge> gauges) {
        add(context.pluginMetrics(), gauges);
    }

    private static void add(@Nullable PluginMetrics metrics, List<io.tdconnect.common.metrics.Gauge> gauges) {
        if (metrics == null) {
            // Runtimes other than a Connect worker return null.
            return;
        }
        for (io.tdconnect.common.metrics.Gauge gauge : gauges) {
            Gauge<Object> shown = (config, now) -> gauge.value().get();
            metrics.addMetric(metrics.metricName(gauge.name(), gauge.description(), new LinkedHashMap<>()), shown);
        }
    }
}
