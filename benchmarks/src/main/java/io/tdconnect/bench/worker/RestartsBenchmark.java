// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.worker;

import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.testing.Ports;
import io.tdconnect.testing.jmx.WorkerResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A connector of each kind that is restarted again and again: what the worker uses must stay where it was. */
public final class RestartsBenchmark implements Benchmark {
    private static final int RESTARTS = Integer.getInteger("bench.restarts", 1_000);
    private static final int SAMPLES = 5;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    @Override
    public String name() {
        return "restarts";
    }

    @Override
    public String purpose() {
        return "heap, threads, descriptors, classes and beans of a worker over " + RESTARTS
                + " restarts of each connector; --restarts N";
    }

    @Override
    public Map<String, String> run() throws Exception {
        int port = Ports.free();
        Map<String, List<String>> samples = new LinkedHashMap<>();
        Map<String, String> figures = new LinkedHashMap<>();
        try (Systems systems = new Systems();
                Cluster cluster = Cluster.start(WorkerResources.watched(port), "suite");
                WorkerResources resources = WorkerResources.of(port)) {
            cluster.kafka().topics().create("empty", 1);
            cluster.kafka().topics().create("read", 1);
            Map<String, Map<String, String>> configs = systems.configs();
            configs.forEach(cluster.rest()::putConnector);
            configs.keySet().forEach(cluster.rest()::waitUntilRunning);
            double first = 0;
            double last = 0;
            for (int sample = 1; sample <= SAMPLES; sample++) {
                // The first fifth fills pools and caches.
                restart(RESTARTS / SAMPLES, configs.keySet(), cluster, resources);
                WorkerResources.InUse inUse = resources.inUse();
                Map<String, Double> used = inUse.numbers();
                System.out.println("after " + sample * (RESTARTS / SAMPLES) + " restarts: " + used);
                used.forEach((name, value) -> samples.computeIfAbsent(name, each -> new ArrayList<>())
                        .add(String.format(Locale.ROOT, value % 1 == 0 ? "%.0f" : "%.1f", value)));
                first = sample == 1 ? inUse.heap() : first;
                last = inUse.heap();
            }
            figures.put("ratio", String.format(Locale.ROOT, "%.3f", last / first));
            samples.forEach((name, values) -> figures.put(name, String.join(",", values)));
            figures.put("restarts", String.valueOf(RESTARTS));
            figures.put("connectors", String.valueOf(configs.size()));
            figures.put("tdengine", systems.target());
        }
        return figures;
    }

    /** Each time all connectors with their tasks, after they run again. */
    private static void restart(int times, Set<String> connectors, Cluster cluster, WorkerResources resources)
            throws Exception {
        for (int i = 0; i < times; i++) {
            // REST may still report the previous state. Once a connector has started again, its old task has ended.
            long expected = resources.starts() + connectors.size();
            connectors.forEach(cluster.rest()::restart);
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (resources.starts() < expected || !resources.taskRuns(connectors)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("Not all connectors run within " + LIMIT + " after restart " + i);
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }
}
