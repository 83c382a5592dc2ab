// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.influxdb;

import io.tdconnect.bench.harness.Arrivals;
import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.ProcessorTime;
import io.tdconnect.bench.harness.Rounds;
import io.tdconnect.bench.harness.Side;
import io.tdconnect.bench.harness.TopicPoints;
import io.tdconnect.bench.harness.WorkerHeap;
import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The InfluxDB source against a bare reader that parses and discards, alternating; then all the way to TDengine.
 *
 * <p>All points are in one window, so that
 * {@code -Dbench.records=20000000 -Dbench.heap=256m -Dbench.forms=struct -Dbench.rounds=1 -Dbench.skip.migration=true}
 * shows whether the heap stays flat; these go to the JVM by {@code JAVA_TOOL_OPTIONS}.
 */
public final class InfluxBenchmark implements Benchmark {
    private static final int RECORDS = Integer.getInteger("bench.records", 2_000_000);
    private static final String HEAP = System.getProperty("bench.heap", "1g");
    private static final String FORMS = System.getProperty("bench.forms", "struct.*|line.*");
    private static final boolean MIGRATE = !Boolean.getBoolean("bench.skip.migration");
    private static final String DATABASE = "bench";

    /** A format of records with its measurements; JSON without schemas is Kafka's cheapest converter for structs. */
    private record Form(String text, Map<String, String> options, Side side) {
        private Form(String text, Map<String, String> options) {
            this(text, options, new Side(text));
        }

        private void configure(Map<String, String> config) {
            config.putAll(options);
            if (options.containsKey("value.format")) {
                config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
            }
        }
    }

    private final Form struct = new Form("struct", Map.of());
    private final Form struct50 = new Form("struct_50", Map.of("points.per.record", "50"));
    private final List<Form> forms = Stream.of(
                    struct,
                    new Form("struct_no_headers", Map.of("routing.headers", "none")),
                    struct50,
                    new Form("line", Map.of("value.format", "line")),
                    new Form("line_50", Map.of("value.format", "line", "points.per.record", "50")))
            .filter(form -> form.text.matches(FORMS))
            .toList();
    private final Side bare = new Side("bare");

    @Override
    public String name() {
        return "influxdb";
    }

    @Override
    public String purpose() {
        return "points/s from influxd to Kafka, their ratio to a reader that parses and discards, and on to TDengine";
    }

    @Override
    public Map<String, String> run() throws Exception {
        WorkerHeap heap = WorkerHeap.of(HEAP);
        try (InfluxdServer influxd = InfluxdServer.start();
                Cluster cluster =
                        Cluster.start(heap.jvmArguments(), "influxdb-source-connector", "tdengine-sink-connector")) {
            System.out.println("Writing " + RECORDS + " points of 5 fields and 1,000 series …");
            InfluxPoints.fill(influxd, DATABASE, RECORDS);
            warmUp(cluster, influxd);
            int mark = heap.mark();
            List<Rounds> comparisons = forms.stream().map(this::comparison).toList();
            for (int round = 1; Rounds.again(comparisons); round++) {
                measureRound(cluster, influxd, round);
            }
            Map<String, String> figures = figures();
            figures.put(
                    "worker_heap_mb_by_quarter",
                    heap.quarters(mark).stream().map(String::valueOf).collect(Collectors.joining(",")));
            ReaderComparison.add(influxd, DATABASE, figures);
            ClientComparison.add(influxd, DATABASE, figures);
            if (MIGRATE) {
                migrateAll(cluster, influxd, figures);
            }
            return figures;
        }
    }

    /** The first connector of a worker runs at a third of the speed of later ones. */
    private void warmUp(Cluster cluster, InfluxdServer influxd) throws Exception {
        readBare(influxd);
        measure(cluster, influxd, "warm-up", struct);
        bare.forget();
        struct.side.forget();
    }

    private Rounds comparison(Form form) {
        return new Rounds(form.side, bare);
    }

    private void measureRound(Cluster cluster, InfluxdServer influxd, int round) throws Exception {
        readBare(influxd);
        System.out.print("round " + round + ": " + bare);
        for (Form form : forms) {
            measure(cluster, influxd, form.text + "-" + round, form);
            System.out.print(", " + form.side);
        }
        System.out.println();
    }

