// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench;

import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The TDengine sink against a sink that discards, on the same topic and worker, alternating. */
final class SinkBenchmark implements Benchmark {
    private static final long RECORDS = Long.getLong("bench.records", 2_000_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final String TOPIC = "bench";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "sink";
    }

    @Override
    public String purpose() {
        return "rows/s of the TDengine sink, and their ratio to a sink that discards every record (the ceiling)";
    }

    @Override
    public Map<String, String> run() throws Exception {
        List<Double> ceiling = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        try (TdengineServer tdengine = TdengineServer.start();
                Cluster cluster = Cluster.start("tdengine-sink-connector")) {
            System.out.println("Writing " + RECORDS + " records to topic " + TOPIC + " …");
            Meters.fill(cluster.kafka(), TOPIC, RECORDS);
            for (int round = 1; round <= ROUNDS; round++) {
                ceiling.add(measure(cluster, "discard-" + round, discard()));
                ours.add(measure(cluster, "tdengine-" + round, sink(tdengine, "bench_" + round)));
                Rows.requireAll(tdengine, "bench_" + round, RECORDS);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: ceiling %,.0f records/s, ours %,.0f rows/s%n",
                        round,
                        ceiling.get(round - 1),
                        ours.get(round - 1));
            }
            return figures(median(ours), median(ceiling), tdengine);
        }
    }

    private static double measure(Cluster cluster, String name, Map<String, String> config) throws Exception {
        Map<String, String> all = new LinkedHashMap<>(config);
        all.put("topics", TOPIC);
        all.put("tasks.max", "1");
        all.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        all.put("value.converter.schemas.enable", "false");
        all.put("consumer.override.max.poll.records", "5000");
        cluster.rest().putConnector(name, all);
        double rate = new Throughput(cluster.admin(), RECORDS).of(name, PATIENCE);
        cluster.rest().deleteConnector(name);
        return rate;
    }

    private static Map<String, String> discard() {
        return Map.of("connector.class", DiscardSinkConnector.class.getName());
    }

    private static Map<String, String> sink(TdengineServer tdengine, String database) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "io.tdconnect.tdengine.sink.TdengineSinkConnector");
        config.put("connection.url", "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port());
        config.put("connection.user", tdengine.user());
        config.put("connection.password", tdengine.password());
        config.put("database", database);
        config.put("auto.create.database", "true");
        config.put("stable", "meters");
        config.put("table", "d{id}");
        config.put("tags", "groupid,location");
        config.put("timestamp.field", "ts");
        return config;
    }

    private static Map<String, String> figures(double ours, double ceiling, TdengineServer tdengine) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("ratio", String.format(Locale.ROOT, "%.3f", ours / ceiling));
        figures.put("ours_rows_per_s", String.format(Locale.ROOT, "%.0f", ours));
        figures.put("ceiling_records_per_s", String.format(Locale.ROOT, "%.0f", ceiling));
        figures.put("records", Long.toString(RECORDS));
        figures.put("rounds", Integer.toString(ROUNDS));
        figures.put("tdengine", tdengine.isEmulator() ? "emulator" : "server");
        return figures;
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
