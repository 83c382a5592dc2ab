// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.source;

import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.Side;
import io.tdconnect.bench.harness.TopicPoints;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A source connector that fills a topic with meter readings, measured several times. */
final class SourceCase {
    private final String name;
    private final Cluster cluster;
    private final int rows;
    private final Map<String, String> config;
    private final Side side;
    private int runs;

    SourceCase(String name, Cluster cluster, int rows, Map<String, String> config) {
        this.name = name;
        this.side = new Side(name);
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

    Side side() {
        return side;
    }

    /** Fills a topic without counting its time: the first connector of a worker is much slower than later ones. */
    void warmUp() throws InterruptedException {
        measure();
        side.forget();
    }

    /** Fills another topic; the rate is that after the first tenth. */
    void measure() throws InterruptedException {
        String topic = name.replace('_', '-') + "-" + ++runs;
        cluster.kafka().topics().create(topic, 1);
        config.put("kafka.topic", topic);
        Duration before = cluster.connect().cpuTime();
        cluster.rest().putConnector(topic, config);
        TopicPoints.awaitQuiet(cluster.kafka(), topic);
        double cpu = cluster.connect().cpuTime().minus(before).toNanos() / 1e3 / rows;
        side.add(new Measured(TopicPoints.rate(cluster.kafka(), topic, rows), cpu));
        cluster.rest().deleteConnector(topic);
    }
}
