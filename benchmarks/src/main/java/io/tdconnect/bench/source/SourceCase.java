// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.source;

import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.bench.harness.Figures;
import io.tdconnect.bench.harness.TopicPoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A source connector that fills a topic with meter readings, measured several times. */
final class SourceCase {
    private final String name;
    private final Cluster cluster;
    private final int rows;
    private final Map<String, String> config;
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();
    private int runs;

    SourceCase(String name, Cluster cluster, int rows, Map<String, String> config) {
        this.name = name;
        this.cluster = cluster;
        this.rows = rows;
        this.config = new LinkedHashMap<>(config);
    }

    /** The ceiling of a worker for records of this form. */
    static SourceCase ceiling(Cluster cluster, int rows, RecordForm form) {
        Map<String, String> config = MeterTables.converters();
        config.putAll(form.options());
        config.put("connector.class", PrebuiltSourceConnector.class.getName());
        config.put("tasks.max", "1");
        config.put(PrebuiltSourceTask.ROWS, Integer.toString(rows));
        return new SourceCase("connect_ceiling_" + form.name(), cluster, rows, config);
    }

    String name() {
        return name;
    }

    /** The rows a second of the median round; NaN if there was none. */
    double rate() {
        return rates.isEmpty() ? Double.NaN : Figures.median(rates);
    }

    /** Fills a topic without counting its time: the first connector of a worker is much slower than later ones. */
    void warmUp() throws InterruptedException {
        measure();
        rates.clear();
        cpu.clear();
    }

    /** Fills another topic, and returns the rows a second after the first tenth. */
    double measure() throws InterruptedException {
        String topic = name.replace('_', '-') + "-" + ++runs;
        cluster.kafka().topics().create(topic, 1);
        config.put("kafka.topic", topic);
        Duration before = cluster.connect().cpuTime();
        cluster.rest().putConnector(topic, config);
        TopicPoints.awaitQuiet(cluster.kafka(), topic);
        cpu.add(cluster.connect().cpuTime().minus(before).toNanos() / 1e3 / rows);
        rates.add(TopicPoints.rate(cluster.kafka(), topic, rows));
        cluster.rest().deleteConnector(topic);
        return rates.get(rates.size() - 1);
    }

    /** Adds the figures, under names that begin with that of the case. */
    void addTo(Map<String, String> figures) {
        figures.put(name + "_rows_per_s", String.format(Locale.ROOT, "%.0f", rate()));
        figures.put(name + "_cpu_s_per_million", String.format(Locale.ROOT, "%.2f", Figures.median(cpu)));
    }
}
