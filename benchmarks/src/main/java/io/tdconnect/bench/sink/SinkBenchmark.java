// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.sink;

import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.bench.harness.Figures;
import io.tdconnect.bench.harness.Meters;
import io.tdconnect.bench.sink.Throughput.Measured;
import io.tdconnect.testing.TdengineServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The TDengine sink against a sink that discards, on the same topics and worker, alternating. */
public final class SinkBenchmark implements Benchmark {
    private static final long RECORDS = Long.getLong("bench.records", 2_000_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int SUBTABLES = 1_000;
    private static final int MANY_SUBTABLES = 100_000;
    private static final String TOPIC = "bench";
    private static final String MANY_TOPIC = "bench-many";
    private static final String LINE_TOPIC = "bench-lines";

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
        List<Double> jdbc = new ArrayList<>();
        try (TdengineServer tdengine = TdengineServer.startForMeasurement();
                Cluster cluster = Cluster.start("tdengine-sink-connector")) {
            fill(cluster);
            WrittenRows rows = new WrittenRows(tdengine);
            SinkCase ceiling = new SinkCase("ceiling", cluster, TOPIC, RECORDS, SinkCase.discard());
            SinkCase ours = new SinkCase("ours", cluster, TOPIC, RECORDS, SinkCase.tdengine(tdengine, "bench"));
            SinkCase many = new SinkCase("many", cluster, MANY_TOPIC, RECORDS, SinkCase.tdengine(tdengine, "many"));
            SinkCase lineCeiling = new SinkCase("line-ceiling", cluster, LINE_TOPIC, RECORDS, SinkCase.discardText());
            SinkCase lines = new SinkCase("lines", cluster, LINE_TOPIC, RECORDS, SinkCase.lines(tdengine, "lines"));
            ceiling.warmUp();
            ours.warmUp();
            rows.requireAll("bench", RECORDS);
            for (int round = 1; round <= ROUNDS; round++) {
                tell(round, "ceiling", ceiling.measure());
                tell(round, "ours", ours.measure());
                rows.requireAll("bench", RECORDS);
                tell(round, "ours, " + MANY_SUBTABLES + " subtables", many.measure());
                rows.requireAll("many", RECORDS);
                tell(round, "ceiling, text", lineCeiling.measure());
                tell(round, "ours, line protocol", lines.measure());
                rows.requireAll("lines", RECORDS);
                jdbc.add(JdbcInserts.measure(tdengine, "jdbc", RECORDS, SUBTABLES));
                rows.requireAll("jdbc", RECORDS);
            }
            Map<String, String> figures = figures(ceiling, ours, many);
            figures.put("line_ratio", number(3, lines.median(Measured::rate) / lineCeiling.median(Measured::rate)));
            figures.put("line_rows_per_s", number(0, lines.median(Measured::rate)));
            figures.put("line_cpu_s_per_million", number(2, lines.median(Measured::cpuSeconds)));
            figures.put("jdbc_rows_per_s", number(0, Figures.median(jdbc)));
            figures.put("tdengine", tdengine.isEmulator() ? "emulator" : "server");
            return figures;
        }
    }

    private static void fill(Cluster cluster) throws Exception {
        System.out.println("Writing three times " + RECORDS + " records of " + Meters.BYTES + " bytes …");
        Meters.fill(cluster.kafka(), TOPIC, RECORDS, SUBTABLES);
        Meters.fill(cluster.kafka(), MANY_TOPIC, RECORDS, MANY_SUBTABLES);
        Meters.fillLines(cluster.kafka(), LINE_TOPIC, RECORDS, SUBTABLES);
    }

    private static void tell(int round, String what, Measured measured) {
        System.out.printf(
                Locale.ROOT,
                "round %d, %s: %,.0f records/s, %.2f CPU seconds per million, peak %d MiB%n",
                round,
                what,
                measured.rate(),
                measured.cpuSeconds(),
                measured.peakBytes() >> 20);
    }

    private static Map<String, String> figures(SinkCase ceiling, SinkCase ours, SinkCase many) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("ratio", number(3, ours.median(Measured::rate) / ceiling.median(Measured::rate)));
        figures.put("ours_rows_per_s", number(0, ours.median(Measured::rate)));
        figures.put("ceiling_records_per_s", number(0, ceiling.median(Measured::rate)));
        figures.put("ours_cpu_s_per_million", number(2, ours.median(Measured::cpuSeconds)));
        figures.put("ceiling_cpu_s_per_million", number(2, ceiling.median(Measured::cpuSeconds)));
        figures.put("many_subtables_rows_per_s", number(0, many.median(Measured::rate)));
        figures.put(
                "many_subtables_cost",
                number(2, many.median(Measured::cpuSeconds) / ours.median(Measured::cpuSeconds)));
        figures.put("peak_rss_mib", number(0, ours.median(Measured::peakBytes) / (1 << 20)));
        figures.put("records", Long.toString(RECORDS));
        figures.put("rounds", Integer.toString(ROUNDS));
        return figures;
    }

    private static String number(int digits, double value) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
