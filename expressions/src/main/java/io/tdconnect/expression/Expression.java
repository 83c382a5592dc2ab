// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A condition or a calculation over the fields of a row, such as {@code voltage > 200 && location.starts_with("b")}.
 *
 * <p>JEXL reads the text, but does not run it: its tree becomes one of this package, which knows only fields, literals,
 * operators and the functions of {@link #FUNCTIONS}. So there is no way from an expression to a class or method of Java,
 * nothing that repeats, and no copy of the row. Not for use by several threads.
 *
 * <p>A field that is missing is null. Null is false as a condition, equal to null alone, neither less nor greater than
 * anything, empty, of length 0, and contains nothing; what is computed from null is null, wherever it stands.
 *
 * <p>A number with a point or exponent is a DOUBLE, and exactly its text where it meets a DECIMAL. At most 500 parts, and
 * 16 million characters of text that one evaluation makes.
 */
public final class Expression {
    /** The functions, as the documentation of options names them; each is written as {@code f(x)} or {@code x.f()}. */
    public static final String FUNCTIONS =
            "is_empty, contains, starts_with, ends_with, len, trim, sub_string(start, len),"
                    + " replace(text, by), pad(len, text), to_upper, to_lower, to_string, parse_int, parse_float, abs, min, max,"
                    + " pow, sqrt, exp, ln, log, floor, ceiling, round, int, fraction, sin, cos, tan, sinh, cosh, tanh, asin, acos,"
                    + " atan, asinh, acosh, atanh";

    private final String text;
    private final Node root;
    private final Budget budget;

    private Expression(String text, Node root, Budget budget) {
        this.text = text;
        this.root = root;
        this.budget = budget;
    }

    /**
     * The expression that a text describes.
     *
     * @param fieldsRequired whether evaluation fails for a row that lacks a field which the expression names
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
     * @throws DataException if the result is neither true, false nor null, or a value is not of the kind it is used as
     */
    public boolean test(Object row) {
        budget.restart();
        return ValueRules.truth(root.value(row), "the whole expression");
    }

    /**
     * The result for a row.
     *
     * @param row a Struct or Map
     * @return Boolean, Number, String, or what a field holds
     * @throws DataException if a value is not of the kind it is used as
     */
    public @Nullable Object value(Object row) {
        budget.restart();
        Object value = root.value(row);
        return value instanceof RealLiteral literal ? literal.real() : value;
    }

    /**
     * The sum of numbers, null if there are none.
     *
     * @throws DataException if one is no number, or the sum does not fit
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
