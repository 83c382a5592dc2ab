// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.ProcessorTime;
import io.tdconnect.bench.harness.Rounds;
import io.tdconnect.bench.harness.Side;
import io.tdconnect.bench.harness.TopicPoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The task of the CSV source against a bare reader with the same parser, which makes text of all fields; then to Kafka.
 *
 * <p>{@code -Xmx256m -Dbench.gigabytes=5 -Dbench.rounds=1 -Dbench.forms=rows_100 -Dbench.skip.kafka=true} shows whether the heap stays flat with a large file.
 */
public final class CsvBenchmark implements Benchmark {
    private static final long ROWS = Long.getLong("bench.records", 3_000_000);
    private static final long GIGABYTES = Long.getLong("bench.gigabytes", 0);
    private static final String FORMS = System.getProperty("bench.forms", ".*");
    private static final boolean KAFKA = !Boolean.getBoolean("bench.skip.kafka");
    private static final String TYPES = "time: TIMESTAMP(ms), current: FLOAT, voltage: INT, phase: FLOAT, groupid: INT";

    /** A configuration of the source, and its rates. */
    private record Form(String name, Map<String, String> options, Side side) {
        Form(String name, Map<String, String> options) {
            this(name, options, new Side(name));
        }
    }

    private final Form rows1 = new Form("rows_1", Map.of());
    private final Form rows100 = new Form("rows_100", Map.of("rows.per.record", "100"));
    private final Form typed100 = new Form("typed_100", Map.of("rows.per.record", "100", "types", TYPES));
    private final List<Form> forms = Stream.of(rows100, rows1, typed100)
            .filter(form -> form.name.matches(FORMS))
            .toList();
    private final Form bare = new Form("bare", Map.of());

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String purpose() {
        return "rows/s of the CSV source's task, their ratio to a reader with the same parser, and on to Kafka";
    }

    @Override
    public Map<String, String> run() throws Exception {
        Path file = Files.createTempFile(Path.of(System.getProperty("java.io.tmpdir")), "bench", ".csv");
        try {
            long rows = GIGABYTES > 0
                    ? CsvFile.write(file, Long.MAX_VALUE, GIGABYTES * 1_000_000_000L)
                    : CsvFile.write(file, ROWS, Long.MAX_VALUE);
            Map<String, String> figures = new LinkedHashMap<>();
            try (HeapUse heap = new HeapUse()) {
                measure(file, rows);
                figures.putAll(figures(rows, Files.size(file)));
                figures.put("heap_mb_by_quarter", heap.quarters());
                figures.put("heap", Runtime.getRuntime().maxMemory() / 1024 / 1024 + "m");
            }
            if (KAFKA) {
                toKafka(file, rows, figures);
            }
            return figures;
        } finally {
            Files.delete(file);
        }
    }

    private void measure(Path file, long rows) throws Exception {
        int warmUps = GIGABYTES > 0 ? 0 : 1;
        List<Rounds> comparisons = forms.stream().map(this::comparison).toList();
        for (int round = 0; Rounds.again(comparisons); round++) {
            System.out.print("round " + round + ":");
            time(bare, rows, () -> readBare(file, rows));
            for (Form form : forms) {
                time(form, rows, () -> readByTask(file, rows, form));
            }
            System.out.println();
            if (round < warmUps) {
                bare.side.forget();
                forms.forEach(form -> form.side.forget());
            }
        }
    }

    private Rounds comparison(Form form) {
        return new Rounds(form.side, bare.side);
    }

    /** Reads a file. */
    @FunctionalInterface
    private interface Run {
        void run() throws Exception;
    }

    private static void time(Form form, long rows, Run read) throws Exception {
        Measured.Running running = Measured.start(ProcessorTime::ofThisProcess);
        read.run();
        form.side.add(running.after(rows));
        System.out.print(" " + form.side + ";");
    }

    private Map<String, String> figures(long rows, long bytes) {
        Map<String, String> figures = new LinkedHashMap<>();
        for (Form form : forms) {
            comparison(form).addTo(figures, form.equals(rows100) ? "" : form.name + "_");
            form.side.addTo(figures, "rows");
        }
        bare.side.addTo(figures, "rows");
        figures.put("rows", Long.toString(rows));
        figures.put("mb", Long.toString(bytes / 1_000_000));
        return figures;
    }

    private static void readBare(Path file, long expected) throws IOException {
        long rows = -1;
        long characters = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file);
                CloseableIterator<CsvRecord> all = reader.iterator()) {
            while (all.hasNext()) {
                for (String field : all.next().getFields()) {
                    characters += field.length();
                }
                rows++;
            }
        }
        requireAll(rows, expected);
        if (characters == 0) {
            throw new IllegalStateException("Expected text, found none");
        }
    }

    private static void readByTask(Path file, long expected, Form form) throws InterruptedException {
        Map<String, String> config = new LinkedHashMap<>(form.options);
        config.put("files", file.toString());
        config.put("watch", "false");
        requireAll(new TaskDrain(config).run(), expected);
    }

    private static void requireAll(long rows, long expected) {
        if (rows != expected) {
            throw new IllegalStateException("Expected " + expected + " rows, found " + rows);
        }
    }

    private void toKafka(Path file, long rows, Map<String, String> figures) throws Exception {
        try (Cluster cluster = Cluster.start("csv-source-connector")) {
            for (Form form : List.of(rows100, rows1)) {
                String topic = form.name;
                cluster.kafka().topics().create(topic, 1);
                Duration cpu = ProcessorTime.ofServers();
                cluster.rest().putConnector(topic, connector(file, topic, form));
                TopicPoints.awaitQuiet(cluster.kafka(), topic);
                Duration used = ProcessorTime.ofServers().minus(cpu);
                figures.put(
                        "kafka_" + form.name + "_rows_per_s",
                        text("%.0f", TopicPoints.rate(cluster.kafka(), topic, rows)));
                figures.put("kafka_" + form.name + "_cpu_s_per_million", text("%.2f", used.toNanos() / 1e3 / rows));
                cluster.rest().deleteConnector(topic);
            }
        }
    }

    private static Map<String, String> connector(Path file, String topic, Form form) {
        Map<String, String> config = new LinkedHashMap<>(form.options);
        config.put("connector.class", "io.tdconnect.csv.CsvSourceConnector");
        config.put("tasks.max", "1");
        config.put("files", file.toString());
        config.put("watch", "false");
        config.put("topic", topic);
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("producer.override.linger.ms", "20");
        config.put("producer.override.batch.size", "262144");
        config.put("producer.override.compression.type", "lz4");
        return config;
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
