// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.select;

import io.tdconnect.emulator.engine.value.Column;
import io.tdconnect.emulator.engine.value.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * An expression whose names are resolved.
 *
 * @param constant whether the value is the same for every row
 */
public record BoundExpression(Evaluator evaluator, ColumnType type, int length, int scale, boolean constant) {
    /** An expression of any type but decimals. */
    BoundExpression(Evaluator evaluator, ColumnType type, int length, boolean constant) {
        this(evaluator, type, length, 0, constant);
    }

    /** The values of a column. */
    static BoundExpression of(Evaluator evaluator, Column column) {
        return new BoundExpression(evaluator, column.type(), column.length(), column.scale(), false);
    }

    /** The same type, with other values. */
    BoundExpression with(Evaluator other) {
        return new BoundExpression(other, type, length, scale, false);
    }

    /** Computes the value for a row. */
    interface Evaluator {
        @Nullable
        Object value(RowView row);
    }

    static BoundExpression of(Evaluator evaluator, ColumnType type, boolean constant) {
        return new BoundExpression(evaluator, type, type.width(), constant);
    }

    @Nullable
    Object value(RowView row) {
        return evaluator.value(row);
    }

    public boolean test(RowView row) {
        Object value = evaluator.value(row);
        return value instanceof Boolean flag ? flag : value instanceof Number number && number.doubleValue() != 0;
    }
}
