// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench;

import io.tdconnect.testing.TdengineServer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The TDengine source, each way of reading against a client that reads and discards. */
final class TdengineSourceBenchmark implements Benchmark {
    @Override
    public String name() {
        return "tdengine-source";
    }

    @Override
    public String purpose() {
        return "rows/s from TDengine to Kafka by subscription and by queries, their ratios to bare clients";
    }

    @Override
    public Map<String, String> run() throws Exception {
        try (TdengineServer tdengine = TdengineServer.start();
                Cluster cluster = Cluster.start("tdengine-source-connector")) {
            Map<String, String> figures = new LinkedHashMap<>(new SubscriptionScan(cluster, tdengine).run());
            figures.putAll(new QueryScan(cluster, tdengine).run());
            figures.put("tdengine", tdengine.isEmulator() ? "emulator" : "server");
            return figures;
        }
    }
}
