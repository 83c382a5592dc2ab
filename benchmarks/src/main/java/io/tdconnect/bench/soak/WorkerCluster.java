// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.soak;

import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.ConnectRest;
import io.tdconnect.testing.ConnectRestException;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.PluginZip;
import io.tdconnect.testing.Ports;
import io.tdconnect.testing.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Brokers with topics on three of them, and workers of one group, each in a process of its own. Clients and brokers reach a
 * broker by a proxy of its own, so that it can be cut off from all of them.
 */
final class WorkerCluster implements AutoCloseable {
    private static final int BROKERS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long POLL_MILLIS = 100;

    private final List<KafkaProcess> brokers = new ArrayList<>();
    private final List<TcpProxy> proxies = new ArrayList<>();
    private final List<ConnectProcess> workers = new ArrayList<>();
    /** Indexes of workers that run. */
    private final TreeSet<Integer> running = new TreeSet<>();

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private WorkerCluster() {}

    static WorkerCluster start(int workerCount) throws Exception {
        WorkerCluster cluster = new WorkerCluster();
        try {
            cluster.startBrokers();
            cluster.startWorkers(workerCount);
            return cluster;
        } catch (Exception | Error e) {
            cluster.close();
            throw e;
        }
    }

    private void startBrokers() {
        List<Integer> ports = Ports.free(2 * BROKERS);
        String voters = IntStream.range(0, BROKERS)
                .mapToObj(i -> i + 1 + "@127.0.0.1:" + ports.get(BROKERS + i))
                .collect(Collectors.joining(","));
        for (int i = 0; i < BROKERS; i++) {
            int port = ports.get(i);
            TcpProxy proxy = TcpProxy.to("127.0.0.1", port);
            proxies.add(proxy);
            open.push(proxy);
            LaunchOptions options = LaunchOptions.defaults()
                    .withPort(port)
                    .withProperty("node.id", String.valueOf(i + 1))
                    .withProperty("controller.quorum.voters", voters)
                    .withProperty(
                            "listeners",
                            "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + ports.get(BROKERS + i))
                    .withProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + proxy.port())
                    .withProperty("min.insync.replicas", "2")
                    .withProperty("offsets.topic.replication.factor", "3")
                    .withProperty("offsets.topic.num.partitions", "3");
            KafkaProcess broker = KafkaProcess.launch(options);
            brokers.add(broker);
            open.push(broker);
        }
        brokers.forEach(KafkaProcess::awaitReady);
    }

    private void startWorkers(int count) throws IOException {
        Path root = Path.of(System.getProperty("tdconnect.root")).toAbsolutePath();
        Path plugins =
                Files.createTempDirectory(Files.createDirectories(root.resolve("benchmarks/target")), "plugins-");
        PluginZip.unpack(root, "suite", plugins);
        LaunchOptions options = LaunchOptions.defaults().withProperty("group.id", "soak");
        for (String topic : List.of("config", "offset", "status")) {
            options = options.withProperty(topic + ".storage.topic", "soak-" + topic)
                    .withProperty(topic + ".storage.replication.factor", "3");
        }
        for (int i = 0; i < count; i++) {
            ConnectProcess worker = ConnectProcess.launch(bootstrapServers(), List.of(plugins), options);
            workers.add(worker);
            running.add(i);
            open.push(worker);
        }
        workers.forEach(ConnectProcess::awaitReady);
    }

    String bootstrapServers() {
        return proxies.stream().map(proxy -> "127.0.0.1:" + proxy.port()).collect(Collectors.joining(","));
    }

    void createTopic(String name, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) BROKERS)))
                    .all()
                    .get();
        }
    }

    int brokerCount() {
        return brokers.size();
    }

    int workerCount() {
        return workers.size();
    }

    KafkaProcess broker(int index) {
        return brokers.get(index);
    }

    TcpProxy proxy(int index) {
        return proxies.get(index);
    }

    /** Of a worker that runs. */
    ConnectRest rest() {
        return workers.get(running.first()).rest();
    }

    void stopWorker(int index) {
        running.remove(index);
        workers.get(index).stop();
    }

    void killWorker(int index) {
        running.remove(index);
        workers.get(index).kill();
    }

    void startWorker(int index) {
        workers.get(index).restart();
        running.add(index);
    }

    /** Waits until each connector runs with its number of tasks on workers that run; returns the seconds. */
    double awaitTasks(Map<String, Integer> tasks) throws InterruptedException {
        long start = System.nanoTime();
        while (!tasks.entrySet().stream().allMatch(each -> runs(each.getKey(), each.getValue()))) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new IllegalStateException("Not all tasks of " + tasks + " run within "
                        + LIMIT + "; the worker's log is "
                        + workers.get(running.first()).logFile());
            }
            Thread.sleep(POLL_MILLIS);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** A task of a worker that was killed is still reported as running, on that worker. */
    private boolean runs(String connector, int tasks) {
        try {
            var status = rest().get("/connectors/" + connector + "/status");
            List<String> alive = running.stream()
                    .map(i -> workers.get(i).rest().url().getAuthority())
                    .toList();
            int found = 0;
            for (var task : status.path("tasks")) {
                boolean runs = task.path("state").asText().equals("RUNNING")
                        && alive.contains(task.path("worker_id").asText());
                found += runs ? 1 : 0;
            }
            return found == tasks && status.path("tasks").size() == tasks;
        } catch (ConnectRestException | UncheckedIOException e) {
            // The group is changing.
            return false;
        }
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
