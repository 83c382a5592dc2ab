// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.retry;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The options of {@link Retry}, the same in every connector. */
public final class RetryOptions {
    /** Name of the option for the longest time of retries, in milliseconds. */
    public static final String TIMEOUT = "retry.timeout.ms";

    /** Name of the option for the first pause, in milliseconds. */
    public static final String BACKOFF = "retry.backoff.ms";

    /** Name of the option for the longest pause, in milliseconds. */
    public static final String BACKOFF_MAX = "retry.backoff.max.ms";

    private RetryOptions() {}

    /** Adds the options as a group of their own. */
    public static void addTo(Options options) {
        options.group("Retry")
                .optional(
                        TIMEOUT,
                        Type.LONG,
                        300_000L,
                        "How long a passing fault (network, server restart) is retried, counted from its first failure"
                                + " and reset by success. After that the task fails. 0 fails at once.")
                .validator(Validators.atLeast(0))
                .optional(
                        BACKOFF,
                        Type.LONG,
                        500L,
                        "Pause before the first retry; it doubles with every further failure, with some jitter.")
                .validator(Validators.atLeast(1))
                .importance(Importance.LOW)
                .optional(BACKOFF_MAX, Type.LONG, 30_000L, "Longest pause between two retries.")
                .validator(Validators.atLeast(1))
                .importance(Importance.LOW);
    }

    /** The policy that the options describe. */
    public static Retry from(AbstractConfig config) {
        return new Retry(
                Duration.ofMillis(config.getLong(TIMEOUT)),
                Duration.ofMillis(config.getLong(BACKOFF)),
                Duration.ofMillis(config.getLong(BACKOFF_MAX)));
    }
}
