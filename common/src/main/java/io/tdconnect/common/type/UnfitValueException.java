// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import org.apache.kafka.connect.errors.DataException;

/** A value that a type cannot hold without loss; the message describes the value and does not contain it. */
public final class UnfitValueException extends DataException {
    /**
     * An exception whose message contains both.
     *
     * @param expected what the type holds
     * @param found description of the value, without the value
     */
    public UnfitValueException(String expected, String found) {
        super("expected " + expected + ", found " + found);
    }

    UnfitValueException(ValueType expected, String found) {
        this(expected.expected(), found);
    }
}
