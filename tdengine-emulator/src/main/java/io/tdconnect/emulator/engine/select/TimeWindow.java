// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.select;

import io.tdconnect.emulator.engine.sql.Expression;
import io.tdconnect.emulator.engine.store.TimeRange;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.TdengineException;
import org.jspecify.annotations.Nullable;

/** The conditions of a WHERE on the time, and on name and tags of tables. */
public final class TimeWindow {
    private TimeWindow() {}

    /** The range of times that contains all matching rows. */
    public static TimeRange of(@Nullable Expression where, Binder binder) throws TdengineException {
        if (where instanceof Expression.And and) {
            return of(and.left(), binder).and(of(and.right(), binder));
        }
        if (!(where instanceof Expression.Comparison comparison) || !onTime(comparison, binder)) {
            return TimeRange.ALL;
        }
        BoundExpression bound = binder.timed(binder.bind(comparison.right()), binder.bind(comparison.left()));
        Object limit = bound.constant() ? bound.value(RowView.EMPTY) : null;
        if (!(limit instanceof Long ticks)) {
            return TimeRange.ALL;
        }
        return switch (comparison.operator()) {
            case "=" -> new TimeRange(ticks, ticks);
            case "<" -> new TimeRange(Long.MIN_VALUE, Math.max(ticks, Long.MIN_VALUE + 1) - 1);
            case "<=" -> new TimeRange(Long.MIN_VALUE, ticks);
            case ">" -> new TimeRange(Math.min(ticks, Long.MAX_VALUE - 1) + 1, Long.MAX_VALUE);
            case ">=" -> new TimeRange(ticks, Long.MAX_VALUE);
            default -> TimeRange.ALL;
        };
    }

    private static boolean onTime(Expression.Comparison comparison, Binder binder) {
        return comparison.left() instanceof Expression.Name name
                && binder.indexOf(name.name()) == 0
                && binder.items().get(0).column().type() == ColumnType.TIMESTAMP;
    }

    /** Whether a table satisfies the conditions that use only name and tags. */
    static boolean admitsTable(@Nullable Expression where, Binder binder, RowView table) {
        if (where instanceof Expression.And and) {
            return admitsTable(and.left(), binder, table) && admitsTable(and.right(), binder, table);
        }
        if (where == null || !aboutTables(where, binder)) {
            return true;
        }
        try {
            return binder.bind(where).test(table);
        } catch (TdengineException e) {
            return true;
        }
    }

    /** Whether an expression uses nothing but tags, the table name and constants. */
    public static boolean aboutTables(Expression where, Binder binder) {
        if (where instanceof Expression.Name name) {
            int index = binder.indexOf(name.name());
            return index >= 0 && binder.items().get(index).kind() != RowSource.Kind.COLUMN;
        }
        if (where instanceof Expression.Comparison comparison) {
            return aboutTables(comparison.left(), binder) && aboutTables(comparison.right(), binder);
        }
        if (where instanceof Expression.And and) {
            return aboutTables(and.left(), binder) && aboutTables(and.right(), binder);
        }
        if (where instanceof Expression.Or or) {
            return aboutTables(or.left(), binder) && aboutTables(or.right(), binder);
        }
        if (where instanceof Expression.In in) {
            return aboutTables(in.value(), binder);
        }
        return where instanceof Expression.Constant || where instanceof Expression.Parameter;
    }
}
