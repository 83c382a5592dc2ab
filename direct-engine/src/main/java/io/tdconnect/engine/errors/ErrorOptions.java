// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.errors;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Connect's options for records that fail, with their meaning there.
 *
 * @param tolerant whether the others go on without a record that fails
 * @param retryTimeoutMillis how long a transform that asks for another try gets one; 0 for never, -1 without end
 * @param longestDelayMillis the longest pause between two tries
 */
public record ErrorOptions(boolean tolerant, long retryTimeoutMillis, long longestDelayMillis) {
    /** {@code none} or {@code all}. */
    public static final String TOLERANCE = "errors.tolerance";

    private static final String RETRY_TIMEOUT = "errors.retry.timeout";
    private static final String LONGEST_DELAY = "errors.retry.delay.max.ms";
    private static final ConfigDef DEFINITION = new Options()
            .choice(TOLERANCE, Tolerance.NONE, "Whether records that fail are left out.")
            .optional(RETRY_TIMEOUT, Type.LONG, 0L, "How long a transform is tried again, in milliseconds.")
            .validator(Validators.atLeast(-1))
            .optional(LONGEST_DELAY, Type.LONG, 60_000L, "The longest pause between two tries, in milliseconds.")
            .validator(Validators.atLeast(1))
            .build();

    /** Values of {@link #TOLERANCE}. */
    private enum Tolerance {
        NONE,
        ALL
    }

    /** What is wrong with the options, as option and message; empty if nothing is. */
    public static List<String> problems(Map<String, String> config) {
        return DEFINITION.validate(config).stream()
                .flatMap(option -> option.errorMessages().stream().map(message -> option.name() + ": " + message))
                .toList();
    }

    /**
     * The options of a connector.
     *
     * @param config without {@link #problems}
     * @param keepsFailures whether failures are kept in a file; then they are tolerated unless the configuration says otherwise
     */
    public static ErrorOptions of(Map<String, String> config, boolean keepsFailures) {
        AbstractConfig options = new AbstractConfig(DEFINITION, config, false);
        Tolerance chosen = EnumOption.parse(Tolerance.class, options.getString(TOLERANCE));
        return new ErrorOptions(
                config.containsKey(TOLERANCE) ? chosen == Tolerance.ALL : keepsFailures,
                options.getLong(RETRY_TIMEOUT),
                options.getLong(LONGEST_DELAY));
    }
}
