// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

import org.jspecify.annotations.Nullable;

/**
 * An expression whose names were looked up.
 *
 * @param constant whether it needs no row
 */
record Bound(Evaluator evaluator, ColumnType type, int length, boolean constant) {
    /** Computes the value for a row. */
    interface Evaluator {
        @Nullable
        Object value(RowView row);
    }

    static Bound of(Evaluator evaluator, ColumnType type, boolean constant) {
        return new Bound(evaluator, type, type.width(), constant);
    }

    @Nullable
    Object value(RowView row) {
        return evaluator.value(row);
    }

    boolean test(RowView row) {
        Object value = evaluator.value(row);
        return value instanceof Boolean flag ? flag : value instanceof Number number && number.doubleValue() != 0;
    }
}
