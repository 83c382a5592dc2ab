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

    private final List<RowSource.Item> items;
    private final int precision;
    private final Functions functions;
    private final @Nullable Object[] parameters;

    public Binder(RowSource source, Functions functions, @Nullable Object[] parameters) {
        this.items = source.items();
        this.precision = source.precision();
        this.functions = functions;
        this.parameters = parameters;
    }

    final List<RowSource.Item> items() {
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

    public BoundExpression bind(Expression expression) throws TdengineException {
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
            return BoundExpression.of(row -> ticks, ColumnType.BIGINT, true);
        }
        if (expression instanceof Expression.Call call) {
            return call(call);
        }
        if (expression instanceof Expression.Cast cast) {
            return functions.cast(bind(cast.value()), cast, precision);
        }
        if (expression instanceof Expression.Negative negative) {
            BoundExpression value = bind(negative.value());
            return BoundExpression.of(row -> Functions.negate(value.value(row)), ColumnType.DOUBLE, value.constant());
        }
        if (expression instanceof Expression.Arithmetic arithmetic) {
            return functions.arithmetic(arithmetic.operator(), bind(arithmetic.left()), bind(arithmetic.right()));
        }
        return condition(expression);
    }

    private BoundExpression condition(Expression expression) throws TdengineException {
        if (expression instanceof Expression.Comparison comparison) {
            return comparison(comparison);
        }
        if (expression instanceof Expression.And and) {
            BoundExpression left = bind(and.left());
            BoundExpression right = bind(and.right());
            return bool(row -> left.test(row) && right.test(row), left, right);
        }
        if (expression instanceof Expression.Or or) {
            BoundExpression left = bind(or.left());
            BoundExpression right = bind(or.right());
            return bool(row -> left.test(row) || right.test(row), left, right);
        }
        if (expression instanceof Expression.Not not) {
            BoundExpression value = bind(not.value());
            return bool(row -> !value.test(row), value, value);
        }
        if (expression instanceof Expression.IsNull isNull) {
            BoundExpression value = bind(isNull.value());
            return bool(row -> value.value(row) == null, value, value);
        }
        if (expression instanceof Expression.In in) {
            return in(in);
        }
        if (expression instanceof Expression.Like like) {
            BoundExpression value = bind(like.value());
            BoundExpression pattern = bind(like.pattern());
            return bool(row -> Functions.like(value.value(row), pattern.value(row)), value, pattern);
        }
        throw new TdengineException(0x2600, "syntax error near \"*\"");
    }

    private static BoundExpression bool(
            BoundExpression.Evaluator evaluator, BoundExpression left, BoundExpression right) {
        return BoundExpression.of(evaluator, ColumnType.BOOL, left.constant() && right.constant());
    }

    BoundExpression name(Expression.Name name) throws TdengineException {
        int index = indexOf(name.name());
        if (index < 0) {
            throw Failures.noColumn(name.name());
        }
        Column column = items.get(index).column();
        return BoundExpression.of(row -> row.cell(index), column);
    }

    BoundExpression call(Expression.Call call) throws TdengineException {
        List<BoundExpression> arguments = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            arguments.add(bind(argument));
        }
        return functions.scalar(call.function(), arguments, precision);
    }

    static BoundExpression constant(@Nullable Object value) {
        if (value instanceof String text) {
            byte[] bytes = Cells.bytes(text);
            return new BoundExpression(row -> bytes, ColumnType.VARCHAR, bytes.length, true);
        }
        if (value instanceof byte[] bytes) {
            return new BoundExpression(row -> bytes, ColumnType.VARCHAR, bytes.length, true);
        }
        ColumnType type = value == null
                ? ColumnType.VARCHAR
                : value instanceof Boolean
                        ? ColumnType.BOOL
                        : value instanceof Double || value instanceof Float ? ColumnType.DOUBLE : ColumnType.BIGINT;
        return BoundExpression.of(row -> value, type, true);
    }

    private BoundExpression comparison(Expression.Comparison comparison) throws TdengineException {
        BoundExpression left = bind(comparison.left());
        BoundExpression right = bind(comparison.right());
        BoundExpression first = timed(left, right);
        BoundExpression second = timed(right, left);
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

    /** Converts text to a time if it is compared with one. */
    final BoundExpression timed(BoundExpression value, BoundExpression other) throws TdengineException {
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
        return BoundExpression.of(row -> time, ColumnType.TIMESTAMP, true);
    }

    private BoundExpression in(Expression.In in) throws TdengineException {
        BoundExpression value = bind(in.value());
        List<BoundExpression> candidates = new ArrayList<>();
        for (Expression candidate : in.values()) {
            candidates.add(timed(bind(candidate), value));
        }
        return BoundExpression.of(
                row -> {
                    Object cell = value.value(row);
                    return cell != null && candidates.stream().anyMatch(c -> Cells.compare(cell, c.value(row)) == 0);
                },
                ColumnType.BOOL,
                false);
    }
}
