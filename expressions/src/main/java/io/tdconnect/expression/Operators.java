// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import io.tdconnect.common.regex.LinearRegex;
import java.util.List;

/** Nodes that combine the values of other nodes. */
final class Operators {
    private Operators() {}

    /** Operands joined by {@code ||} or {@code &&}; evaluation stops at the one that decides. */
    static Node junction(Node[] operands, boolean or) {
        String symbol = or ? "||" : "&&";
        return row -> {
            for (Node operand : operands) {
                if (ValueRules.truth(operand.value(row), symbol) == or) {
                    return or;
                }
            }
            return !or;
        };
    }

    /** A comparison that is true if {@link ValueRules#order} is from {@code least} to {@code most}. */
    static Node ordered(Node left, Node right, String symbol, int least, int most) {
        return row -> {
            int order = ValueRules.order(left.value(row), right.value(row), symbol);
            return order >= least && order <= most;
        };
    }

    /** A match of the whole text of a value, or its negation; null never matches. */
    static Node matching(Node operand, String regex, boolean wanted, Budget budget) {
        LinearRegex pattern = LinearRegex.compile(regex);
        return row -> {
            Object value = operand.value(row);
            if (value == null) {
                return !wanted;
            }
            String text = ValueRules.text(value);
            budget.searching(text.length(), pattern.steps());
            return pattern.matches(text) == wanted;
        };
    }

    /** A call of a function with arguments. */
    static Node call(Functions.Function function, List<Node> given, Budget budget) {
        Functions.Body body = function.body();
        if (given.isEmpty()) {
            return row -> body.apply(null, null, null);
        }
        Node first = given.get(0);
        if (function.most() == 1) {
            return row -> budget.made(body.apply(first.value(row), null, null));
        }
        Node second = given.get(1);
        boolean searches = function.name().equals("contains") || function.name().equals("replace");
        Node third = given.size() > 2 ? given.get(2) : row -> function.last();
        return row -> {
            Object a = first.value(row);
            Object b = second.value(row);
            if (searches && a instanceof String text && b instanceof String part) {
                budget.searching(text.length(), part.length());
            }
            return budget.made(body.apply(a, b, third.value(row)));
        };
    }

    /** A field or element of a value. */
    static Node inside(Node around, String name) {
        return row -> {
            Object value = around.value(row);
            return value == null ? FieldNode.ofNull(name) : ValueRules.plain(FieldNode.child(value, name));
        };
    }
}
