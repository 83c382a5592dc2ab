// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the metrics of a task by JMX until it is closed. */
final class MetricsRegistration implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MetricsRegistration.class);

    private final ObjectName name;

    /** What a task tells by JMX, as {@code io.tdconnect:type=influxdb-source,connector=NAME,first=LANE}. */
    public interface ReadMetricsMXBean {
        /** Points read since the task was started. */
        long getPoints();

        /** Windows read to their end since the task was started. */
        long getWindows();

        /** Failures of the server or the network since the task was started, retried ones included. */
        long getFailures();

        /** Points read per second in the last whole minute. */
        double getPointsPerSecond();

        /** Share of the time from the begin until now or the end that is read, from 0 to 1; once a minute. */
        double getShareDone();

        /** Measurement and time that are read; once a minute. */
        String getWindow();

        /** How long it takes at this pace until everything is read, as text for people; once a minute. */
        String getTimeLeft();
    }

    private MetricsRegistration(ObjectName name) {
        this.name = name;
    }

    /** Registers the metrics of the task that reads this lane first; without JMX there are none. */
    static MetricsRegistration of(String connector, Lane first, ReadMetricsMXBean metrics) {
        ObjectName name = name(connector, first);
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(metrics, name);
        } catch (JMException e) {
            log.warn("No metrics for {}: {}", name, e.getMessage());
        }
        return new MetricsRegistration(name);
    }

    @Override
    public void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException e) {
            log.debug("No metrics to remove for {}", name, e);
        }
    }

    private static ObjectName name(String connector, Lane first) {
        try {
            return new ObjectName("io.tdconnect:type=influxdb-source,connector=" + ObjectName.quote(connector)
                    + ",first=" + ObjectName.quote(first.text()));
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
