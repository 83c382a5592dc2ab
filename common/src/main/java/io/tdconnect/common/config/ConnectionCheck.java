// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The options by which validating a configuration tries it on the real server. */
public final class ConnectionCheck {
    /** Name of the option that turns the check on. */
    public static final String VALIDATE = "validate.connection";

    /** Name of the option that limits the check, in milliseconds. */
    public static final String TIMEOUT = "validate.connection.timeout.ms";

    private ConnectionCheck() {}

    /**
     * Adds both options to the current group.
     *
     * @param doc what is tried; a sentence
     */
    public static void addTo(Options options, String doc) {
        options.optional(VALIDATE, Type.BOOLEAN, true, doc)
                .dependents(TIMEOUT)
                .importance(Importance.LOW)
                .optional(
                        TIMEOUT,
                        Type.INT,
                        10_000,
                        "How long that may take, in milliseconds. A worker that has just started, on a busy machine, may need"
                                + " some seconds to load its classes.")
                .validator(Validators.between(100, 80_000))
                .importance(Importance.LOW);
    }

    /** Tries the configuration, if its options say so and nothing is wrong so far; see {@link ConfigProblems#liveCheck}. */
    public static void run(AbstractConfig config, ConfigProblems problems, String fallbackOption, LiveCheck check) {
        if (config.getBoolean(VALIDATE)) {
            problems.liveCheck(limit(config), fallbackOption, check);
        }
    }

    /** How long the check may take. */
    public static Duration limit(AbstractConfig config) {
        return Duration.ofMillis(config.getInt(TIMEOUT));
    }
}
