// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.select;

import io.tdconnect.emulator.engine.sql.Expression;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns and tags that expressions name. */
public final class UsedNames {
    private final Set<String> names = new HashSet<>();

    private UsedNames() {}

    public static Set<String> of(List<Expression> expressions, @Nullable Expression where) {
        UsedNames used = new UsedNames();
        expressions.forEach(used::add);
        used.add(where);
        return used.names;
    }

    private void add(@Nullable Expression expression) {
        if (expression instanceof Expression.Name name) {
            names.add(name.name());
        } else if (expression instanceof Expression.Call call) {
            call.arguments().forEach(this::add);
        } else if (expression instanceof Expression.Cast cast) {
            add(cast.value());
        } else if (expression instanceof Expression.Negative negative) {
            add(negative.value());
        } else if (expression instanceof Expression.Arithmetic arithmetic) {
            add(arithmetic.left(), arithmetic.right());
        } else if (expression instanceof Expression.Comparison comparison) {
            add(comparison.left(), comparison.right());
        } else if (expression instanceof Expression.Like like) {
            add(like.value(), like.pattern());
        } else if (expression instanceof Expression.In in) {
            add(in.value());
            in.values().forEach(this::add);
        } else if (expression instanceof Expression.IsNull isNull) {
            add(isNull.value());
        } else if (expression instanceof Expression.And and) {
            add(and.left(), and.right());
        } else if (expression instanceof Expression.Or or) {
            add(or.left(), or.right());
        } else if (expression instanceof Expression.Not not) {
            add(not.value());
        }
    }

    private void add(Expression left, Expression right) {
        add(left);
        add(right);
    }
}
