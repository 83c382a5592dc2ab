// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.run;

import io.tdconnect.engine.DirectEngine;
import io.tdconnect.engine.DirectTask;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** An engine in a process of its own, whose start and memory are measured. */
public final class EngineMain {
    private EngineMain() {}

    /** Runs the task of a file of properties until the process is ended. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = Path.of(arguments[0]);
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        try (DirectEngine engine = DirectEngine.start(new DirectTask(
                "bench",
                options(properties, "source."),
                options(properties, "sink."),
                file.resolveSibling("offsets.json"),
                null,
                0,
                null,
                1,
                Duration.ofSeconds(10)))) {
            engine.await();
        }
    }

    private static Map<String, String> options(Properties properties, String prefix) {
        Map<String, String> options = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(prefix)) {
                options.put(name.substring(prefix.length()), properties.getProperty(name));
            }
        }
        return options;
    }
}
