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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the figures of a task until it is closed: by JMX as {@code io.tdconnect:type=TYPE,connector=NAME,task=NUMBER}, and
 * as plugin metrics where the worker has them (Kafka 4.1 and newer).
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
     * Shows the figures of a sink task. Without JMX there are none, which is no failure.
     *
     * @param type of the task, as in {@code tdengine-sink}
     */
    public static MetricsRegistration register(
            String type, String connector, String task, List<Gauge> gauges, SinkTaskContext context) {
        addToWorker(gauges, all -> WorkerMetrics.add(context, all));
        return register(name(type, connector, task), gauges);
    }

    /**
     * Shows the figures of a source task. Without JMX there are none, which is no failure.
     *
     * @param type of the task
     */
    public static MetricsRegistration register(
            String type, String connector, String task, List<Gauge> gauges, SourceTaskContext context) {
        addToWorker(gauges, all -> WorkerMetrics.add(context, all));
        return register(name(type, connector, task), gauges);
    }

    /**
     * Shows the figures of a stream pipeline as {@code io.tdconnect:type=TYPE,pipeline=NAME}. Without JMX there are none,
     * which is no failure.
     */
    public static MetricsRegistration register(String type, String pipeline, List<Gauge> gauges) {
        return register(named("io.tdconnect:type=" + type + ",pipeline=" + ObjectName.quote(pipeline)), gauges);
    }

    private static MetricsRegistration register(ObjectName name, List<Gauge> gauges) {
        Map<String, Gauge> byName = new LinkedHashMap<>();
        gauges.forEach(gauge -> byName.put(gauge.name(), gauge));
        MetricsBean bean = new MetricsBean(byName);
        synchronized (MetricsRegistration.class) {
            try {
                MBeanServer server = ManagementFactory.getPlatformMBeanServer();
                if (server.isRegistered(name)) {
                    // That of an instance before, which still closes; its figures do not change any more.
                    server.unregisterMBean(name);
                }
                server.registerMBean(bean, name);
            } catch (JMException e) {
                log.warn("No metrics for {}: {}", name, e.getMessage());
            }
        }
        return new MetricsRegistration(name, bean);
    }

    // The class that knows plugin metrics cannot be linked on older workers.
    private static void addToWorker(List<Gauge> gauges, Consumer<List<Gauge>> add) {
        try {
            add.accept(gauges);
        } catch (LinkageError | UnsupportedOperationException e) {
            log.debug("The worker has no plugin metrics: {}", e.toString());
        }
    }

    /** Removes the bean, unless that of a later instance of the task has taken its place. */
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
