// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Figures of the connectors whose tasks run in this process, from the beans of the plugins and of the worker.
 *
 * @see <a href="https://kafka.apache.org/documentation/#connect_monitoring">Monitoring of Kafka Connect</a>
 */
final class JmxFigures {
    private static final Logger log = LoggerFactory.getLogger(JmxFigures.class);
    private static final String BAD = "bad-records-";

    private final MBeanServer server;

    JmxFigures(MBeanServer server) {
        this.server = server;
    }

    /** The figures of a connector; {@link SideFigures#UNKNOWN} if none of its tasks runs here. */
    SideFigures of(String connector, boolean source) {
        Map<String, Double> sums = new HashMap<>();
        Map<String, Long> bad = new LinkedHashMap<>();
        Set<String> texts = new HashSet<>();
        String name = ObjectName.quote(connector);
        int found = read("io.tdconnect:connector=" + name + ",*", sums, texts);
        String plain = connector.matches("[\\w.-]+") ? connector : name;
        found += read(
                "kafka.connect:type=" + (source ? "source" : "sink") + "-task-metrics,connector=" + plain + ",*",
                sums,
                texts);
        read("kafka.connect:type=task-error-metrics,connector=" + plain + ",*", sums, texts);
        if (found == 0) {
            return SideFigures.UNKNOWN;
        }
        double lag = source ? Double.NaN : lag(connector);
        sums.forEach((attribute, value) -> {
            if (attribute.startsWith(BAD) && value > 0) {
                bad.put(attribute.substring(BAD.length()), value.longValue());
            }
        });
        String rows = source
                ? "source-record-write-total"
                : sums.containsKey("rows-written") ? "rows-written" : "sink-record-send-total";
        return new SideFigures(
                sums.getOrDefault(rows, Double.NaN),
                lag,
                sums.getOrDefault("latency-p50-ms", Double.NaN),
                sums.getOrDefault("latency-p99-ms", Double.NaN),
                sums.getOrDefault("retries", 0.0) + sums.getOrDefault("total-retries", 0.0),
                sums.getOrDefault("deadletterqueue-produce-requests", 0.0),
                bad,
                sums.getOrDefault("share-done", Double.NaN),
                sums.getOrDefault("time-left-seconds", Double.NaN),
                texts.contains("Bounce") || Double.valueOf(0).equals(sums.get("connected")),
                texts.contains("Busy"));
    }

    /** What Kafka has and the consumers of a sink have not read. */
    private double lag(String connector) {
        Map<String, Double> sums = new HashMap<>();
        int partitions = read(
                "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=connector-consumer-" + connector
                        + "-*,topic=*,partition=*",
                sums,
                new HashSet<>());
        return partitions == 0 ? Double.NaN : sums.getOrDefault("records-lag", Double.NaN);
    }

    private int read(String pattern, Map<String, Double> sums, Set<String> texts) {
        int found = 0;
        try {
            for (ObjectName bean : server.queryNames(new ObjectName(pattern), null)) {
                found++;
                read(bean, sums, texts);
            }
        } catch (JMException e) {
            log.debug("The beans {} cannot be read", pattern, e);
        }
        return found;
    }

    private void read(ObjectName bean, Map<String, Double> sums, Set<String> texts) {
        try {
            String[] names = Arrays.stream(server.getMBeanInfo(bean).getAttributes())
                    .map(MBeanAttributeInfo::getName)
                    .toArray(String[]::new);
            for (Attribute attribute : server.getAttributes(bean, names).asList()) {
                if (attribute.getValue() instanceof Number number) {
                    double value = number.doubleValue();
                    boolean largest = attribute.getName().startsWith("latency")
                            || attribute.getName().equals("time-left-seconds");
                    boolean smallest = attribute.getName().equals("share-done")
                            || attribute.getName().equals("connected");
                    sums.merge(
                            attribute.getName(), value, largest ? Double::max : smallest ? Double::min : Double::sum);
                } else if (attribute.getValue() instanceof String text) {
                    texts.add(text);
                }
            }
        } catch (JMException e) {
            log.debug("The task of {} has ended", bean);
        }
    }
}
