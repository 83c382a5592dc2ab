// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A running command whose output goes to files. */
final class CommandProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Process process;
    private final Path out;
    private final Path err;

    private CommandProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static CommandProcess start(ProcessBuilder builder, Path folder) throws IOException {
        Path out = Files.createTempFile(folder, "command", ".out");
        Path err = Files.createTempFile(folder, "command", ".err");
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        return new CommandProcess(builder.start(), out, err);
    }

    /** Waits until the command ends by itself; returns its exit status. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("The command has not ended within " + LIMIT + ": " + all());
        }
        return process.exitValue();
    }

    /** Waits for a condition outside; fails at once if the command ends before. */
    void awaitWhileRunning(BooleanSupplier condition) {
        // Milo in this JVM asks for a newer SLF4J on a thread of its own, which does not matter here.
        await().dontCatchUncaughtExceptions()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    boolean holds = condition.getAsBoolean();
                    if (!holds && !process.isAlive()) {
                        throw new AssertionError("The command has ended with " + process.exitValue() + ": " + all());
                    }
                    return holds;
                });
    }

    /** Sends SIGTERM and returns the exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Ends it as kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Resident memory in bytes. */
    long residentBytes() {
        try {
            String line = Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(each -> each.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    String all() {
        return out() + err();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
