// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.select;

import io.tdconnect.emulator.engine.sql.Expression;
import io.tdconnect.emulator.engine.sql.Select;
import java.util.ArrayList;
import java.util.List;

/** The output columns of a SELECT. */
public final class SelectItems {
    private SelectItems() {}

    /** The items, with `*` and `last(*)` replaced by the columns. */
    public static List<Select.Item> expand(Select select, RowSource source) {
        List<Select.Item> items = new ArrayList<>();
        for (Select.Item item : select.items()) {
            if (item.expression() instanceof Expression.Star) {
                for (RowSource.Item column : source.items()) {
                    if (inStar(column, source, select.tags())) {
                        String name = column.column().name();
                        items.add(new Select.Item(new Expression.Name(null, name), name, false));
                    }
                }
            } else if (item.expression() instanceof Expression.Call call && selectsAll(call)) {
                for (RowSource.Item column : source.items()) {
                    if (column.kind() == RowSource.Kind.COLUMN) {
                        items.add(single(call, column.column().name()));
                    }
                }
            } else {
                items.add(item);
            }
        }
        return items;
    }

    private static boolean inStar(RowSource.Item column, RowSource source, boolean tags) {
        return switch (column.kind()) {
            case COLUMN -> !tags;
            case TAG -> tags || source.starWithTags();
            case TABLE_NAME -> false;
        };
    }

    private static boolean selectsAll(Expression.Call call) {
        return call.arguments().size() == 1
                && call.arguments().get(0) instanceof Expression.Star
                && AggregateState.SELECTIONS.contains(call.function());
    }

    private static Select.Item single(Expression.Call call, String column) {
        Expression argument = new Expression.Name(null, column);
        return new Select.Item(
                new Expression.Call(call.function(), List.of(argument)), call.function() + "(" + column + ")", false);
    }

    public static boolean aggregated(Select select) {
        return select.grouped()
                || select.having() != null
                || select.items().stream().anyMatch(item -> aggregate(item.expression()));
    }

    private static boolean aggregate(Expression expression) {
        if (expression instanceof Expression.Call call) {
            return AggregateState.NAMES.contains(call.function())
                    || call.arguments().stream().anyMatch(SelectItems::aggregate);
        }
        if (expression instanceof Expression.Arithmetic arithmetic) {
            return aggregate(arithmetic.left()) || aggregate(arithmetic.right());
        }
        if (expression instanceof Expression.Cast cast) {
            return aggregate(cast.value());
        }
        return expression instanceof Expression.Negative negative && aggregate(negative.value());
    }

    /** The number of functions that select a row, such as last(); 0 if there are also others. */
    static int selections(List<Select.Item> items) {
        int selections = 0;
        for (Select.Item item : items) {
            if (item.expression() instanceof Expression.Call call && AggregateState.NAMES.contains(call.function())) {
                selections += AggregateState.SELECTIONS.contains(call.function()) ? 1 : 2;
            }
        }
        return selections;
    }

    /** Whether all items are tags or, if wanted, the table name. */
    static boolean onlyTags(List<Select.Item> items, Binder binder, boolean withTableName) {
        List<Expression> expressions =
                items.stream().map(Select.Item::expression).toList();
        return onlyTags(expressions, binder)
                && (!withTableName
                        || expressions.stream()
                                .anyMatch(e -> e instanceof Expression.Name name
                                        && name.name().equals("tbname")));
    }

    static boolean onlyTags(List<Expression> expressions, Binder binder) {
        return expressions.stream().allMatch(expression -> tag(expression, binder));
    }

    private static boolean tag(Expression expression, Binder binder) {
        if (!(expression instanceof Expression.Name name)) {
            return false;
        }
        int index = binder.indexOf(name.name());
        return index >= 0 && binder.items().get(index).kind() != RowSource.Kind.COLUMN;
    }
}
