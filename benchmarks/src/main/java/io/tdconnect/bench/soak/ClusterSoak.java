// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.soak;

import io.tdconnect.bench.flow.Flow;
import io.tdconnect.bench.flow.InfluxFlow;
import io.tdconnect.bench.flow.MqttFlow;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Connectors with several tasks on several workers and three brokers, while workers and brokers come and go. MQTT and InfluxDB
 * keep what nobody reads; OPC UA does not while a task moves to another worker, and is left out.
 */
final class ClusterSoak {
    private static final int TASKS = 6;
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private final int workers;
    private final long seed;

    ClusterSoak(int workers, long seed) {
        this.workers = workers;
        this.seed = seed;
    }

    Map<String, String> run(Duration length) throws Exception {
        List<Flow> flows = new ArrayList<>();
        try (TdengineServer tdengine = TdengineServer.start();
                WorkerCluster cluster = WorkerCluster.start(workers)) {
            String database = tdengine.createDatabase("ns");
            flows.add(new MqttFlow());
            flows.add(new InfluxFlow());
            Map<String, Integer> tasks = new LinkedHashMap<>();
            for (Flow flow : flows) {
                // One measurement is read by one task.
                int ofSource = flow instanceof MqttFlow ? TASKS : 1;
                cluster.createTopic(flow.name(), TASKS);
                Map<String, String> sink = flow.sinkTo(tdengine, tdengine.port(), database);
                flow.post(cluster.rest(), withTasks(flow.source(), ofSource), withTasks(sink, TASKS));
                tasks.put(flow.name() + "-source", ofSource);
                tasks.put(flow.name() + "-sink", TASKS);
            }
            cluster.awaitTasks(tasks);
            System.out.println("Soaking for " + length.toMinutes() + " min, seed " + seed);
            ClusterFaults faults = new ClusterFaults(cluster, tasks, seed);
            Feeding feeding = Feeding.start(flows);
            for (long end = System.nanoTime() + length.toNanos(); System.nanoTime() < end; ) {
                Thread.sleep(BETWEEN.toMillis());
                faults.next();
            }
            Map<Flow, Integer> fed = feeding.finish();
            return figures(fed, faults, cluster, tdengine, database);
        } finally {
            flows.forEach(Flow::close);
        }
    }

    /** Several tasks of MQTT share a subscription. */
    private static Map<String, String> withTasks(Map<String, String> options, int tasks) {
        Map<String, String> all = new LinkedHashMap<>(options);
        all.put("tasks.max", String.valueOf(tasks));
        all.computeIfPresent("topics", (option, topics) -> topics.replace("soak/+", "$share/soak/soak/+"));
        return all;
    }

    private Map<String, String> figures(
            Map<Flow, Integer> fed,
            ClusterFaults faults,
            WorkerCluster cluster,
            TdengineServer tdengine,
            String database)
            throws InterruptedException {
        ArrivedRows arrived = ArrivedRows.of(fed, tdengine, database);
        Map<String, String> figures = new LinkedHashMap<>();
        arrived.addTo(figures);
        try (KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers())) {
            for (Map.Entry<Flow, Integer> flow : fed.entrySet()) {
                long records = topics.count(flow.getKey().name());
                figures.put(flow.getKey().name() + "_repeated_in_kafka", String.valueOf(records - flow.getValue()));
            }
        }
        arrived.byFlow().forEach(figures::put);
        faults.addTo(figures);
        figures.put("workers", String.valueOf(workers));
        figures.put("tasks", String.valueOf(TASKS));
        figures.put("target", tdengine.isEmulator() ? "emulator" : "server");
        figures.put("seed", String.valueOf(seed));
        return figures;
    }
}