    private Map<String, String> figures() {
        Map<String, String> figures = new LinkedHashMap<>();
        for (Form form : forms) {
            comparison(form).addTo(figures, form.equals(struct) ? "" : form.text + "_");
            form.side.addTo(figures, "points");
        }
        bare.addTo(figures, "points");
        figures.put("points", Integer.toString(RECORDS));
        figures.put("worker_heap", HEAP);
        return figures;
    }

    private void readBare(InfluxdServer influxd) throws Exception {
        Measured.Running running = Measured.start(ProcessorTime::ofThisProcess);
        long points = BareReader.read(influxd, DATABASE);
        if (points != RECORDS) {
            throw new IllegalStateException("Expected " + RECORDS + " points, found " + points);
        }
        bare.add(running.after(RECORDS));
    }

    private static void measure(Cluster cluster, InfluxdServer influxd, String topic, Form form)
            throws InterruptedException {
        cluster.kafka().topics().create(topic, 1);
        Map<String, String> config = source(influxd, topic);
        form.configure(config);
        Duration before = cluster.connect().cpuTime();
        cluster.rest().putConnector(topic, config);
        TopicPoints.awaitQuiet(cluster.kafka(), topic);
        double cpu = cluster.connect().cpuTime().minus(before).toNanos() / 1e3 / RECORDS;
        form.side.add(new Measured(TopicPoints.rate(cluster.kafka(), topic, RECORDS), cpu));
        cluster.rest().deleteConnector(topic);
    }

    private void migrateAll(Cluster cluster, InfluxdServer influxd, Map<String, String> figures)
            throws InterruptedException {
        try (TdengineServer tdengine = TdengineServer.start()) {
            for (Form form : List.of(struct, struct50)) {
                double rate = migrate(cluster, influxd, tdengine, form);
                figures.put("migration_" + form.text + "_rows_per_s", text("%.0f", rate));
            }
            figures.put("tdengine", tdengine.isEmulator() ? "emulator" : "server");
        }
    }

    /** From the start of both connectors until TDengine has every row. */
    private static double migrate(Cluster cluster, InfluxdServer influxd, TdengineServer tdengine, Form form)
            throws InterruptedException {
        String name = "migration-" + form.text;
        String database = tdengine.createDatabase("ns");
        cluster.kafka().topics().create(name, 1);
        Map<String, String> source = source(influxd, name);
        form.configure(source);
        long start = System.nanoTime();
        cluster.rest().putConnector(name + "-source", source);
        Map<String, String> sink = sink(tdengine, database, name);
        int perRecord = Integer.parseInt(form.options.getOrDefault("points.per.record", "1"));
        sink.put("consumer.override.max.poll.records", String.valueOf(5_000 / perRecord));
        cluster.rest().putConnector(name + "-sink", sink);
        Arrivals.await(() -> tdengine.count(database + ".m"), RECORDS);
        double rate = RECORDS * 1e9 / (System.nanoTime() - start);
        cluster.rest().deleteConnector(name + "-source");
        cluster.rest().deleteConnector(name + "-sink");
        return rate;
    }

    static Map<String, String> source(InfluxdServer influxd, String topic) {
        Map<String, String> config = converters();
        config.put("connector.class", "io.tdconnect.influxdb.InfluxSourceConnector");
        config.put("tasks.max", "1");
        config.put("url", influxd.url());
        config.put("user", influxd.user());
        config.put("password", influxd.password());
        config.put("bucket", DATABASE);
        config.put("begin.time", "1970-01-01T00:00:00Z");
        config.put("read.window", "P36500D");
        config.put("topic", topic);
        config.put("producer.override.linger.ms", "20");
        config.put("producer.override.batch.size", "262144");
        config.put("producer.override.compression.type", "lz4");
        return config;
    }

    static Map<String, String> sink(TdengineServer tdengine, String database, String topic) {
        Map<String, String> config = converters();
        config.put("connector.class", "io.tdconnect.tdengine.sink.TdengineSinkConnector");
        config.put("tasks.max", "1");
        config.put("topics", topic);
        config.put("connection.url", "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port());
        config.put("connection.user", tdengine.user());
        config.put("connection.password", tdengine.password());
        config.put("database", database);
        return config;
    }

    private static Map<String, String> converters() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        return config;
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
