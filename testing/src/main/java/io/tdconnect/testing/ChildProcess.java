// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A server process whose output goes to a log file and which does not outlive this JVM. */
final class ChildProcess implements ServerProcess {
    private static final int TAIL_LINES = 40;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly), "end-child-processes"));
    }

    private final String name;
    private final Process process;
    private final Path log;
    private final long logStart;

    private ChildProcess(String name, Process process, Path log, long logStart) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    /** Starts the command; its output is appended to {@code log}. */
    static ChildProcess start(String name, List<String> command, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            ALIVE.removeIf(earlier -> !earlier.isAlive());
            ALIVE.add(process);
            return new ChildProcess(name, process, log, logStart);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name + " with " + command.get(0), e);
        }
    }

    @Override
    public void awaitReady(Duration limit, BooleanSupplier ready) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (exited(Duration.ofMillis(50))) {
                throw new StartFailedException(
                        name + " ended with status " + process.exitValue() + " while starting; its log " + log
                                + " ends with:",
                        tail());
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new StartFailedException(
                        name + " was not ready within " + limit + "; its log ends with:", tail());
            }
        }
    }

    /** Waits for the end of a process that is expected to end by itself with status 0. */
    void awaitSuccess(Duration limit) {
        if (awaitEnd(limit) != 0) {
            throw new StartFailedException(
                    name + " ended with status " + process.exitValue() + "; its log ends with:", tail());
        }
    }

    /** Waits for the end of a process that ends by itself; returns its exit status. */
    int awaitEnd(Duration limit) {
        if (!exited(limit)) {
            kill();
            throw new StartFailedException(name + " did not end within " + limit + "; its log ends with:", tail());
        }
        return process.exitValue();
    }

    /** Resident memory, from /proc. */
    long residentBytes() {
        return memory("VmRSS:");
    }

    /** The most resident memory since the start or {@link #forgetPeak()}, from /proc. */
    long peakResidentBytes() {
        return memory("VmHWM:");
    }

    /** Resets {@link #peakResidentBytes()}. */
    void forgetPeak() {
        try {
            Files.writeString(proc("clear_refs"), "5");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processor time of all its threads. */
    Duration cpuTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    private long memory(String name) {
        try (Stream<String> lines = Files.lines(proc("status"))) {
            String line =
                    lines.filter(text -> text.startsWith(name)).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path proc(String file) {
        return Path.of("/proc", String.valueOf(process.pid()), file);
    }

    boolean alive() {
        return process.isAlive();
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        exited(STOP_LIMIT);
    }

    @Override
    public void stop() {
        process.destroy();
        if (!exited(STOP_LIMIT)) {
            kill();
        }
    }

    private boolean exited(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + name, e);
        }
    }

    private String tail() {
        String text = read(log, logStart);
        List<String> lines = text.lines().toList();
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    static String read(Path log, long from) {
        try {
            byte[] bytes = Files.readAllBytes(log);
            int start = (int) Math.min(from, bytes.length);
            return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
