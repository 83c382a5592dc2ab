// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import org.jspecify.annotations.Nullable;

/** A part of an expression. */
@FunctionalInterface
interface Node {
    /**
     * The value for a row: a Boolean, Number, String, Struct, Map, List or null.
     *
     * @throws org.apache.kafka.connect.errors.DataException if the row contains values of the wrong kind
     */
    @Nullable
    Object value(Object row);
}
