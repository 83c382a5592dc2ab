// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.select;

import io.tdconnect.emulator.engine.value.Cells;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of one aggregate of one group. */
abstract class AggregateState {
    static final Set<String> NAMES =
            Set.of("count", "min", "max", "sum", "avg", "first", "last", "last_row", "spread", "stddev");
    static final Set<String> SELECTIONS = Set.of("min", "max", "first", "last", "last_row");

    /** Adds a value and its time; returns whether it is now the selected one. */
    abstract boolean add(@Nullable Object value, long time);

    abstract @Nullable Object result();

    static ColumnType type(String function, ColumnType argument) throws TdengineException {
        switch (function) {
            case "count" -> {
                return ColumnType.BIGINT;
            }
            case "first", "last", "last_row" -> {
                return argument;
            }
            default -> {}
        }
        boolean number = argument.integer() || argument == ColumnType.FLOAT || argument == ColumnType.DOUBLE;
        boolean ordered =
                number || argument == ColumnType.VARCHAR || argument == ColumnType.NCHAR || argument.decimal();
        boolean minOrMax = function.equals("min") || function.equals("max");
        boolean summed = argument.decimal() && (function.equals("sum") || function.equals("avg"));
        if (!(minOrMax ? ordered : number || summed)) {
            throw new TdengineException(0x2802, "Invalid parameter data type : " + function);
        }
        if (minOrMax) {
            return argument;
        }
        if (summed) {
            return ColumnType.DECIMAL;
        }
        if (function.equals("sum") && argument.integer()) {
            return argument.unsigned() ? ColumnType.UBIGINT : ColumnType.BIGINT;
        }
        return ColumnType.DOUBLE;
    }

    static AggregateState of(String function, ColumnType type) {
        return switch (function) {
            case "count" -> new Count();
            case "min" -> new Extreme(-1);
            case "max" -> new Extreme(1);
            case "first" -> new Timed(-1, false);
            case "last" -> new Timed(1, false);
            case "last_row" -> new Timed(1, true);
            default -> total(function, type);
        };
    }

    private static AggregateState total(String function, ColumnType type) {
        if (type == ColumnType.DECIMAL) {
            return new ExactTotal(function.equals("avg"));
        }
        return function.equals("sum") && type != ColumnType.DOUBLE ? new WholeSum(type) : new Statistics(function);
    }

    private static final class Count extends AggregateState {
        private long count;

        @Override
        boolean add(@Nullable Object value, long time) {
            count += value == null ? 0 : 1;
            return false;
        }

        @Override
        Object result() {
            return count;
        }
    }

    private static final class Extreme extends AggregateState {
        private final int sign;
        private @Nullable Object extreme;

        Extreme(int sign) {
            this.sign = sign;
        }

        @Override
        boolean add(@Nullable Object value, long time) {
            if (value == null || (extreme != null && Cells.compare(value, extreme) * sign <= 0)) {
                return false;
            }
            extreme = value;
            return true;
        }

        @Override
        @Nullable
        Object result() {
            return extreme;
        }
    }

    private static final class Timed extends AggregateState {
        private final int sign;
        private final boolean nulls;
        private boolean any;
        private long best;
        private @Nullable Object value;

        Timed(int sign, boolean nulls) {
            this.sign = sign;
            this.nulls = nulls;
        }

        @Override
        boolean add(@Nullable Object candidate, long time) {
            int order = any ? Long.compare(time, best) * sign : 1;
            boolean better = sign > 0 ? order >= 0 : order > 0;
            if ((candidate == null && !nulls) || !better) {
                return false;
            }
            any = true;
            best = time;
            value = candidate;
            return true;
        }

        @Override
        @Nullable
        Object result() {
            return value;
        }
    }

    private static final class WholeSum extends AggregateState {
        private final ColumnType type;
        private BigInteger sum = BigInteger.ZERO;
        private long small;
        private boolean any;

        WholeSum(ColumnType type) {
            this.type = type;
        }

        @Override
        boolean add(@Nullable Object value, long time) {
            if (value instanceof BigInteger big) {
                sum = sum.add(big);
                any = true;
            } else if (value instanceof Number number) {
                small += number.longValue();
                any = true;
            }
            return false;
        }

        @Override
        @Nullable
        Object result() {
            if (!any) {
                return null;
            }
            return type == ColumnType.UBIGINT ? sum.add(BigInteger.valueOf(small)) : (Object) small;
        }
    }

    /** The sum of decimals, or their average with as many digits after the point. */
    private static final class ExactTotal extends AggregateState {
        private final boolean average;
        private BigDecimal sum = BigDecimal.ZERO;
        private long count;

        ExactTotal(boolean average) {
            this.average = average;
        }

        @Override
        boolean add(@Nullable Object value, long time) {
            if (value instanceof BigDecimal decimal) {
                sum = sum.add(decimal);
                count++;
            }
            return false;
        }

        @Override
        @Nullable
        Object result() {
            if (count == 0) {
                return null;
            }
            return average ? sum.divide(BigDecimal.valueOf(count), sum.scale(), RoundingMode.HALF_UP) : sum;
        }
    }

    private static final class Statistics extends AggregateState {
        private final String function;
        private long count;
        private double sum;
        private double squares;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;

        Statistics(String function) {
            this.function = function;
        }

        @Override
        boolean add(@Nullable Object value, long time) {
            if (value != null) {
                double number = Cells.number(value).doubleValue();
                count++;
                sum += number;
                squares += number * number;
                least = Math.min(least, number);
                most = Math.max(most, number);
            }
            return false;
        }

        @Override
        @Nullable
        Object result() {
            if (count == 0) {
                return null;
            }
            return switch (function) {
                case "sum" -> sum;
                case "avg" -> sum / count;
                case "spread" -> most - least;
                default -> Math.sqrt(Math.max(0, squares / count - (sum / count) * (sum / count)));
            };
        }
    }
}
