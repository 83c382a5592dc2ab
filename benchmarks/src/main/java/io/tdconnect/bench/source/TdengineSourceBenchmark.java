// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.source;

import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.testing.TdengineServer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The TDengine source, each way of reading against a client that reads and discards. */
public final class TdengineSourceBenchmark implements Benchmark {
    private static final int RECORDS = Integer.getInteger("bench.records", 2_000_000);

    @Override
    public String name() {
        return "tdengine-source";
    }

    @Override
    public String purpose() {
        return "rows/s from TDengine to Kafka by subscription and by queries, their ratios to bare clients and to a worker alone";
    }

    @Override
    public Map<String, String> run() throws Exception {
        try (TdengineServer tdengine = TdengineServer.start();
                Cluster cluster = Cluster.start("tdengine-source-connector")) {
            Map<RecordForm, SourceCase> ceilings = new LinkedHashMap<>();
            RecordForm.ALL.forEach(form -> ceilings.put(form, SourceCase.ceiling(cluster, RECORDS, form)));
            Map<String, String> figures = new LinkedHashMap<>(new SubscriptionScan(cluster, tdengine, ceilings).run());
            figures.putAll(new QueryScan(cluster, tdengine, ceilings).run());
            figures.put("tdengine", tdengine.isEmulator() ? "emulator" : "server");
            return figures;
        }
    }
}
