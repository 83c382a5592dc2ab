// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.worker;

import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.testing.Ports;
import io.tdconnect.testing.jmx.WorkerResources;
import io.tdconnect.testing.jmx.WorkerResources.InUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Many idle connectors on one worker, one kind after the other: what a task of each costs.
 *
 * <p>Part of it is Connect's own, which {@code connect_sink} shows: a sink that does nothing, on the same empty topic.
 */
public final class ManyConnectors implements Benchmark {
    private static final int CONNECTORS = Integer.getInteger("bench.connectors", 200);
    private static final int IDLE_SECONDS = Integer.getInteger("bench.idle.seconds", 30);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final double IDLE_PERCENT = 0.2;

    @Override
    public String name() {
        return "many";
    }

    @Override
    public String purpose() {
        return "one worker with 200 idle connectors: start, heap, threads and idle processor time of a task of each kind";
    }

    @Override
    public Map<String, String> run() throws Exception {
        int port = Ports.free();
        Map<String, String> figures = new LinkedHashMap<>();
        try (Systems systems = new Systems();
                Cluster cluster = Cluster.start(WorkerResources.watched(port), "suite");
                WorkerResources resources = WorkerResources.of(port)) {
            cluster.kafka().topics().create("empty", 1);
            cluster.kafka().topics().create("read", 1);
            Map<String, Map<String, String>> kinds = systems.configs();
            int each = Math.max(1, CONNECTORS / kinds.size());
            double worst = 0;
            for (Map.Entry<String, Map<String, String>> kind : kinds.entrySet()) {
                worst = Math.max(worst, measure(kind.getKey(), kind.getValue(), each, cluster, resources, figures));
            }
            figures.put("connectors", String.valueOf(each * kinds.size()));
            figures.put("idle_below_0.2_percent", worst < IDLE_PERCENT ? "yes" : "no");
            figures.put("worker_rss_mb", String.valueOf(cluster.connect().residentBytes() / 1_000_000));
            figures.put("tdengine", systems.target());
        }
        return figures;
    }

    /** Returns the percent of a processor that a task of this kind uses while it is idle. */
    private static double measure(
            String kind,
            Map<String, String> config,
            int count,
            Cluster cluster,
            WorkerResources resources,
            Map<String, String> figures)
            throws Exception {
        // The first connector of a kind loads its classes.
        cluster.rest().putConnector(kind + "-first", config);
        cluster.rest().waitUntilRunning(kind + "-first", 1, LIMIT);
        double before = idle(cluster);
        InUse without = resources.inUse();
        Duration cpu = cluster.connect().cpuTime();
        long start = System.nanoTime();
        List<String> names = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            String name = kind + "-" + i;
            cluster.rest().putConnector(name, config);
            names.add(name);
        }
        for (String name : names) {
            cluster.rest().waitUntilRunning(name, 1, LIMIT);
        }
        double tasks = names.size();
        put(figures, kind + "_start_ms", (System.nanoTime() - start) / 1e6 / tasks);
        put(
                figures,
                kind + "_start_cpu_ms",
                cluster.connect().cpuTime().minus(cpu).toNanos() / 1e6 / tasks);
        double idle = (idle(cluster) - before) / tasks;
        InUse with = resources.inUse();
        put(figures, kind + "_heap_kb", (with.heap() - without.heap()) / 1e3 / tasks);
        put(figures, kind + "_threads", (with.threads() - without.threads()) / tasks);
        put(figures, kind + "_descriptors", (with.descriptors() - without.descriptors()) / tasks);
        put(figures, kind + "_idle_percent", idle);
        System.out.println(kind + ": " + figures);
        return idle;
    }

    /** Percent of a processor that the worker uses, after it has become quiet. */
    private static double idle(Cluster cluster) throws InterruptedException {
        Thread.sleep(IDLE_SECONDS * 500L);
        Duration before = cluster.connect().cpuTime();
        long start = System.nanoTime();
        Thread.sleep(IDLE_SECONDS * 1_000L);
        return 100.0 * cluster.connect().cpuTime().minus(before).toNanos() / (System.nanoTime() - start);
    }

    private static void put(Map<String, String> figures, String name, double value) {
        figures.put(name, String.format(Locale.ROOT, "%.2f", value));
    }
}
