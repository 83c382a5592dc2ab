// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The figures of a task and the metrics of its connectors in the text format of Prometheus.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
final class PrometheusText {
    private final StringBuilder text = new StringBuilder();
    private final String task;

    private PrometheusText(TaskName task) {
        this.task = "{task=\"" + task.text() + "\"}";
    }

    static String of(TaskName task, Progress progress) {
        PrometheusText all = new PrometheusText(task);
        all.counter("tdconnect_records_read_total", "Records that the source has read", progress.read());
        all.counter("tdconnect_records_written_total", "Records that the target has stored", progress.written());
        all.counter("tdconnect_records_failed_total", "Records that could not be stored", progress.failures());
        all.gauge("tdconnect_queued_bytes", "Bytes in the queue on disk", (double) progress.queuedBytes());
        all.gauge(
                "tdconnect_elapsed_seconds",
                "Seconds since the start",
                progress.elapsed().toMillis() / 1000.0);
        if (!Double.isNaN(progress.share())) {
            all.gauge("tdconnect_share_done", "What is done of the work, from 0 to 1", progress.share());
        }
        all.beans();
        return all.text.toString();
    }

    private void counter(String name, String help, long value) {
        add(name, help, "counter", String.valueOf(value));
    }

    private void gauge(String name, String help, double value) {
        add(name, help, "gauge", String.valueOf(value));
    }

    private void add(String name, String help, String type, String value) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        text.append(name).append(task).append(' ').append(value).append('\n');
    }

    /** The numbers that the connectors publish by JMX, named as the exporter of packaging/monitoring names them. */
    private void beans() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Map<String, Map<String, Number>> families = new TreeMap<>();
        try {
            for (ObjectName bean : server.queryNames(new ObjectName("io.tdconnect:*"), null)) {
                for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
                    if (server.getAttribute(bean, attribute.getName()) instanceof Number number) {
                        families.computeIfAbsent(family(bean, attribute), name -> new TreeMap<>())
                                .put(labels(bean.getKeyPropertyList()), number);
                    }
                }
            }
        } catch (JMException e) {
            // A task has ended in the meantime; the next request has all of them.
        }
        families.forEach((name, values) -> {
            text.append("# TYPE ").append(name).append(" untyped\n");
            values.forEach((labels, value) ->
                    text.append(name).append(labels).append(' ').append(value).append('\n'));
        });
    }

    private static String family(ObjectName bean, MBeanAttributeInfo attribute) {
        String name = bean.getKeyProperty("type") + "_" + attribute.getName();
        return "tdconnect_" + name.replaceAll("[^A-Za-z0-9]+", "_").toLowerCase(Locale.ROOT);
    }

    private static String labels(Map<String, String> properties) {
        StringBuilder labels = new StringBuilder();
        new TreeMap<>(properties).forEach((name, value) -> {
            if (!name.equals("type")) {
                String plain = value.startsWith("\"") ? ObjectName.unquote(value) : value;
                labels.append(labels.isEmpty() ? "{" : ",").append(name).append("=\"");
                labels.append(plain.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
                labels.append('"');
            }
        });
        return labels.isEmpty() ? "" : labels.append('}').toString();
    }
}
