// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.streams;

import io.tdconnect.bench.harness.Arrivals;
import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.Meters;
import io.tdconnect.bench.harness.Rounds;
import io.tdconnect.bench.harness.Side;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.PipelineProcess;
import io.tdconnect.testing.PluginZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The packaged stream pipeline against a program that only copies the same topic, and one that does so by Kafka
 * Streams, each in a process of its own, in turns: JSON is parsed, mapped to a table and written with its routing
 * headers. The bare copy has one thread, those on Kafka Streams the pipeline's default of one for each processor.
 *
 * <p>More than half of the messages, the first ones, are not counted: in this time each program starts, joins its group and
 * is compiled, which costs a pipeline some 25 s of processor time, as much as all its other work meanwhile.
 */
public final class StreamPipelineBenchmark implements Benchmark {
    private static final long ROWS = Long.getLong("bench.records", 5_000_000);
    private static final double WARM_UP = 0.6;
    private static final int SUBTABLES = 1000;
    private static final int PARTITIONS = 4;
    private static final int ARRAY = 10;
    // The collector is that of bin/stream-pipeline, for all programs. To be set for profiling, as in
    // -Dbench.pipeline.jvm="-Xmx1g -XX:StartFlightRecording:filename=pipeline.jfr".
    private static final List<String> JVM =
            List.of(System.getProperty("bench.pipeline.jvm", "-Xmx1g -XX:+UseParallelGC")
                    .split(" ", -1));
    // For comparing options, as in -Dbench.pipeline.options="parent.headers: false".
    private static final String OPTIONS = System.getProperty("bench.pipeline.options", "");

    @Override
    public String name() {
        return "stream-pipeline";
    }

    @Override
    public String purpose() {
        return "messages/s of the stream pipeline, for single rows and arrays of ten, and their ratio to a bare copy";
    }

    @Override
    public Map<String, String> run() throws Exception {
        Path root = Path.of(System.getProperty("tdconnect.root")).toAbsolutePath();
        Path folder =
                Files.createTempDirectory(Files.createDirectories(root.resolve("benchmarks/target")), "pipeline-");
        PluginZip.unpack(root, "stream-pipeline", folder);
        Path home;
        try (Stream<Path> unpacked = Files.list(folder)) {
            home = unpacked.findFirst().orElseThrow();
        }
        Map<String, String> figures = new LinkedHashMap<>();
        try (KafkaProcess kafka = KafkaProcess.start(LaunchOptions.defaults().withJvmArguments("-Xmx2g"))) {
            System.out.printf(Locale.ROOT, "Writing twice %d rows of %d bytes …%n", ROWS, Meters.BYTES);
            try (KafkaTopics topics = kafka.topics()) {
                topics.create("single", PARTITIONS);
                topics.create("array", PARTITIONS);
            }
            Meters.fill(kafka, "single", ROWS, SUBTABLES);
            Meters.fillArrays(kafka, "array", ROWS / ARRAY, SUBTABLES, ARRAY);
            compare(new Case(kafka, home, folder, "single", 1), "", figures);
            compare(new Case(kafka, home, folder, "array", ARRAY), "array_", figures);
        }
        figures.put("rows", Long.toString(ROWS));
        figures.put("row_bytes", Integer.toString(Meters.BYTES));
        return figures;
    }

    /** A topic with a number of rows in each message. */
    private record Case(KafkaProcess kafka, Path home, Path folder, String topic, int rowsPerMessage) {
        long messages() {
            return ROWS / rowsPerMessage;
        }
    }

    private static void compare(Case topic, String prefix, Map<String, String> figures) throws Exception {
        Side bare = new Side(prefix + "bare");
        Side streams = new Side(prefix + "streams");
        Side ours = new Side(prefix + "ours");
        Rounds rounds = new Rounds(ours, bare);
        while (rounds.again()) {
            int round = rounds.number();
            bare.add(copy(topic, BareCopy.class, round));
            streams.add(copy(topic, StreamsCopy.class, round));
            ours.add(pipeline(topic, round));
            System.out.printf(
                    Locale.ROOT,
                    "%s, round %d (messages/s, processor time of rows): %s, %s, %s%n",
                    topic.topic,
                    round,
                    bare,
                    streams,
                    ours);
        }
        rounds.addTo(figures, prefix);
        figures.put(prefix + "streams_ratio", String.format(Locale.ROOT, "%.3f", streams.rate() / bare.rate()));
        for (Side side : List.of(ours, streams, bare)) {
            side.addTo(figures, "messages");
        }
    }

    private static Measured copy(Case topic, Class<?> program, int round) throws Exception {
        String to = topic.topic + "-" + program.getSimpleName() + "-" + round;
        create(topic, to);
        try (CopyProcess copy = CopyProcess.start(program, topic.kafka.bootstrapServers(), topic.topic, to, JVM)) {
            return measure(topic, to, topic.messages(), copy::cpuTime);
        }
    }

    private static Measured pipeline(Case topic, int round) throws Exception {
        String to = topic.topic + "-rows-" + round;
        create(topic, to);
        try (PipelineProcess pipeline =
                PipelineProcess.start(topic.home, config(topic, to), JVM.toArray(new String[0]))) {
            return measure(topic, to, ROWS, pipeline::cpuTime);
        }
    }

    private static void create(Case topic, String name) {
        try (KafkaTopics topics = topic.kafka.topics()) {
            topics.create(name, PARTITIONS);
        }
    }

    private static Measured measure(Case topic, String to, long outputs, Supplier<Duration> cpu)
            throws InterruptedException {
        long before = Arrivals.await(topic.kafka, to, (long) (outputs * WARM_UP));
        long start = System.nanoTime();
        Duration cpuStart = cpu.get();
        long all = Arrivals.await(topic.kafka, to, outputs);
        double share = (double) (all - before) / outputs;
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Measured(
                topic.messages() * share / seconds, cpu.get().minus(cpuStart).toNanos() / 1e9 / (ROWS * share) * 1e6);
    }

    private static Path config(Case topic, String to) throws IOException {
        return Files.writeString(topic.folder.resolve(to + ".yaml"), """
                bootstrap.servers: %s
                streams.state.dir: %s
                pipelines:
                  %s:
                    input.topics: %s
                    output.topic: %s
                    %s
                    stages:
                      - type: ParseJson
                      - type: MapToTable
                        stable: meters
                        table: d{id}
                        columns: [ts, current, voltage, phase]
                        tags: [groupid, location]
                        timestamp.field: ts
                """.formatted(
                        topic.kafka.bootstrapServers(), topic.folder.resolve("state"), to, topic.topic, to, OPTIONS));
    }
}
