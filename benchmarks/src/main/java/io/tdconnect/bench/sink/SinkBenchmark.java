// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.sink;

import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.bench.harness.Meters;
import io.tdconnect.bench.harness.Rounds;
import io.tdconnect.bench.harness.Side;
import io.tdconnect.testing.TdengineServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The TDengine sink against a sink that discards, on the same topics and worker, alternating. */
public final class SinkBenchmark implements Benchmark {
    private static final long RECORDS = Long.getLong("bench.records", 2_000_000);
    private static final int SUBTABLES = 1_000;
    private static final int MANY_SUBTABLES = Integer.getInteger("bench.many.subtables", 100_000);
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
        Side jdbc = new Side("jdbc");
        try (TdengineServer tdengine = TdengineServer.startForMeasurement();
                Cluster cluster = Cluster.start("tdengine-sink-connector")) {
            fill(cluster);
            WrittenRows rows = new WrittenRows(tdengine);
            SinkCase ceiling = new SinkCase("ceiling", cluster, TOPIC, RECORDS, SinkCase.discard());
            SinkCase ours = new SinkCase("ours", cluster, TOPIC, RECORDS, SinkCase.tdengine(tdengine, "bench"));
            SinkCase many = new SinkCase("many", cluster, MANY_TOPIC, RECORDS, SinkCase.tdengine(tdengine, "many"));
            SinkCase lineCeiling = new SinkCase("line-ceiling", cluster, LINE_TOPIC, RECORDS, SinkCase.discardText());
            SinkCase lines = new SinkCase("lines", cluster, LINE_TOPIC, RECORDS, SinkCase.lines(tdengine, "lines"));
            warmUp(ceiling, ours, rows);
            Rounds rows1000 = new Rounds(ours.side(), ceiling.side());
            Rounds text = new Rounds(lines.side(), lineCeiling.side());
            while (Rounds.again(List.of(rows1000, text))) {
                int round = rows1000.number();
                tell(round, ceiling);
                tell(round, ours);
                rows.requireAll("bench", RECORDS);
                tell(round, many);
                rows.requireAll("many", RECORDS);
                tell(round, lineCeiling);
                tell(round, lines);
                rows.requireAll("lines", RECORDS);
                jdbc.add(JdbcInserts.measure(tdengine, "jdbc", RECORDS, SUBTABLES));
                rows.requireAll("jdbc", RECORDS);
                System.out.println("round " + round + ": " + jdbc);
            }
            Map<String, String> figures = new LinkedHashMap<>();
            rows1000.addTo(figures, "");
            text.addTo(figures, "line_");
            addSides(figures, List.of(ours.side(), many.side(), lines.side(), jdbc), "rows");
            addSides(figures, List.of(ceiling.side(), lineCeiling.side()), "records");
            addProcessorTime(figures, ours, many, jdbc);
            figures.put("records", Long.toString(RECORDS));
            figures.put("tdengine", tdengine.isEmulator() ? "emulator" : "server");
            return figures;
        }
    }

    private static void warmUp(SinkCase ceiling, SinkCase ours, WrittenRows rows) throws Exception {
        ceiling.warmUp();
        ours.warmUp();
        rows.requireAll("bench", RECORDS);
    }

    private static void addProcessorTime(Map<String, String> figures, SinkCase ours, SinkCase many, Side jdbc) {
        double processor = ours.side().cpuSeconds();
        figures.put("many_subtables_cost", number(2, many.side().cpuSeconds() / processor));
        figures.put("jdbc_cpu_ratio", number(3, processor / jdbc.cpuSeconds()));
        figures.put("peak_rss_mib", Long.toString(ours.peakBytes() >> 20));
    }

    private static void addSides(Map<String, String> figures, List<Side> sides, String unit) {
        sides.forEach(side -> side.addTo(figures, unit));
    }

    private static void fill(Cluster cluster) throws Exception {
        System.out.println("Writing three times " + RECORDS + " records of " + Meters.BYTES + " bytes …");
        Meters.fill(cluster.kafka(), TOPIC, RECORDS, SUBTABLES);
        Meters.fill(cluster.kafka(), MANY_TOPIC, RECORDS, MANY_SUBTABLES);
        Meters.fillLines(cluster.kafka(), LINE_TOPIC, RECORDS, SUBTABLES);
    }

    private static void tell(int round, SinkCase measured) throws Exception {
        measured.measure();
        System.out.printf("round %d: %s, peak %d MiB%n", round, measured.side(), measured.peakBytes() >> 20);
    }

    private static String number(int digits, double value) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
