// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import io.tdconnect.common.config.OptionException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A server cannot be asked. */
public final class ExploreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String option;
    private final @Nullable String fix;

    /**
     * A failure.
     *
     * @param option that has to change; null if none is known
     * @param message what was expected and found
     * @param fix what to do; null if the message says it
     */
    public ExploreException(@Nullable String option, String message, @Nullable String fix) {
        super(message);
        this.option = option;
        this.fix = fix;
    }

    /** A failure that no option causes. */
    public ExploreException(String message) {
        this(null, message, null);
    }

    /** The failure of a client, on an option unless it names one itself. */
    public static ExploreException of(Exception failure, String option) {
        if (failure instanceof ExploreException known) {
            return known;
        }
        String message = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        String named = failure instanceof OptionException problem ? problem.option() : option;
        ExploreException explained = new ExploreException(named, message, null);
        explained.initCause(failure);
        return explained;
    }

    /** The message, which is never null. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** The option that has to change; null if none is known. */
    public @Nullable String option() {
        return option;
    }

    /** What to do; null if the message says it. */
    public @Nullable String fix() {
        return fix;
    }
}
