// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.select;

import io.tdconnect.emulator.engine.sql.Expression;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Binds expressions of a query with aggregates: their rows are groups, whose cells are the group's keys, then the
 * aggregates, then columns of the row that an aggregate such as last() selected.
 */
final class GroupBinder extends Binder {
    /** An aggregate function and its argument; null for count(*). */
    record Aggregate(String function, @Nullable BoundExpression argument, ColumnType type) {}

    private final Binder rows;
    private final List<Expression> groups;
    private final boolean grouped;
    private final List<Expression.Call> calls = new ArrayList<>();
    private final List<Aggregate> aggregates = new ArrayList<>();
    private final List<BoundExpression> companions = new ArrayList<>();
    private final int selections;

    GroupBinder(RowSource source, Functions functions, @Nullable Object[] parameters, Shape shape) {
        super(source, functions, parameters);
        this.rows = new Binder(source, functions, parameters);
        this.groups = shape.groups();
        this.grouped = shape.grouped();
        this.selections = shape.selections();
    }

    /** The structure of the whole query; selections counts the functions that select a row. */
    record Shape(List<Expression> groups, boolean grouped, int selections) {}

    List<Aggregate> aggregates() {
        return aggregates;
    }

    List<BoundExpression> companions() {
        return companions;
    }

    @Override
    public BoundExpression bind(Expression expression) throws TdengineException {
        int group = groups.indexOf(bare(expression));
        if (group >= 0) {
            BoundExpression key = rows.bind(expression);
            return key.with(row -> row.cell(group));
        }
        return super.bind(expression);
    }

    static Expression bare(Expression expression) {
        return expression instanceof Expression.Name name ? new Expression.Name(null, name.name()) : expression;
    }

    @Override
    BoundExpression name(Expression.Name name) throws TdengineException {
        BoundExpression column = rows.name(name);
        if (selections != 1) {
            throw grouped
                    ? new TdengineException(0x260a, "Not a GROUP BY expression")
                    : new TdengineException(0x260c, "Not a single-group group function");
        }
        companions.add(column);
        int companion = companions.size() - 1;
        // The number of aggregates is not known until all names are bound, so the index is computed at run time.
        return column.with(row -> row.cell(groups.size() + aggregates.size() + companion));
    }

    @Override
    BoundExpression call(Expression.Call call) throws TdengineException {
        if (!AggregateState.NAMES.contains(call.function())) {
            return super.call(call);
        }
        Functions.requireOne(call.function(), call.arguments());
        int known = calls.indexOf(call);
        if (known < 0) {
            known = calls.size();
            calls.add(call);
            aggregates.add(aggregate(call));
        }
        Aggregate aggregate = aggregates.get(known);
        int cell = groups.size() + known;
        BoundExpression argument = aggregate.argument();
        if (aggregate.type().decimal() && argument != null) {
            boolean same = AggregateState.SELECTIONS.contains(call.function());
            int digits = same ? argument.length() : ColumnType.MOST_DIGITS;
            return new BoundExpression(row -> row.cell(cell), aggregate.type(), digits, argument.scale(), false);
        }
        int length = aggregate.type().variable() && argument != null
                ? argument.length()
                : aggregate.type().width();
        return new BoundExpression(row -> row.cell(cell), aggregate.type(), length, false);
    }

    private Aggregate aggregate(Expression.Call call) throws TdengineException {
        Expression argument = call.arguments().get(0);
        if (argument instanceof Expression.Star) {
            if (!call.function().equals("count")) {
                throw new TdengineException(0x2801, "Invalid number of parameters : " + call.function());
            }
            return new Aggregate("count", null, ColumnType.BIGINT);
        }
        BoundExpression bound = rows.bind(argument);
        return new Aggregate(call.function(), bound, AggregateState.type(call.function(), bound.type()));
    }
}
