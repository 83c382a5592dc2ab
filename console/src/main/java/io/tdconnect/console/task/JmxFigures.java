// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import io.tdconnect.common.metrics.PartProgress;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Figures of the tasks that run in this process, from the beans of the plugins and of the worker.
 *
 * @see <a href="https://kafka.apache.org/documentation/#connect_monitoring">Monitoring of Kafka Connect</a>
 */
final class JmxFigures {
    /** What the consumers of a sink have not read; NaN without a partition. */
    static final String LAG = "records-lag";

    private static final Logger log = LoggerFactory.getLogger(JmxFigures.class);
    private static final Pattern CONSUMER = Pattern.compile("connector-consumer-(.+)-(\\d+)");
    private static final Set<String> WORKER_FIGURES = Set.of(
            "source-record-write-total", "sink-record-send-total", "total-retries", "deadletterqueue-produce-requests");
    private static final Set<String> CONSUMER_FIGURES = Set.of(LAG);

    private final MBeanServer server;

    JmxFigures(MBeanServer server) {
        this.server = server;
    }

    /** The figures of each task that runs here, by the names of the connectors and the numbers of the tasks. */
    Map<String, Map<String, TaskFigures>> all() {
        Map<String, Map<String, TaskFigures>> all = new TreeMap<>();
        read("io.tdconnect:*", null, all);
        read("kafka.connect:type=source-task-metrics,*", WORKER_FIGURES, all);
        read("kafka.connect:type=sink-task-metrics,*", WORKER_FIGURES, all);
        read("kafka.connect:type=task-error-metrics,*", WORKER_FIGURES, all);
        read(
                "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*,topic=*,partition=*",
                CONSUMER_FIGURES,
                all);
        return all;
    }

    private void read(String pattern, @Nullable Set<String> wanted, Map<String, Map<String, TaskFigures>> all) {
        try {
            for (ObjectName bean : server.queryNames(new ObjectName(pattern), null)) {
                TaskFigures figures = of(bean, all);
                if (figures != null) {
                    read(bean, wanted, figures);
                }
            }
        } catch (JMException e) {
            log.debug("The beans {} cannot be read", pattern, e);
        }
    }

    private static @Nullable TaskFigures of(ObjectName bean, Map<String, Map<String, TaskFigures>> all) {
        String connector = property(bean, "connector");
        String task = property(bean, "task");
        Matcher consumer = CONSUMER.matcher(property(bean, "client-id"));
        if (consumer.matches()) {
            connector = consumer.group(1);
            task = consumer.group(2);
        }
        return connector.isEmpty()
                ? null
                : all.computeIfAbsent(connector, name -> new TreeMap<>())
                        .computeIfAbsent(task, number -> new TaskFigures());
    }

    private static String property(ObjectName bean, String name) {
        String value = bean.getKeyProperty(name);
        if (value == null) {
            return "";
        }
        return value.startsWith("\"") ? ObjectName.unquote(value) : value;
    }

    private void read(ObjectName bean, @Nullable Set<String> wanted, TaskFigures figures) {
        try {
            for (Attribute attribute :
                    server.getAttributes(bean, names(bean, wanted)).asList()) {
                if (attribute.getValue() instanceof Number number && Double.isFinite(number.doubleValue())) {
                    figures.numbers().merge(attribute.getName(), number.doubleValue(), Double::sum);
                } else if (attribute.getValue() instanceof String word) {
                    figures.words().add(word);
                }
            }
            readParts(bean, figures);
        } catch (JMException e) {
            log.debug("The task of {} has ended", bean);
        }
    }

    private void readParts(ObjectName bean, TaskFigures figures) throws JMException {
        boolean has = Arrays.stream(server.getMBeanInfo(bean).getOperations())
                .anyMatch(operation -> operation.getName().equals(PartProgress.OPERATION));
        if (has && server.invoke(bean, PartProgress.OPERATION, null, null) instanceof String text) {
            text.lines().forEach(figures.parts()::add);
        }
    }

    /** Only names that the bean has: the worker logs a warning with a stack trace for each other one that it is asked for. */
    private String[] names(ObjectName bean, @Nullable Set<String> wanted) throws JMException {
        return Arrays.stream(server.getMBeanInfo(bean).getAttributes())
                .map(MBeanAttributeInfo::getName)
                .filter(name -> wanted == null || wanted.contains(name))
                .toArray(String[]::new);
    }
}
