// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup;

import io.tdconnect.engine.DirectEngine;
import io.tdconnect.engine.DirectTask;
import io.tdconnect.engine.EngineResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A task of the engine in a process of its own, which can be killed. */
final class EngineProcess {
    private EngineProcess() {}

    /** Starts a process. */
    static Process start(DirectTask task, Path file) throws IOException {
        Properties properties = new Properties();
        task.source().forEach((name, value) -> properties.put("source." + name, value));
        task.sink().forEach((name, value) -> properties.put("sink." + name, value));
        properties.put("offsets", task.offsets().toString());
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineProcess.class.getName(),
                        file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(file.resolveSibling(file.getFileName() + ".log").toFile())
                .start();
    }

    public static void main(String... arguments) throws InterruptedException {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(Path.of(arguments[0]))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path offsets = Path.of(properties.getProperty("offsets"));
        DirectTask task = new DirectTask(
                "child",
                under(properties, "source."),
                under(properties, "sink."),
                offsets,
                null,
                0,
                null,
                1,
                Duration.ofSeconds(30));
        try (DirectEngine engine = DirectEngine.start(task)) {
            EngineResult result = engine.await();
            System.exit(result.outcome() == EngineResult.Outcome.FINISHED ? 0 : 1);
        }
    }

    private static Map<String, String> under(Properties properties, String prefix) {
        Map<String, String> found = new HashMap<>();
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> found.put(name.substring(prefix.length()), properties.getProperty(name)));
        return found;
    }
}
