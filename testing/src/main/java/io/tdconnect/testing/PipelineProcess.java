// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A stream pipeline in its own process, from its unpacked ZIP. */
public final class PipelineProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final Path log;

    private PipelineProcess(ChildProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the pipelines of a file, without waiting until they run.
     *
     * @param home unpacked ZIP of the module stream-pipeline
     * @param config file of pipelines
     * @param jvmArguments heap and other arguments of the JVM
     */
    public static PipelineProcess start(Path home, Path config, String... jvmArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmArguments));
        command.addAll(List.of(
                "-Dlog4j2.configurationFile=" + home.resolve("etc").resolve("log4j2.properties"),
                "-cp",
                home.resolve("lib").resolve("*").toString(),
                "io.tdconnect.streams.StreamPipelineCommand",
                "--config",
                config.toString()));
        Path log = Directories.create("pipeline").resolve("pipeline.log");
        return new PipelineProcess(ChildProcess.start("stream pipeline", command, log), log);
    }

    /** Returns when a pipeline reads its partitions. */
    public void awaitRunning(String pipeline) {
        process.awaitReady(LIMIT, () -> logs().contains("Pipeline " + pipeline + ": RUNNING"));
    }

    /** Waits until the process ends by itself; returns its exit status. */
    public int awaitEnd() {
        return process.awaitEnd(LIMIT);
    }

    /** Ends it as kill -9 does. */
    public void kill() {
        process.kill();
    }

    /** Ends it in an orderly way. */
    public void stop() {
        process.stop();
    }

    /** Its processor time. */
    public Duration cpuTime() {
        return process.cpuTime();
    }

    /** Its log so far. */
    public String logs() {
        return ChildProcess.read(log, 0);
    }

    @Override
    public void close() {
        process.kill();
    }
}
