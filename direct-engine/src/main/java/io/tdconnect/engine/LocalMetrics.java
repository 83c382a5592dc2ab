// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.util.LinkedHashMap;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;

/** Plugin metrics in a registry of the engine; what connectors of this suite count is also shown by JMX. */
final class LocalMetrics implements PluginMetrics, AutoCloseable {
    private final Metrics metrics = new Metrics();

    @Override
    @SuppressWarnings("NonApiType") // As Kafka has it.
    public MetricName metricName(String name, String description, LinkedHashMap<String, String> tags) {
        return metrics.metricName(name, "plugins", description, tags);
    }

    @Override
    public void addMetric(MetricName metricName, MetricValueProvider<?> metricValueProvider) {
        // Tasks have metrics of the same names, and there is one registry.
        metrics.removeMetric(metricName);
        metrics.addMetric(metricName, metricValueProvider);
    }

    @Override
    public void removeMetric(MetricName metricName) {
        metrics.removeMetric(metricName);
    }

    @Override
    public Sensor addSensor(String name) {
        return metrics.sensor(name);
    }

    @Override
    public void removeSensor(String name) {
        metrics.removeSensor(name);
    }

    @Override
    public void close() {
        metrics.close();
    }
}
