// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.types.Password;

/** Options for the checks of a configuration that go further: a try on the real server, and a search for unknown options. */
public final class ConnectionCheck {
    /** Name of the option that turns the try on the server on. */
    public static final String VALIDATE = "validate.connection";

    /** Name of the option that limits the duration of the try, in milliseconds. */
    public static final String TIMEOUT = "validate.connection.timeout.ms";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([\\w-]+):.+}");

    private ConnectionCheck() {}

    /**
     * Adds the options to the current group.
     *
     * @param doc a sentence that says what is tried
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
                .importance(Importance.LOW)
                .optional(
                        UnknownOptions.VALIDATE,
                        Type.BOOLEAN,
                        true,
                        "Whether validation refuses unknown options and suggests the nearest known name. Names that begin"
                                + " with _ are comments.")
                .importance(Importance.LOW);
    }

    /**
     * Tries the configuration on the server if its options ask for that and no problem is known so far; see
     * {@link ConfigProblems#liveCheck}.
     *
     * @param option the option with the address of the server; failures that are not an {@link OptionException} are reported
     *     on it
     * @param addresses of the server; one of them has to accept connections
     */
    public static void run(
            AbstractConfig config, ConfigProblems problems, String option, List<URI> addresses, LiveCheck check) {
        if (config.getBoolean(VALIDATE)) {
            checkSecrets(config, problems);
            Duration limit = limit(config);
            Reachability reachability = new Reachability(option, addresses, limit);
            problems.liveCheck(limit, option, reachability::waitingFor, () -> {
                reachability.check();
                check.run();
            });
        }
    }

    /** If a worker lacks the config provider that a secret refers to, it passes on the reference instead of the secret. */
    private static void checkSecrets(AbstractConfig config, ConfigProblems problems) {
        config.values().forEach((option, value) -> {
            Matcher reference = REFERENCE.matcher(value instanceof Password secret ? secret.value() : "");
            if (reference.matches()) {
                problems.add(
                        option,
                        "expected the secret itself, found a reference to it that the worker has not replaced: its"
                                + " configuration has no config.providers with the name " + reference.group(1));
            }
        });
    }

    /** How long the check may take. */
    public static Duration limit(AbstractConfig config) {
        return Duration.ofMillis(config.getInt(TIMEOUT));
    }
}
