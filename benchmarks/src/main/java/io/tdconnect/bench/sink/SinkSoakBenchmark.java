// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.sink;

import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.Meters;
import io.tdconnect.bench.harness.WorkerHeap;
import io.tdconnect.testing.TdengineServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether the heap of the TDengine sink stays flat over many rows. */
public final class SinkSoakBenchmark implements Benchmark {
    private static final long ROWS = Long.getLong("bench.records", 20_000_000);
    private static final int SUBTABLES = 1_000;

    @Override
    public String name() {
        return "sink-soak";
    }

    @Override
    public String purpose() {
        return "heap of the TDengine sink over 20 million rows, the most in use in each quarter";
    }

    @Override
    public Map<String, String> run() throws Exception {
        WorkerHeap heap = WorkerHeap.of("2g");
        try (TdengineServer tdengine = TdengineServer.startForMeasurement();
                Cluster cluster = Cluster.start(heap.jvmArguments(), "tdengine-sink-connector")) {
            Meters.fill(cluster.kafka(), "soak", ROWS, SUBTABLES);
            SinkCase ours = new SinkCase("soak", cluster, "soak", ROWS, SinkCase.tdengine(tdengine, "bench"));
            int mark = heap.mark();
            Measured measured = ours.measure();
            new WrittenRows(tdengine).requireAll("bench", ROWS);
            Map<String, String> figures = new LinkedHashMap<>();
            List<Integer> quarters = heap.quarters(mark);
            figures.put("ratio", String.format(Locale.ROOT, "%.3f", quarters.get(3) / (double) quarters.get(0)));
            figures.put("rows_per_s", String.format(Locale.ROOT, "%.0f", measured.rate()));
            figures.put("cpu_s_per_million", String.format(Locale.ROOT, "%.2f", measured.cpuSeconds()));
            figures.put(
                    "worker_heap_mb_by_quarter",
                    quarters.stream().map(String::valueOf).collect(Collectors.joining(",")));
            figures.put("peak_rss_mib", String.valueOf(ours.peakBytes() >> 20));
            figures.put("records", String.valueOf(ROWS));
            return figures;
        }
    }
}
