// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

/** A problem of one option, with the reason. */
public final class OptionException extends Exception {
    private final String option;

    /** A problem of {@code option}; the message is shown to the user beside it. */
    public OptionException(String option, String message) {
        super(message);
        this.option = option;
    }

    /** Name of the option to change. */
    public String option() {
        return option;
    }
}
