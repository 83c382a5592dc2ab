// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A task with the connectors of the tests. */
final class EngineHarness {
    final String name = "t-" + UUID.randomUUID();
    final Map<String, String> source = new HashMap<>(Map.of("connector.class", NumberSource.class.getName()));
    final Map<String, String> sink = new HashMap<>(Map.of("connector.class", ListSink.class.getName()));
    final Path folder;

    @Nullable
    Path queue;

    @Nullable
    Path failures;

    long queueBytes = 100L << 20;
    int tasks = 1;
    Duration stopTimeout = Duration.ofSeconds(10);

    EngineHarness(Path folder) {
        this.folder = folder;
    }

    Trace trace() {
        return Trace.of(name);
    }

    Path offsets() {
        return folder.resolve("offsets.json");
    }

    DirectEngine start() {
        return DirectEngine.start(
                new DirectTask(name, source, sink, offsets(), queue, queueBytes, failures, tasks, stopTimeout));
    }

    EngineResult run() throws InterruptedException {
        try (DirectEngine engine = start()) {
            return engine.await();
        }
    }

    /** Sets the transform {@link Drop} with an option. */
    static void transform(Map<String, String> config, String option, String value) {
        config.put("transforms", "drop");
        config.put("transforms.drop.type", Drop.class.getName());
        config.put("transforms.drop." + option, value);
    }

    static List<Long> numbers(long count) {
        return LongStream.range(0, count).boxed().toList();
    }
}
