// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A condition or a calculation over the fields of a row, such as {@code voltage > 200 && location.starts_with("b")}.
 *
 * <p>JEXL parses the text, but does not run it: its tree is translated to nodes of this package, which are fields, literals,
 * operators and the functions of {@link #FUNCTIONS} only. So an expression cannot reach a class or method of Java, has no
 * loops, and copies no rows. Not for use by several threads.
 *
 * <p>A missing field is null. As a condition null is false; null equals only null, is neither less nor greater than any
 * value, is empty, has length 0, and contains nothing. A computation with null gives null.
 *
 * <p>A number with a point or exponent is a DOUBLE, but together with a DECIMAL it counts exactly as it is written. An
 * expression has at most 500 parts, and one evaluation creates at most 16 million characters of text.
 */
public final class Expression {
    /** The functions as the documentation of options lists them; each can be written as {@code f(x)} or {@code x.f()}. */
    public static final String FUNCTIONS =
            "is_empty, contains, starts_with, ends_with, len, trim, sub_string(start, len),"
                    + " replace(text, by), pad(len, text), to_upper, to_lower, to_string, parse_int, parse_float, abs, min, max,"
                    + " pow, sqrt, exp, ln, log, floor, ceiling, round, int, fraction, sin, cos, tan, sinh, cosh, tanh, asin, acos,"
                    + " atan, asinh, acosh, atanh, now(), between_time_range(from, to) (seconds around the current time)";

    private final String text;
    private final Node root;
    private final Budget budget;

    private Expression(String text, Node root, Budget budget) {
        this.text = text;
        this.root = root;
        this.budget = budget;
    }

    /**
     * Parses an expression.
     *
     * @param fieldsRequired whether evaluation fails if the row lacks a field of the expression
     * @throws IllegalArgumentException if it is malformed; the message says where
     */
    public static Expression parse(String text, boolean fieldsRequired) {
        Budget budget = new Budget();
        return new Expression(text, new ExpressionParser(text, fieldsRequired, budget).root(), budget);
    }

    /**
     * Whether a row fulfils the condition.
     *
     * @param row a Struct or Map
     * @throws DataException if the result is neither true, false nor null, or a value has the wrong kind for its use
     */
    public boolean test(Object row) {
        budget.restart();
        return ValueRules.truth(root.value(row), "the whole expression");
    }

    /**
     * The result for a row.
     *
     * @param row a Struct or Map
     * @return a Boolean, Number or String, or the value of a field
     * @throws DataException if a value has the wrong kind for its use
     */
    public @Nullable Object value(Object row) {
        budget.restart();
        Object value = root.value(row);
        return value instanceof RealLiteral literal ? literal.real() : value;
    }

    /**
     * The sum of numbers, null for an empty list.
     *
     * @throws DataException if a value is not a number, or the sum does not fit
     */
    public static @Nullable Object sum(List<?> values) {
        Object sum = null;
        for (Object value : values) {
            Object plain = ValueRules.plain(value);
            Object number = plain == null ? null : Functions.number(plain);
            sum = Arithmetic.ADD.apply(sum == null ? 0L : sum, number);
        }
        return sum;
    }

    /** The text that was parsed. */
    @Override
    public String toString() {
        return text;
    }
}
