// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.metrics;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the metrics of a task until it is closed: by JMX as {@code io.tdconnect:type=TYPE,connector=NAME,task=NUMBER},
 * and as plugin metrics on workers that have them (Kafka 4.1 and newer).
 */
public final class MetricsRegistration implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MetricsRegistration.class);

    private final ObjectName name;
    private final MetricsBean bean;

    private MetricsRegistration(ObjectName name, MetricsBean bean) {
        this.name = name;
        this.bean = bean;
    }

    /**
     * Publishes the metrics of a sink task; a failure of JMX is only logged.
     *
     * @param type type of the task, such as {@code tdengine-sink}
     */
    public static MetricsRegistration register(
            String type, String connector, String task, List<Gauge> gauges, SinkTaskContext context) {
        addToWorker(gauges, all -> WorkerMetrics.add(context, all));
        return register(name(type, connector, task), gauges, null);
    }

    /**
     * Publishes the metrics of a source task; a failure of JMX is only logged.
     *
     * @param type type of the task
     */
    public static MetricsRegistration register(
            String type, String connector, String task, List<Gauge> gauges, SourceTaskContext context) {
        return register(type, connector, task, gauges, null, context);
    }

    /**
     * Publishes the metrics of a source task that has parts; a failure of JMX is only logged.
     *
     * @param type type of the task
     * @param parts null for a task without
     */
    public static MetricsRegistration register(
            String type,
            String connector,
            String task,
            List<Gauge> gauges,
            @Nullable PartProgress parts,
            SourceTaskContext context) {
        addToWorker(gauges, all -> WorkerMetrics.add(context, all));
        return register(name(type, connector, task), gauges, parts);
    }

    /**
     * Publishes the metrics of a stream pipeline as {@code io.tdconnect:type=TYPE,pipeline=NAME}; a failure of JMX is only
     * logged.
     */
    public static MetricsRegistration register(String type, String pipeline, List<Gauge> gauges) {
        return register(named("io.tdconnect:type=" + type + ",pipeline=" + ObjectName.quote(pipeline)), gauges, null);
    }

    private static MetricsRegistration register(ObjectName name, List<Gauge> gauges, @Nullable PartProgress parts) {
        Map<String, Gauge> byName = new LinkedHashMap<>();
        gauges.forEach(gauge -> byName.put(gauge.name(), gauge));
        MetricsBean bean = new MetricsBean(byName, parts);
        synchronized (MetricsRegistration.class) {
            try {
                MBeanServer server = ManagementFactory.getPlatformMBeanServer();
                if (server.isRegistered(name)) {
                    // The bean of an earlier instance that is still closing; its values no longer change.
                    server.unregisterMBean(name);
                }
                server.registerMBean(bean, name);
            } catch (JMException e) {
                log.warn("No metrics for {}: {}", name, e.getMessage());
            }
        }
        return new MetricsRegistration(name, bean);
    }

    // Older workers cannot link the class that uses plugin metrics.
    private static void addToWorker(List<Gauge> gauges, Consumer<List<Gauge>> add) {
        try {
            add.accept(gauges);
        } catch (LinkageError | UnsupportedOperationException e) {
            log.debug("The worker has no plugin metrics: {}", e.toString());
        }
    }

    /** Removes the bean, unless a later instance of the task has replaced it. */
    @Override
    public void close() {
        synchronized (MetricsRegistration.class) {
            try {
                if (bean.isRegistered()) {
                    ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
                }
            } catch (JMException e) {
                log.debug("No metrics to remove for {}", name, e);
            }
        }
    }

    private static ObjectName name(String type, String connector, String task) {
        return named("io.tdconnect:type=" + type + ",connector=" + ObjectName.quote(connector) + ",task="
                + ObjectName.quote(task));
    }

    private static ObjectName named(String name) {
        try {
            return new ObjectName(name);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
