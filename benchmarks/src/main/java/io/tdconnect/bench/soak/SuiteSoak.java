// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.soak;

import io.tdconnect.bench.flow.Flow;
import io.tdconnect.bench.flow.InfluxFlow;
import io.tdconnect.bench.flow.MqttFlow;
import io.tdconnect.bench.flow.OpcUaFlow;
import io.tdconnect.bench.flow.TdengineFlow;
import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All connectors at once while faults happen; at the end every row must be in TDengine. */
public final class SuiteSoak implements Benchmark {
    private static final long SEED = Long.getLong("bench.seed", System.nanoTime());
    private static final Duration BETWEEN_FAULTS = Duration.ofSeconds(10);
    private static final int WORKERS = Integer.getInteger("bench.workers", 1);

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String purpose() {
        return "all connectors under kills and cuts, and a count of what arrived; --minutes N, default 5; --workers 3:"
                + " three workers and brokers";
    }

    @Override
    public Map<String, String> run() throws Exception {
        Duration length = Duration.ofMinutes(Long.getLong("bench.minutes", 5));
        if (WORKERS > 1) {
            return new ClusterSoak(WORKERS, SEED).run(length);
        }
        try (TdengineServer tdengine = TdengineServer.start();
                TcpProxy sinks = TcpProxy.to(tdengine.host(), tdengine.port());
                Cluster cluster = Cluster.start("suite")) {
            String database = tdengine.createDatabase("ns");
            List<Flow> flows = new ArrayList<>();
            try {
                flows.add(new MqttFlow());
                flows.add(new InfluxFlow());
                flows.add(new TdengineFlow(database));
                flows.add(new OpcUaFlow());
                for (Flow flow : flows) {
                    cluster.kafka().topics().create(flow.name(), 1);
                    Map<String, String> sink = new LinkedHashMap<>(flow.sinkTo(tdengine, sinks.port(), database));
                    sink.put("request.timeout.ms", "3000");
                    flow.start(cluster.rest(), flow.source(), sink);
                }
                System.out.println("Soaking for " + length.toMinutes() + " min, seed " + SEED);
                SoakFaults faults = new SoakFaults(cluster, flows, sinks, SEED);
                return figures(feedAndBreak(flows, faults, length), faults, tdengine, database);
            } finally {
                flows.forEach(Flow::close);
            }
        }
    }

    private static Map<Flow, Integer> feedAndBreak(List<Flow> flows, SoakFaults faults, Duration length)
            throws Exception {
        long end = System.nanoTime() + length.toNanos();
        Feeding feeding = Feeding.start(flows);
        while (System.nanoTime() < end - BETWEEN_FAULTS.toNanos()) {
            Thread.sleep(BETWEEN_FAULTS.toMillis());
            faults.next();
        }
        return feeding.finish();
    }

    private static Map<String, String> figures(
            Map<Flow, Integer> fed, SoakFaults faults, TdengineServer tdengine, String database)
            throws InterruptedException {
        ArrivedRows arrived = ArrivedRows.of(fed, tdengine, database);
        Map<String, String> figures = new LinkedHashMap<>();
        arrived.addTo(figures);
        figures.put("restarts", String.valueOf(faults.workerRestarts()));
        figures.put("faults", String.valueOf(faults.count()));
        arrived.byFlow().forEach(figures::put);
        figures.put("target", tdengine.isEmulator() ? "emulator" : "server");
        figures.put("seed", String.format(Locale.ROOT, "%d", SEED));
        return figures;
    }
}
