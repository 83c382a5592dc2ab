// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.select;

import io.tdconnect.emulator.engine.sql.Expression;
import io.tdconnect.emulator.engine.store.DatabaseOptions;
import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.store.Times;
import io.tdconnect.emulator.engine.value.Cells;
import io.tdconnect.emulator.engine.value.Column;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks up the names of an expression in the columns of a source. */
public class Binder {
    private static final Set<String> PRIMARY_TIME = Set.of("_c0", "_rowts");

    private final List<Source.Item> items;
    private final int precision;
    private final Functions functions;
    private final @Nullable Object[] parameters;

    public Binder(Source source, Functions functions, @Nullable Object[] parameters) {
        this.items = source.items();
        this.precision = source.precision();
        this.functions = functions;
        this.parameters = parameters;
    }

    final List<Source.Item> items() {
        return items;
    }

    /** The number of the column of this name, or -1; {@code _c0} and {@code _rowts} are the primary timestamp. */
    public final int indexOf(String name) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).column().name().equals(name)) {
                return i;
            }
        }
        boolean primaryTime = PRIMARY_TIME.contains(name)
                && !items.isEmpty()
                && items.get(0).column().type() == ColumnType.TIMESTAMP;
        return primaryTime ? 0 : -1;
    }

    public Bound bind(Expression expression) throws TdengineException {
        if (expression instanceof Expression.Name name) {
            return name(name);
        }
        if (expression instanceof Expression.Constant constant) {
            return constant(constant.value());
        }
        if (expression instanceof Expression.Parameter parameter) {
            return constant(parameters[parameter.index()]);
        }
        if (expression instanceof Expression.Span span) {
            long ticks = span.duration().ticks(DatabaseOptions.ticksPerSecond(precision));
            return Bound.of(row -> ticks, ColumnType.BIGINT, true);
        }
        if (expression instanceof Expression.Call call) {
            return call(call);
        }
        if (expression instanceof Expression.Cast cast) {
            return functions.cast(bind(cast.value()), cast, precision);
        }
        if (expression instanceof Expression.Negative negative) {
            Bound value = bind(negative.value());
            return Bound.of(row -> Functions.negate(value.value(row)), ColumnType.DOUBLE, value.constant());
        }
        if (expression instanceof Expression.Arithmetic arithmetic) {
            return functions.arithmetic(arithmetic.operator(), bind(arithmetic.left()), bind(arithmetic.right()));
        }
        return condition(expression);
    }

    private Bound condition(Expression expression) throws TdengineException {
        if (expression instanceof Expression.Comparison comparison) {
            return comparison(comparison);
        }
        if (expression instanceof Expression.And and) {
            Bound left = bind(and.left());
            Bound right = bind(and.right());
            return bool(row -> left.test(row) && right.test(row), left, right);
        }
        if (expression instanceof Expression.Or or) {
            Bound left = bind(or.left());
            Bound right = bind(or.right());
            return bool(row -> left.test(row) || right.test(row), left, right);
        }
        if (expression instanceof Expression.Not not) {
            Bound value = bind(not.value());
            return bool(row -> !value.test(row), value, value);
        }
        if (expression instanceof Expression.IsNull isNull) {
            Bound value = bind(isNull.value());
            return bool(row -> value.value(row) == null, value, value);
        }
        if (expression instanceof Expression.In in) {
            return in(in);
        }
        if (expression instanceof Expression.Like like) {
            Bound value = bind(like.value());
            Bound pattern = bind(like.pattern());
            return bool(row -> Functions.like(value.value(row), pattern.value(row)), value, pattern);
        }
        throw new TdengineException(0x2600, "syntax error near \"*\"");
    }

    private static Bound bool(Bound.Evaluator evaluator, Bound left, Bound right) {
        return Bound.of(evaluator, ColumnType.BOOL, left.constant() && right.constant());
    }

    Bound name(Expression.Name name) throws TdengineException {
        int index = indexOf(name.name());
        if (index < 0) {
            throw Failures.noColumn(name.name());
        }
        Column column = items.get(index).column();
        return Bound.of(row -> row.cell(index), column);
    }

    Bound call(Expression.Call call) throws TdengineException {
        List<Bound> arguments = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            arguments.add(bind(argument));
        }
        return functions.scalar(call.function(), arguments, precision);
    }

    static Bound constant(@Nullable Object value) {
        if (value instanceof String text) {
            byte[] bytes = Cells.bytes(text);
            return new Bound(row -> bytes, ColumnType.VARCHAR, bytes.length, true);
        }
        if (value instanceof byte[] bytes) {
            return new Bound(row -> bytes, ColumnType.VARCHAR, bytes.length, true);
        }
        ColumnType type = value == null
                ? ColumnType.VARCHAR
                : value instanceof Boolean
                        ? ColumnType.BOOL
                        : value instanceof Double || value instanceof Float ? ColumnType.DOUBLE : ColumnType.BIGINT;
        return Bound.of(row -> value, type, true);
    }

    private Bound comparison(Expression.Comparison comparison) throws TdengineException {
        Bound left = bind(comparison.left());
        Bound right = bind(comparison.right());
        Bound first = timed(left, right);
        Bound second = timed(right, left);
        Functions.Test test = Functions.test(comparison.operator());
        return bool(
                row -> {
                    Object a = first.value(row);
                    Object b = second.value(row);
                    return a != null && b != null && test.holds(Cells.compare(a, b));
                },
                first,
                second);
    }

    /** Text that is compared with a time is a time. */
    final Bound timed(Bound value, Bound other) throws TdengineException {
        if (other.type() != ColumnType.TIMESTAMP || value.type() != ColumnType.VARCHAR || !value.constant()) {
            return value;
        }
        Object text = value.value(RowView.EMPTY);
        if (text == null) {
            return value;
        }
        Long time = Times.parse(Cells.text(text), DatabaseOptions.ticksPerSecond(precision));
        if (time == null) {
            throw new TdengineException(0x127, "Invalid timestamp format");
        }
        return Bound.of(row -> time, ColumnType.TIMESTAMP, true);
    }

    private Bound in(Expression.In in) throws TdengineException {
        Bound value = bind(in.value());
        List<Bound> candidates = new ArrayList<>();
        for (Expression candidate : in.values()) {
            candidates.add(timed(bind(candidate), value));
        }
        return Bound.of(
                row -> {
                    Object cell = value.value(row);
                    return cell != null && candidates.stream().anyMatch(c -> Cells.compare(cell, c.value(row)) == 0);
                },
                ColumnType.BOOL,
                false);
    }
}
