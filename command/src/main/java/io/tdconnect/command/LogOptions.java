// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much is logged. */
final class LogOptions {
    private static final String LEVEL = "tdconnect.log.level";
    private static final String FILE = "log4j2.configurationFile";

    @Option(
            names = {"-v", "--verbose"},
            order = 90,
            description = "Logs more on standard error: -v INFO, -vv DEBUG, -vvv TRACE (default: WARN)")
    private boolean[] verbose = {};

    /**
     * Sets the level.
     *
     * @param ofTask the level that a DSN asks for, unless an option does; null if it does not
     */
    void apply(@Nullable String ofTask) {
        System.setProperty(LEVEL, verbose.length == 0 && ofTask != null ? ofTask.toUpperCase(Locale.ROOT) : level());
    }

    /**
     * Chooses the configuration of the log, unless the user has, and the levels of subcommands without {@code -v}. To be called
     * before the first logger is made.
     */
    static void configure(String subcommand) {
        if (Boolean.getBoolean("tdconnect.terminal")) {
            // Clears the line of the progress, below which a line of the log would continue.
            System.setProperty("tdconnect.log.start", "\r\u001b[K");
        }
        if (System.getProperty(FILE) == null) {
            System.setProperty(FILE, "classpath:tdconnect-command-log4j2.properties");
        }
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, subcommand.equals("pipeline") ? "INFO" : "WARN");
        }
    }

    String level() {
        return switch (verbose.length) {
            case 0 -> "WARN";
            case 1 -> "INFO";
            case 2 -> "DEBUG";
            default -> "TRACE";
        };
    }
}
