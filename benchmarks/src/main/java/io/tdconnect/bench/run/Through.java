// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.run;

import io.tdconnect.bench.harness.Arrivals;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.ProcessorTime;
import io.tdconnect.bench.harness.Rounds;
import io.tdconnect.bench.harness.Side;
import io.tdconnect.engine.DirectEngine;
import io.tdconnect.engine.DirectTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One source with its sink in the engine, and each of them alone. */
final class Through {
    private static final int RECORDS = RunBenchmark.RECORDS;

    /** What makes a source have its records. */
    @FunctionalInterface
    interface Fill {
        void run() throws Exception;
    }

    private final String name;
    private final Map<String, String> source;
    private final Map<String, String> sink;
    private final @Nullable Fill fill;
    private final Side reading;
    private final Side writing;
    private final Side both;
    private final Side slower;

    /** @param fill makes the source have its records again; null if it always has */
    Through(String name, Map<String, String> source, Map<String, String> sink, @Nullable Fill fill) {
        this.name = name;
        this.source = source;
        this.sink = sink;
        this.fill = fill;
        reading = new Side(name + "_reading");
        writing = new Side(name + "_writing");
        both = new Side(name);
        slower = new Side(name + "_slower");
    }

    /** Adds the figures under the name; the ratios are those to the slower of reading and writing alone. */
    void measure(Path folder, Map<String, String> figures) throws Exception {
        round(folder);
        System.out.println("The first round only warms up.");
        List.of(reading, writing, both, slower).forEach(Side::forget);
        Rounds rounds = new Rounds(both, slower);
        while (rounds.again()) {
            round(folder);
        }
        rounds.addTo(figures, name + "_");
        for (Side side : List.of(both, reading, writing)) {
            side.addTo(figures, "records");
        }
    }

    private void round(Path folder) throws Exception {
        Map<String, String> discard = Map.of("connector.class", HoldingSinkConnector.class.getName());
        Map<String, String> held = Map.of("connector.class", HeldSourceConnector.class.getName());
        HeldRecords.ALL.keep(RECORDS);
        reading.add(run(source, discard, folder, fill, HeldRecords.ALL::received));
        writing.add(run(held, sink, folder, null, null));
        HeldRecords.ALL.keep(0);
        both.add(run(source, sink, folder, fill, null));
        slower.add(reading.last().rate() < writing.last().rate() ? reading.last() : writing.last());
        System.out.println(reading + ", " + writing + ", " + both);
    }

    /** Until the last record is confirmed, without the first tenth, in which the connectors start. */
    private static Measured run(
            Map<String, String> source,
            Map<String, String> sink,
            Path folder,
            @Nullable Fill fill,
            @Nullable LongSupplier received)
            throws Exception {
        if (fill != null) {
            fill.run();
        }
        Path offsets = folder.resolve("offsets-" + System.nanoTime() + ".json");
        try (DirectEngine engine = DirectEngine.start(
                new DirectTask("bench", source, sink, offsets, null, 0, null, 1, Duration.ofSeconds(10)))) {
            LongSupplier count = received == null ? () -> engine.figures().written() : received;
            long before = Arrivals.await(count, RECORDS / 10);
            Measured.Running running = Measured.start(ProcessorTime::ofThisProcess);
            return running.after(Arrivals.await(count, RECORDS) - before);
        }
    }
}
