// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.verify;

import io.tdconnect.verify.VerifyCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** The command in a process of its own, which reports its memory. */
final class VerifyProcess {
    private static final Path STATUS = Path.of("/proc/self/status");

    private VerifyProcess() {}

    /** Prints the report of the command, and the most memory that the process used in kB after {@code VmHWM:}. */
    public static void main(String[] arguments) throws IOException {
        int status = new CommandLine(new VerifyCommand()).execute(arguments);
        if (Files.exists(STATUS)) {
            Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .forEach(System.out::println);
        }
        System.exit(status);
    }
}
