// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.opcua;

import io.tdconnect.bench.harness.Arrivals;
import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.ProcessorTime;
import io.tdconnect.bench.harness.Rounds;
import io.tdconnect.bench.harness.Side;
import io.tdconnect.testing.opcua.OpcUaServerOptions;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The OPC UA source against a bare Milo client that only counts, one after the other: the same points that change at
 * the same times for a subscription, and reads of all points as fast as possible for polling.
 */
public final class OpcuaBenchmark implements Benchmark {
    private static final int POINTS = Integer.getInteger("bench.points", 5_000);
    private static final int INTERVAL_MILLIS = Integer.getInteger("bench.interval.ms", 100);
    private static final int CHANGES = Integer.getInteger("bench.changes", 200);
    private static final int WARM_UP_CHANGES = Integer.getInteger("bench.warm.up.changes", 150);
    private static final int POLL_SECONDS = Integer.getInteger("bench.poll.seconds", 10);
    private static final int QUEUE = Integer.getInteger("bench.queue", 50);
    private static final int READ_BATCH = 1_000;
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final String VALUE = "\"val\":";

    /**
     * The result of the changes.
     *
     * @param produced values/s that the server's points had
     * @param measured values from the first change until the last one arrived; the server of the points runs in the
     *     process of the bare client, so that its processor time is in that side's
     * @param overflowed points of which the server dropped values
     */
    private record Changes(double produced, Measured measured, long lost, long overflowed) {}

    @Override
    public String name() {
        return "opcua";
    }

    @Override
    public String purpose() {
        return "values/s from an OPC UA server to Kafka by subscription and polling, and their ratio to a bare Milo client";
    }

    @Override
    public Map<String, String> run() throws Exception {
        Map<String, String> figures = new LinkedHashMap<>();
        try (OpcUaTestServer server = OpcUaTestServer.start(OpcUaServerOptions.defaults());
                Cluster cluster = Cluster.start("opcua-source-connector")) {
            OpcuaPoints points = new OpcuaPoints(server, POINTS);
            // The first connector of a worker runs at a third of the speed of later ones.
            subscribe(points, cluster, "warm-up", WARM_UP_CHANGES);
            compareSubscriptions(points, cluster, figures);
            comparePolling(points, cluster, figures);
        }
        figures.put("points", Integer.toString(POINTS));
        figures.put("interval_ms", Integer.toString(INTERVAL_MILLIS));
        figures.put("changes", Integer.toString(CHANGES));
        figures.put("queue", Integer.toString(QUEUE));
        return figures;
    }

    private static void compareSubscriptions(OpcuaPoints points, Cluster cluster, Map<String, String> figures)
            throws Exception {
        Side bare = new Side("bare");
        Side ours = new Side("ours");
        Rounds rounds = new Rounds(ours, bare);
        long lost = 0;
        long bareLost = 0;
        long overflowed = 0;
        while (rounds.again()) {
            Changes counted = subscribeBare(points);
            bare.add(counted.measured());
            bareLost += counted.lost();
            Changes stored = subscribe(points, cluster, "subscribed-" + rounds.number(), CHANGES);
            ours.add(stored.measured());
            lost += stored.lost();
            overflowed += stored.overflowed();
            figures.put("produced_per_s", text("%.0f", stored.produced()));
            figures.put("bare_produced_per_s", text("%.0f", counted.produced()));
        }
        rounds.addTo(figures, "");
        ours.addTo(figures, "values");
        bare.addTo(figures, "values");
        figures.put("lost", Long.toString(lost));
        figures.put("bare_lost", Long.toString(bareLost));
        figures.put("overflowed_points", Long.toString(overflowed));
    }

    private static Changes subscribe(OpcuaPoints points, Cluster cluster, String topic, int changes) throws Exception {
        long overflowedBefore = overflowed(cluster.connect().logs());
        cluster.kafka().topics().create(topic, 1);
        cluster.rest().putConnector(topic, source(points, topic, Map.of("mode", "subscribe")));
        try (var topics = cluster.kafka().topics()) {
            LongSupplier arrived = () -> topics.count(topic);
            long before = Arrivals.await(arrived, POINTS);
            Duration cpu = cluster.connect().cpuTime();
            long start = System.nanoTime();
            double produced = points.change(changes, INTERVAL_MILLIS);
            double rate = rate(arrived, before, changes, start);
            long all = arrived.getAsLong();
            double cpuSeconds = cluster.connect().cpuTime().minus(cpu).toNanos() / 1e3 / (all - before);
            CountedValues values = new CountedValues(POINTS);
            for (ConsumerRecord<String, String> record : topics.consume(topic, (int) all, Duration.ofMinutes(1))) {
                values.add(OpcuaPoints.number(record.key()), value(record.value()));
            }
            long overflowed = overflowed(cluster.connect().logs()) - overflowedBefore;
            Changes done = new Changes(produced, new Measured(rate, cpuSeconds), values.lost(changes), overflowed);
            System.out.println(topic + ": " + done);
            return done;
        } finally {
            cluster.rest().deleteConnector(topic);
            points.reset();
        }
    }

