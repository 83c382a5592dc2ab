// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.soak;

import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All connectors at once while faults happen; at the end every row must be in TDengine. */
public final class SuiteSoak implements Benchmark {
    private static final long SEED = Long.getLong("bench.seed", System.nanoTime());
    private static final Duration BETWEEN_FAULTS = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofSeconds(60);
    private static final Duration BEAT = Duration.ofMillis(200);
    private static final int ROWS_A_BEAT = 100;

    private final Map<SoakFlow, Integer> fed = new LinkedHashMap<>();

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String purpose() {
        return "all connectors under kills and cuts, and a count of what arrived; --minutes N, default 5";
    }

    @Override
    public Map<String, String> run() throws Exception {
        Duration length = Duration.ofMinutes(Long.getLong("bench.minutes", 5));
        try (TdengineServer tdengine = TdengineServer.start();
                TcpProxy sinks = TcpProxy.to(tdengine.host(), tdengine.port());
                Cluster cluster = Cluster.start("suite")) {
            String database = tdengine.createDatabase("ns");
            List<SoakFlow> flows = new ArrayList<>();
            try {
                flows.add(new MqttFlow());
                flows.add(new InfluxFlow());
                flows.add(new TdengineFlow(database));
                flows.add(new OpcUaFlow());
                flows.forEach(flow -> start(cluster, flow, sink(tdengine, sinks, database)));
                System.out.println("Soaking for " + length.toMinutes() + " min, seed " + SEED);
                SoakFaults faults = new SoakFaults(cluster, flows, sinks, SEED);
                feedAndBreak(flows, faults, length);
                return figures(flows, faults, tdengine, database);
            } finally {
                flows.forEach(SoakFlow::close);
            }
        }
    }

    private static Map<String, String> sink(TdengineServer tdengine, TcpProxy proxy, String database) {
        return Map.of(
                "connector.class",
                "io.tdconnect.tdengine.sink.TdengineSinkConnector",
                "connection.url",
                "jdbc:TAOS-WS://127.0.0.1:" + proxy.port(),
                "connection.user",
                tdengine.user(),
                "connection.password",
                tdengine.password(),
                "request.timeout.ms",
                "3000",
                "database",
                database);
    }

    private static void start(Cluster cluster, SoakFlow flow, Map<String, String> sink) {
        cluster.kafka().topics().create(flow.name(), 1);
        Map<String, String> common = Map.of(
                "tasks.max", "1",
                // Just after the start, on a busy machine, the check may time out.
                "validate.connection", "false",
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "header.converter", "org.apache.kafka.connect.storage.StringConverter");
        Map<String, String> source = new LinkedHashMap<>(common);
        source.putAll(flow.source());
        Map<String, String> target = new LinkedHashMap<>(common);
        target.putAll(sink);
        target.putAll(flow.sink());
        cluster.rest().putConnector(flow.name() + "-source", source);
        cluster.rest().putConnector(flow.name() + "-sink", target);
        cluster.rest().waitUntilRunning(flow.name() + "-source");
        cluster.rest().waitUntilRunning(flow.name() + "-sink");
    }

    private void feedAndBreak(List<SoakFlow> flows, SoakFaults faults, Duration length) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        FeedingThread feeding = new FeedingThread(flows);
        feeding.start();
        while (System.nanoTime() < end - BETWEEN_FAULTS.toNanos()) {
            Thread.sleep(BETWEEN_FAULTS.toMillis());
            faults.next();
        }
        feeding.finish();
    }

    private Map<String, String> figures(
            List<SoakFlow> flows, SoakFaults faults, TdengineServer tdengine, String database)
            throws InterruptedException {
        long sent = 0;
        long rows = 0;
        long lost = 0;
        Map<String, String> byFlow = new LinkedHashMap<>();
        for (SoakFlow flow : flows) {
            String table = database + "." + flow.table();
            int expected = fed.getOrDefault(flow, 0);
            awaitRows(tdengine, table, expected);
            List<List<Object>> numbers = tdengine.query("SELECT n FROM " + table);
            Set<Integer> distinct = new HashSet<>();
            numbers.forEach(row -> distinct.add(((Number) row.get(0)).intValue()));
            sent += expected;
            rows += numbers.size();
            lost += IntStream.range(0, expected)
                    .filter(n -> !distinct.contains(n))
                    .count();
            byFlow.put(flow.name(), numbers.size() + "/" + expected);
        }
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("sent", String.valueOf(sent));
        figures.put("rows", String.valueOf(rows));
        figures.put("lost", String.valueOf(lost));
        figures.put("duplicates_visible", String.valueOf(rows - (sent - lost)));
        figures.put("restarts", String.valueOf(faults.workerRestarts()));
        figures.put("faults", String.valueOf(faults.count()));
        byFlow.forEach((name, share) -> figures.put(name, share));
        figures.put("target", tdengine.isEmulator() ? "emulator" : "server");
        figures.put("seed", String.format(Locale.ROOT, "%d", SEED));
        return figures;
    }

    /** Returns when all rows have arrived, or none for a while. */
    private static void awaitRows(TdengineServer tdengine, String table, int expected) throws InterruptedException {
        long rows = 0;
        for (long since = System.nanoTime(); System.nanoTime() - since < QUIET.toNanos(); ) {
            long now = tdengine.count(table);
            if (now >= expected) {
                return;
            }
            if (now > rows) {
                rows = now;
                since = System.nanoTime();
            }
            Thread.sleep(BEAT.toMillis());
        }
    }

    /** Feeds every flow at a steady rate until it is told to finish. */
    private final class FeedingThread extends Thread {
        private final List<SoakFlow> flows;
        private volatile boolean finished;
        private volatile @Nullable Exception failure;

        FeedingThread(List<SoakFlow> flows) {
            super("soak-feeding");
            this.flows = flows;
        }

        @Override
        public void run() {
            try {
                for (int from = 0; !finished; from += ROWS_A_BEAT) {
                    List<Integer> numbers =
                            IntStream.range(from, from + ROWS_A_BEAT).boxed().toList();
                    for (SoakFlow flow : flows) {
                        flow.feed(numbers);
                        fed.put(flow, from + ROWS_A_BEAT);
                    }
                    Thread.sleep(BEAT.toMillis());
                }
            } catch (Exception e) {
                failure = e;
            }
        }

        void finish() throws Exception {
            finished = true;
            join();
            Exception ended = failure;
            if (ended != null) {
                throw ended;
            }
        }
    }
}
