// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import io.tdconnect.common.time.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of a run without a cluster. */
final class DirectOptions {
    @Option(
            names = "--offsets",
            paramLabel = "FILE",
            order = 21,
            description =
                    "File with the position in the source (default: NAME.offsets in $XDG_STATE_HOME/tdconnect, which is"
                            + " ~/.local/state/tdconnect if it is not set)")
    private @Nullable Path offsets;

    @Option(
            names = "--queue",
            paramLabel = "DIR",
            order = 22,
            description =
                    "Folder of a queue on disk, for sources that cannot wait while TDengine is away (default: none)")
    private @Nullable Path queue;

    @Option(
            names = "--queue-size",
            paramLabel = "SIZE",
            defaultValue = "1GB",
            converter = SizeConverter.class,
            order = 23,
            description = "How large the queue may become, such as 500MB or 10GB (default: ${DEFAULT-VALUE})")
    private long queueSize = 1L << 30;

    @Option(
            names = "--failures",
            paramLabel = "FILE",
            order = 24,
            description =
                    "Appends records that cannot be written to this file, as lines of JSON with the reason, and goes on"
                            + " (default: failes-to of the target; without it the first one ends the run)")
    private @Nullable Path failures;

    @Option(
            names = "--stop-timeout",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = DurationConverter.class,
            order = 25,
            description =
                    "How long a stop may take until everything that was read is written (default: ${DEFAULT-VALUE})")
    private Duration stopTimeout = Duration.ofSeconds(30);

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            order = 26,
            description = "Serves metrics for Prometheus at http://127.0.0.1:PORT/metrics; 0 for any free port")
    private @Nullable Integer metricsPort;

    @Nullable
    Path offsets() {
        return offsets;
    }

    @Nullable
    Path queue() {
        return queue;
    }

    long queueSize() {
        return queueSize;
    }

    @Nullable
    Path failures() {
        return failures;
    }

    Duration stopTimeout() {
        return stopTimeout;
    }

    @Nullable
    Integer metricsPort() {
        return metricsPort;
    }

    /** Durations such as 30s. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return DurationText.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Sizes such as 10GB, in powers of 1024. */
    static final class SizeConverter implements ITypeConverter<Long> {
        private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(KB|MB|GB|TB)");
        private static final String UNITS = "KMGT";

        @Override
        public Long convert(String text) {
            Matcher parts = SIZE.matcher(text.trim().toUpperCase(Locale.ROOT));
            if (!parts.matches() || parts.group(1).matches("0+")) {
                throw new TypeConversionException("expected a size such as 500MB or 10GB, found " + text);
            }
            int exponent = UNITS.indexOf(parts.group(2).charAt(0)) + 1;
            return Math.multiplyExact(Long.parseLong(parts.group(1)), 1L << (10 * exponent));
        }
    }
}
