// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An engine in a process of its own, which a test can kill. */
public final class EngineProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private EngineProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a JVM for a task; {@link #main} is the other side. */
    static EngineProcess start(DirectTask task) throws IOException {
        Path folder = task.offsets().toAbsolutePath().getParent();
        Properties properties = new Properties();
        properties.setProperty("name", task.name());
        properties.setProperty("offsets", task.offsets().toString());
        if (task.queue() != null) {
            properties.setProperty("queue", task.queue().toString());
        }
        task.source().forEach((option, value) -> properties.setProperty("source." + option, value));
        task.sink().forEach((option, value) -> properties.setProperty("sink." + option, value));
        Path file = Files.createTempFile(folder, "task", ".properties");
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        Path log = Files.createTempFile(folder, "engine", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m"));
        String logging = System.getProperty("log4j2.configurationFile");
        if (logging != null) {
            command.add("-Dlog4j2.configurationFile=" + logging);
        }
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), EngineProcess.class.getName(), file.toString()));
        return new EngineProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    /** Runs the task of a file; ends with status 0 when it is finished. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(in);
        }
        String queue = properties.getProperty("queue");
        try (DirectEngine engine = DirectEngine.start(new DirectTask(
                properties.getProperty("name"),
                options(properties, "source."),
                options(properties, "sink."),
                Path.of(properties.getProperty("offsets")),
                queue == null ? null : Path.of(queue),
                1L << 30,
                null,
                1,
                Duration.ofSeconds(10)))) {
            EngineResult result = engine.await();
            System.exit(result.outcome() == EngineResult.Outcome.FINISHED ? 0 : 1);
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

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** The status with which it has ended; null if it has not in time. */
    @Nullable
    Integer status(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : null;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
