// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.harness;

import java.time.Duration;
import java.util.stream.Stream;

/** Processor time, which depends less on other load of the machine than elapsed time. */
public final class ProcessorTime {
    private ProcessorTime() {}

    /** Of this process alone, where the bare sides of comparisons run. */
    public static Duration ofThisProcess() {
        return sum(Stream.of(ProcessHandle.current()));
    }

    /** Of the servers that this process started. */
    public static Duration ofServers() {
        return sum(ProcessHandle.current().descendants());
    }

    /** Of this process and the servers that it started. */
    public static Duration ofAll() {
        return sum(Stream.concat(
                Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants()));
    }

    private static Duration sum(Stream<ProcessHandle> processes) {
        return processes
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
