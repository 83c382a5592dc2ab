// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** What happens to workers and brokers: each fault once in an order given by the seed, then again in another order. */
final class ClusterFaults {
    private static final long PARTITION_MILLIS = 10_000;

    private interface Act {
        void run() throws Exception;
    }

    private final WorkerCluster cluster;
    private final Map<String, Integer> tasks;
    private final Random random;
    private final Map<String, Act> acts = new LinkedHashMap<>();
    private final List<String> next = new ArrayList<>();
    private final Map<String, Double> slowest = new LinkedHashMap<>();
    private int count;

    /** @param tasks of each connector */
    ClusterFaults(WorkerCluster cluster, Map<String, Integer> tasks, long seed) {
        this.cluster = cluster;
        this.tasks = Map.copyOf(tasks);
        random = new Random(seed);
        acts.put("rolling_restart", this::restartAll);
        acts.put("kill_worker", () -> {
            int worker = random.nextInt(cluster.workerCount());
            cluster.killWorker(worker);
            await("kill_worker");
            cluster.startWorker(worker);
        });
        acts.put("kill_broker", () -> {
            int broker = random.nextInt(cluster.brokerCount());
            cluster.broker(broker).kill();
            await("kill_broker");
            cluster.broker(broker).restart();
        });
        acts.put("partition", () -> {
            int broker = random.nextInt(cluster.brokerCount());
            cluster.proxy(broker).stop();
            Thread.sleep(PARTITION_MILLIS);
            await("partition");
            cluster.proxy(broker).resume();
        });
        acts.put("scale_to_1", this::scale);
    }

    /** Returns when all tasks run again. */
    void next() throws Exception {
        if (next.isEmpty()) {
            next.addAll(acts.keySet());
            Collections.shuffle(next, random);
        }
        String name = next.remove(0);
        System.out.println("  " + name);
        Objects.requireNonNull(acts.get(name)).run();
        await(name);
        count++;
    }

    int count() {
        return count;
    }

    /** Adds the most seconds that passed after each kind until all tasks ran. */
    void addTo(Map<String, String> figures) {
        slowest.forEach((name, seconds) -> figures.put(name + "_s", String.format(Locale.ROOT, "%.1f", seconds)));
        figures.put("faults", String.valueOf(count));
    }

    private void restartAll() throws Exception {
        for (int worker = 0; worker < cluster.workerCount(); worker++) {
            cluster.stopWorker(worker);
            cluster.startWorker(worker);
            await("rolling_restart");
        }
    }

    private void scale() throws Exception {
        for (int worker = 1; worker < cluster.workerCount(); worker++) {
            cluster.stopWorker(worker);
        }
        await("scale_to_1");
        for (int worker = 1; worker < cluster.workerCount(); worker++) {
            cluster.startWorker(worker);
        }
        await("scale_to_all");
    }

    private void await(String name) throws InterruptedException {
        double seconds = cluster.awaitTasks(tasks);
        System.out.printf(Locale.ROOT, "    all tasks run after %.1f s%n", seconds);
        slowest.merge(name, seconds, Math::max);
    }
}
