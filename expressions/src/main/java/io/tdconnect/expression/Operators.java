// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import io.tdconnect.common.regex.LinearRegex;

/** Parts of expressions that work on others. */
final class Operators {
    private Operators() {}

    /** Operands joined by {@code ||} or {@code &&}; those behind the one that decides are not evaluated. */
    static Node junction(Node[] operands, boolean or) {
        String symbol = or ? "||" : "&&";
        return row -> {
            for (Node operand : operands) {
                if (Values.truth(operand.value(row), symbol) == or) {
                    return or;
                }
            }
            return !or;
        };
    }

    /** A comparison that is true if {@link Values#order} is from {@code least} to {@code most}. */
    static Node ordered(Node left, Node right, String symbol, int least, int most) {
        return row -> {
            int order = Values.order(left.value(row), right.value(row), symbol);
            return order >= least && order <= most;
        };
    }

    /** Whether the whole text of a value matches, or does not; null never matches. */
    static Node matching(Node operand, String regex, boolean wanted) {
        LinearRegex pattern = LinearRegex.compile(regex);
        return row -> {
            Object value = operand.value(row);
            return (value != null && pattern.matches(Values.text(value))) == wanted;
        };
    }

    /** The field or element inside of a value. */
    static Node inside(Node around, String name) {
        return row -> {
            Object value = around.value(row);
            return value == null ? null : Values.plain(FieldNode.child(value, name));
        };
    }
}
