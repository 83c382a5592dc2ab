// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.template;

import org.apache.kafka.connect.errors.DataException;

/** A template needs a value that the record lacks, and has no default for it. */
public final class MissingVariableException extends DataException {
    private final String name;

    /** The variable called {@code name} is missing. */
    public MissingVariableException(String name) {
        super("The template needs a value for {" + name
                + "}, but the record has none and the template no default, as in {" + name + ":unknown}");
        this.name = name;
    }

    /** Name of the variable. */
    public String name() {
        return name;
    }
}
