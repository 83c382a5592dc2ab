// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.streams;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program that copies a topic, in its own process. */
final class CopyProcess implements AutoCloseable {
    private final Process process;

    private CopyProcess(Process process) {
        this.process = process;
    }

    /** Starts a program whose arguments are the servers, the topic to read and the topic to write. */
    static CopyProcess start(Class<?> program, String bootstrapServers, String from, String to, List<String> jvm)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of(
                "-Dtdconnect.log.level=ERROR",
                "-Dlog4j2.configurationFile=classpath:tdconnect-log4j2.properties",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                bootstrapServers,
                from,
                to));
        return new CopyProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("benchmarks/target/" + program.getSimpleName() + ".log"))
                .start());
    }

    Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
