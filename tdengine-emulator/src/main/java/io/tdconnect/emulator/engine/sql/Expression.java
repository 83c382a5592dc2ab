// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import io.tdconnect.emulator.engine.value.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed expression; names are not resolved yet. */
public sealed interface Expression {
    /** A column, tag or `tbname`. */
    record Name(@Nullable String table, String name) implements Expression {}

    /** All columns. */
    record Star(@Nullable String table) implements Expression {}

    /** A constant: Long, BigInteger, Double, Boolean, String or null. */
    record Constant(@Nullable Object value) implements Expression {}

    /** A span of time. */
    record Span(TimeSpan duration) implements Expression {}

    /** The question mark with this number, from 0. */
    record Parameter(int index) implements Expression {}

    /** A function. */
    record Call(String function, List<Expression> arguments) implements Expression {}

    /** CAST. */
    record Cast(Expression value, ColumnType type, int length, int scale) implements Expression {}

    /** A minus sign. */
    record Negative(Expression value) implements Expression {}

    /** + - * / % or -&gt;. */
    record Arithmetic(String operator, Expression left, Expression right) implements Expression {}

    /** = != &lt; &lt;= &gt; &gt;=. */
    record Comparison(String operator, Expression left, Expression right) implements Expression {}

    /** LIKE. */
    record Like(Expression value, Expression pattern) implements Expression {}

    /** IN. */
    record In(Expression value, List<Expression> values) implements Expression {}

    /** IS NULL. */
    record IsNull(Expression value) implements Expression {}

    /** AND. */
    record And(Expression left, Expression right) implements Expression {}

    /** OR. */
    record Or(Expression left, Expression right) implements Expression {}

    /** NOT. */
    record Not(Expression value) implements Expression {}
}
