// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

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

    /** The option that has to change; null if none is known. */
    public @Nullable String option() {
        return option;
    }

    /** What to do; null if the message says it. */
    public @Nullable String fix() {
        return fix;
    }
}
