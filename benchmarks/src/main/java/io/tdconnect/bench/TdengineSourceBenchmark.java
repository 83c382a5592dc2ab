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
        return "rows/s from TDengine to Kafka by queries, their ratio to a bare scan by the driver";
    }

    @Override
    public Map<String, String> run() throws Exception {
        try (TdengineServer tdengine = TdengineServer.start();
                Cluster cluster = Cluster.start("tdengine-source-connector")) {
            Map<String, String> figures = new LinkedHashMap<>(new QueryScan(cluster, tdengine).run());
            figures.put("tdengine", tdengine.isEmulator() ? "emulator" : "server");
            return figures;
        }
    }
}
