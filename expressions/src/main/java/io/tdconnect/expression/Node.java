// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import org.jspecify.annotations.Nullable;

/** A part of an expression. */
@FunctionalInterface
interface Node {
    /**
     * The value for a row: Boolean, Number, String, Struct, Map, List or null.
     *
     * @throws org.apache.kafka.connect.errors.DataException if the row holds values that the part cannot work on
     */
    @Nullable
    Object value(Object row);
}
