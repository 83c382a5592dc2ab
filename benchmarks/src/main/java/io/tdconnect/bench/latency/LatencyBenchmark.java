// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.latency;

import io.tdconnect.bench.flow.Flow;
import io.tdconnect.bench.flow.MqttFlow;
import io.tdconnect.bench.flow.OpcUaFlow;
import io.tdconnect.bench.flow.TdengineFlow;
import io.tdconnect.bench.harness.Arrivals;
import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * From writing a row to MQTT, OPC UA or TDengine until it can be read from TDengine, at several rates: with the defaults,
 * with each of the options that wait set to 0, with all of them, and by a bare program without Kafka.
 *
 * <p>The rows are read back about each millisecond, so that times are too long by some of them.
 */
public final class LatencyBenchmark implements Benchmark {
    private static final int SECONDS = Integer.getInteger("bench.seconds", 5);
    private static final int WARM_UP = Integer.getInteger("bench.warm.up.seconds", 3);
    private static final String SOURCES = System.getProperty("bench.sources", ".*");
    private static final List<Integer> RATES = Stream.of(
                    System.getProperty("bench.rates", "100,1000,10000").split(",", -1))
            .map(Integer::valueOf)
            .toList();

    /** Options of source and sink for one side of the comparison. */
    private record Side(String name, Map<String, String> source, Map<String, String> sink) {}

    private static final Map<String, String> NO_LINGER = Map.of("producer.override.linger.ms", "0");
    private static final List<Side> SIDES = List.of(
            new Side("default", Map.of(), Map.of()),
            new Side("producer_linger_0", NO_LINGER, Map.of()),
            new Side("sink_linger_0", Map.of(), Map.of("linger.ms", "0")),
            new Side("low", NO_LINGER, Map.of("linger.ms", "0")));
    /** Of the OPC UA source; that of the flow is for the soak test. */
    private static final Map<String, String> DEFAULT_PUBLISHING = Map.of("publishing.interval.ms", "1000");

    private static final Map<String, String> FAST_PUBLISHING =
            Map.of("publishing.interval.ms", "10", "sampling.interval.ms", "0");

    private int next;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String purpose() {
        return "ms (50/95/99/99.9 %) from MQTT, OPC UA and TDengine to TDengine, with and without options that wait, and bare";
    }

    @Override
    public Map<String, String> run() throws Exception {
        Map<String, String> figures = new LinkedHashMap<>();
        try (TdengineServer tdengine = TdengineServer.start();
                Cluster cluster = Cluster.start("suite")) {
            String database = tdengine.createDatabase("ns");
            try (Flow mqtt = new MqttFlow();
                    Flow opcua = new OpcUaFlow();
                    Flow source = new TdengineFlow(database)) {
                for (Flow flow : List.of(mqtt, opcua, source)) {
                    if (flow.name().matches(SOURCES)) {
                        measure(flow, cluster, tdengine, database, figures);
                    }
                }
            }
            figures.put("tdengine", tdengine.isEmulator() ? "emulator" : "server");
        }
        figures.put("seconds", String.valueOf(SECONDS));
        return figures;
    }

    private void measure(
            Flow flow, Cluster cluster, TdengineServer tdengine, String database, Map<String, String> figures)
            throws Exception {
        String bareTable = database + ".bare_" + flow.name();
        try (BareWriter writer = new BareWriter(tdengine, bareTable);
                AutoCloseable reader = BareReaders.read(flow, writer::add)) {
            for (int rate : RATES) {
                put(
                        figures,
                        flow,
                        "bare",
                        rate,
                        fed(flow, rate).run(tdengine, bareTable, false).toString());
            }
        }
        cluster.kafka().topics().create(flow.name(), 1);
        for (Side side : SIDES) {
            start(flow, cluster, tdengine, database, side);
            awaitFirst(flow, tdengine, database + "." + flow.table());
            for (int rate : RATES) {
                Duration cpu = cluster.connect().cpuTime();
                FedRows rows = fed(flow, rate);
                String times =
                        rows.run(tdengine, database + "." + flow.table(), true).toString();
                double used = cluster.connect().cpuTime().minus(cpu).toNanos() / 1e3 / rows.rows();
                put(figures, flow, side.name(), rate, times);
                put(figures, flow, side.name() + "_cpu_s_per_million", rate, String.format(Locale.ROOT, "%.0f", used));
            }
            cluster.rest().deleteConnector(flow.name() + "-source");
            cluster.rest().deleteConnector(flow.name() + "-sink");
        }
    }

    /** A task runs before it has subscribed, and then reads only later rows. */
    private void awaitFirst(Flow flow, TdengineServer tdengine, String table) throws Exception {
        int first = next;
        Arrivals.await(
                () -> {
                    feedNext(flow);
                    return tdengine.query("SELECT n FROM " + table + " WHERE n >= " + first)
                            .size();
                },
                1);
    }

    private void feedNext(Flow flow) {
        try {
            flow.feed(List.of(next++));
        } catch (Exception e) {
            throw new IllegalStateException("No row can be fed to " + flow.name(), e);
        }
    }

    private FedRows fed(Flow flow, int rate) {
        FedRows rows = new FedRows(flow, next, rate, WARM_UP, SECONDS);
        next += rows.rows();
        return rows;
    }

    private static void put(Map<String, String> figures, Flow flow, String what, int rate, String value) {
        String name = flow.name() + "_" + rate + "_" + what;
        figures.put(name, value);
        System.out.println(name + "=" + value);
    }

    private static void start(Flow flow, Cluster cluster, TdengineServer tdengine, String database, Side side) {
        Map<String, String> source = new LinkedHashMap<>(flow.source());
        if (flow instanceof OpcUaFlow) {
            // Else the connectors after the first would read the values of the time between first.
            source.put("history.fill", "false");
            source.putAll(side.name().equals("low") ? FAST_PUBLISHING : DEFAULT_PUBLISHING);
        }
        source.putAll(side.source());
        Map<String, String> sink = new LinkedHashMap<>(flow.sinkTo(tdengine, tdengine.port(), database));
        sink.putAll(side.sink());
        flow.start(cluster.rest(), source, sink);
    }
}
