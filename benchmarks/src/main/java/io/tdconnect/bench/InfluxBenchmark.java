// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench;

import io.tdconnect.influxdb.BareReader;
import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.TdengineServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The InfluxDB source against a bare reader that parses and discards, alternating; then all the way to TDengine. */
final class InfluxBenchmark implements Benchmark {
    private static final int RECORDS = Integer.getInteger("bench.records", 2_000_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final String DATABASE = "bench";

    @Override
    public String name() {
        return "influxdb";
    }

    @Override
    public String purpose() {
        return "points/s from influxd to Kafka, their ratio to a reader that parses and discards, and on to TDengine";
    }

    @Override
    public Map<String, String> run() throws Exception {
        List<Double> ceiling = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> lines = new ArrayList<>();
        try (InfluxdServer influxd = InfluxdServer.start();
                Cluster cluster = Cluster.start("influxdb-source-connector", "tdengine-sink-connector")) {
            System.out.println("Writing " + RECORDS + " points of 5 fields and 1,000 series …");
            InfluxPoints.fill(influxd, DATABASE, RECORDS);
            long heap = 0;
            for (int round = 1; round <= ROUNDS; round++) {
                ceiling.add(bare(influxd));
                ours.add(measure(cluster, influxd, "struct-" + round, "struct"));
                lines.add(measure(cluster, influxd, "line-" + round, "line"));
                heap = Math.max(heap, cluster.connect().residentBytes());
                System.out.printf(
                        Locale.ROOT,
                        "round %d: bare reader %,.0f points/s, ours %,.0f, as line protocol %,.0f%n",
                        round,
                        ceiling.get(round - 1),
                        ours.get(round - 1),
                        lines.get(round - 1));
            }
            return figures(ceiling, ours, lines, heap, migrate(cluster, influxd));
        }
    }

    private static Map<String, String> figures(
            List<Double> ceiling, List<Double> ours, List<Double> lines, long heap, double migration) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("ratio", text("%.3f", SinkBenchmark.median(ours) / SinkBenchmark.median(ceiling)));
        figures.put("ours_points_per_s", text("%.0f", SinkBenchmark.median(ours)));
        figures.put("line_ratio", text("%.3f", SinkBenchmark.median(lines) / SinkBenchmark.median(ceiling)));
        figures.put("line_points_per_s", text("%.0f", SinkBenchmark.median(lines)));
        figures.put("bare_points_per_s", text("%.0f", SinkBenchmark.median(ceiling)));
        figures.put("worker_resident_mb", text("%.0f", heap / 1e6));
        figures.put("migration_rows_per_s", text("%.0f", migration));
        figures.put("points", Integer.toString(RECORDS));
        figures.put("rounds", Integer.toString(ROUNDS));
        return figures;
    }

    private static double bare(InfluxdServer influxd) throws Exception {
        long start = System.nanoTime();
        long points = BareReader.read(influxd.url(), influxd.user(), influxd.password(), DATABASE);
        if (points != RECORDS) {
            throw new IllegalStateException("Expected " + RECORDS + " points, found " + points);
        }
        return RECORDS * 1e9 / (System.nanoTime() - start);
    }

    /** Without the first tenth, in which the connector starts and the worker warms up. */
    private static double measure(Cluster cluster, InfluxdServer influxd, String topic, String format)
            throws InterruptedException {
        cluster.kafka().topics().create(topic, 1);
        Map<String, String> config = source(influxd, topic);
        config.put("value.format", format);
        if (format.equals("line")) {
            config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        }
        cluster.rest().putConnector(topic, config);
        long before = Arrivals.await(cluster.kafka(), topic, RECORDS / 10);
        long start = System.nanoTime();
        long all = Arrivals.await(cluster.kafka(), topic, RECORDS);
        double rate = (all - before) * 1e9 / (System.nanoTime() - start);
        cluster.rest().deleteConnector(topic);
        return rate;
    }

    /** From the start of both connectors until TDengine has every row. */
    private static double migrate(Cluster cluster, InfluxdServer influxd) throws InterruptedException, IOException {
        try (TdengineServer tdengine = TdengineServer.start()) {
            String database = tdengine.createDatabase("ns");
            cluster.kafka().topics().create("migration", 1);
            long start = System.nanoTime();
            cluster.rest().putConnector("migration-source", source(influxd, "migration"));
            cluster.rest().putConnector("migration-sink", sink(tdengine, database));
            Arrivals.await(() -> tdengine.count(database + ".m"), RECORDS);
            return RECORDS * 1e9 / (System.nanoTime() - start);
        }
    }

    private static Map<String, String> source(InfluxdServer influxd, String topic) {
        Map<String, String> config = converters();
        config.put("connector.class", "io.tdconnect.influxdb.InfluxSourceConnector");
        config.put("tasks.max", "1");
        config.put("url", influxd.url());
        config.put("user", influxd.user());
        config.put("password", influxd.password());
        config.put("bucket", DATABASE);
        config.put("begin.time", "1970-01-01T00:00:00Z");
        config.put("topic", topic);
        config.put("producer.override.linger.ms", "20");
        config.put("producer.override.batch.size", "262144");
        return config;
    }

    private static Map<String, String> sink(TdengineServer tdengine, String database) {
        Map<String, String> config = converters();
        config.put("connector.class", "io.tdconnect.tdengine.sink.TdengineSinkConnector");
        config.put("tasks.max", "1");
        config.put("topics", "migration");
        config.put("connection.url", "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port());
        config.put("connection.user", tdengine.user());
        config.put("connection.password", tdengine.password());
        config.put("database", database);
        config.put("consumer.override.max.poll.records", "5000");
        return config;
    }

    private static Map<String, String> converters() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        return config;
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
