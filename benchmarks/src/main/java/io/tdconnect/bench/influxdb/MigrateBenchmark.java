// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.influxdb;

import io.tdconnect.bench.harness.Arrivals;
import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.WorkerHeap;
import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.TdengineServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** A whole migration from InfluxDB to TDengine in a small heap, which must stay flat however many rows there are. */
public final class MigrateBenchmark implements Benchmark {
    private static final int ROWS = Integer.getInteger("bench.rows", 5_000_000);
    private static final String HEAP = System.getProperty("bench.heap", "512m");
    private static final String DATABASE = "bench";
    private static final String TOPIC = "migrated";

    @Override
    public String name() {
        return "migrate";
    }

    @Override
    public String purpose() {
        return "heap of a worker by quarters of a migration from InfluxDB to TDengine; --rows N, default 5 million";
    }

    @Override
    public Map<String, String> run() throws Exception {
        WorkerHeap heap = WorkerHeap.of(HEAP);
        try (InfluxdServer influxd = InfluxdServer.start();
                TdengineServer tdengine = TdengineServer.startForMeasurement();
                Cluster cluster =
                        Cluster.start(heap.jvmArguments(), "influxdb-source-connector", "tdengine-sink-connector")) {
            System.out.println("Writing " + ROWS + " points of 5 fields and 1,000 series …");
            InfluxPoints.fill(influxd, DATABASE, ROWS);
            String database = tdengine.createDatabase("ns");
            cluster.kafka().topics().create(TOPIC, 1);
            int mark = heap.mark();
            Measured.Running running = Measured.start(cluster.connect()::cpuTime);
            Map<String, String> source = InfluxBenchmark.source(influxd, TOPIC);
            source.put("points.per.record", "50");
            cluster.rest().putConnector("migrate-source", source);
            cluster.rest().putConnector("migrate-sink", sink(tdengine, database));
            long arrived = Arrivals.await(written(tdengine, database), ROWS);
            Measured measured = running.after(ROWS);
            List<Integer> quarters = heap.quarters(mark);
            Map<String, String> figures = new LinkedHashMap<>();
            figures.put("ratio", text("%.3f", quarters.get(3) / (double) Math.max(1, quarters.get(0))));
            figures.put("rows", String.valueOf(ROWS));
            figures.put("surplus", String.valueOf(arrived - ROWS));
            figures.put("rows_per_s", text("%.0f", measured.rate()));
            figures.put("cpu_s_per_million", text("%.2f", measured.cpuSeconds()));
            figures.put(
                    "worker_heap_mb_by_quarter",
                    quarters.stream().map(String::valueOf).collect(Collectors.joining(",")));
            figures.put("worker_heap", HEAP);
            figures.put("tdengine", tdengine.isEmulator() ? "emulator" : "server");
            return figures;
        }
    }

    private static Map<String, String> sink(TdengineServer tdengine, String database) {
        Map<String, String> sink = InfluxBenchmark.sink(tdengine, database, TOPIC);
        sink.put("consumer.override.max.poll.records", "100");
        return sink;
    }

    private static LongSupplier written(TdengineServer tdengine, String database) {
        return tdengine.isEmulator() ? tdengine::discardedRows : () -> tdengine.count(database + ".m");
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
