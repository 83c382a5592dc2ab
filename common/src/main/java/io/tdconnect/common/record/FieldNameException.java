// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import org.apache.kafka.connect.errors.DataException;

/** A Struct cannot have fields of these names: one is empty, or two are the same. */
public final class FieldNameException extends DataException {
    private static final long serialVersionUID = 1L;

    private final String name;

    FieldNameException(String name, String message) {
        super(message);
        this.name = name;
    }

    /** The empty name, or the one that two fields have. */
    public String name() {
        return name;
    }
}