    private static Changes subscribeBare(OpcuaPoints points) throws Exception {
        try (OpcuaBareClient client = OpcuaBareClient.connect(points)) {
            client.subscribe(INTERVAL_MILLIS, QUEUE);
            Arrivals.await(client.values()::arrived, POINTS);
            Duration cpu = ProcessorTime.ofThisProcess();
            long start = System.nanoTime();
            double produced = points.change(CHANGES, INTERVAL_MILLIS);
            double rate = rate(client.values()::arrived, POINTS, CHANGES, start);
            double cpuSeconds = ProcessorTime.ofThisProcess().minus(cpu).toNanos() / 1e3 / ((double) POINTS * CHANGES);
            Measured measured = new Measured(rate, cpuSeconds);
            Changes done = new Changes(produced, measured, client.values().lost(CHANGES), client.overflowed());
            System.out.println("bare: " + done);
            return done;
        } finally {
            points.reset();
        }
    }

    private static void comparePolling(OpcuaPoints points, Cluster cluster, Map<String, String> figures)
            throws Exception {
        Side bare = new Side("poll_bare");
        Side ours = new Side("poll_ours");
        Rounds rounds = new Rounds(ours, bare);
        while (rounds.again()) {
            bare.add(pollBare(points));
            ours.add(poll(points, cluster, "polled-" + rounds.number()));
            System.out.println(bare + ", " + ours);
        }
        rounds.addTo(figures, "poll_");
        ours.addTo(figures, "values");
        bare.addTo(figures, "values");
    }

    private static Measured pollBare(OpcuaPoints points) throws Exception {
        try (OpcuaBareClient client = OpcuaBareClient.connect(points)) {
            client.read(READ_BATCH, 3);
            Measured.Running running = Measured.start(ProcessorTime::ofThisProcess);
            return running.after(client.read(READ_BATCH, POLL_SECONDS));
        }
    }

    private static Measured poll(OpcuaPoints points, Cluster cluster, String topic) throws Exception {
        cluster.kafka().topics().create(topic, 1);
        Map<String, String> mode = Map.of(
                "mode", "poll",
                "poll.interval.ms", "1",
                "poll.concurrent", "2",
                "poll.batch.size", String.valueOf(READ_BATCH));
        cluster.rest().putConnector(topic, source(points, topic, mode));
        try (var topics = cluster.kafka().topics()) {
            long before = Arrivals.await(() -> topics.count(topic), 20L * POINTS);
            Measured.Running running = Measured.start(cluster.connect()::cpuTime);
            Thread.sleep(POLL_SECONDS * 1_000L);
            return running.after(topics.count(topic) - before);
        } finally {
            cluster.rest().deleteConnector(topic);
        }
    }

    /** Values/s until all have arrived, or no more arrive. */
    private static double rate(LongSupplier arrived, long before, int changes, long start) throws InterruptedException {
        long wanted = before + (long) POINTS * changes;
        long count = -1;
        long moved = System.nanoTime();
        while (count < wanted && System.nanoTime() - moved < QUIET.toNanos()) {
            long now = arrived.getAsLong();
            if (now > count) {
                count = now;
                moved = System.nanoTime();
            }
            Thread.sleep(20);
        }
        return (count - before) * 1e9 / (moved - start);
    }

    private static int value(String json) {
        int from = json.indexOf(VALUE) + VALUE.length();
        return (int) Double.parseDouble(json.substring(from, json.indexOf(',', from)));
    }

    /** The number of points of which the server dropped values; the connector logs each once. */
    private static long overflowed(String log) {
        return log.lines().filter(line -> line.contains("(1 times so far)")).count();
    }

    private static Map<String, String> source(OpcuaPoints points, String topic, Map<String, String> mode) {
        Map<String, String> config = new HashMap<>(mode);
        config.put("connector.class", "io.tdconnect.opcua.OpcuaSourceConnector");
        config.put("tasks.max", "1");
        config.put("endpoint.url", points.url());
        config.put("nodes", points.option());
        config.put("kafka.topic", topic);
        config.put("publishing.interval.ms", Integer.toString(INTERVAL_MILLIS));
        config.put("queue.size", Integer.toString(QUEUE));
        config.put("validate.connection", "false");
        config.put("producer.override.linger.ms", "20");
        config.put("producer.override.batch.size", "262144");
        config.put("producer.override.compression.type", "lz4");
        return config;
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
