// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.select;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.emulator.engine.sql.Expression;
import io.tdconnect.emulator.engine.store.DatabaseOptions;
import io.tdconnect.emulator.engine.store.Times;
import io.tdconnect.emulator.engine.value.Cells;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.Numbers;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Operators and functions of one row. */
public final class Functions {
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final @Nullable String database;
    private final Release release;

    public Functions(@Nullable String database, Release release) {
        this.database = database;
        this.release = release;
    }

    /** Whether an order of two values satisfies an operator. */
    interface Test {
        boolean holds(int order);
    }

    static Test test(String operator) {
        return switch (operator) {
            case "=" -> order -> order == 0;
            case "!=" -> order -> order != 0;
            case "<" -> order -> order < 0;
            case "<=" -> order -> order <= 0;
            case ">" -> order -> order > 0;
            default -> order -> order >= 0;
        };
    }

    BoundExpression scalar(String function, List<BoundExpression> arguments, int precision) throws TdengineException {
        long perSecond = DatabaseOptions.ticksPerSecond(precision);
        return switch (function) {
            case "now" -> BoundExpression.of(row -> Times.now(perSecond), ColumnType.TIMESTAMP, true);
            case "today" -> BoundExpression.of(row -> Times.today(perSecond), ColumnType.TIMESTAMP, true);
            case "server_version", "client_version" -> Binder.constant(release.server());
            case "database" -> Binder.constant(database);
            case "current_user", "user" -> Binder.constant("root@127.0.0.1");
            case "server_status" -> BoundExpression.of(row -> 1, ColumnType.INT, true);
            default -> ofOne(function, arguments);
        };
    }

    private static BoundExpression ofOne(String function, List<BoundExpression> arguments) throws TdengineException {
        if (function.equals("concat")) {
            int length = arguments.stream().mapToInt(BoundExpression::length).sum();
            return new BoundExpression(row -> concat(arguments, row), ColumnType.VARCHAR, length, false);
        }
        BoundExpression.Evaluator evaluator;
        BoundExpression value = arguments.isEmpty() ? Binder.constant(null) : arguments.get(0);
        switch (function) {
            case "abs", "upper", "lower" -> {
                evaluator = row -> same(function, value.value(row));
                requireOne(function, arguments);
                if (value.type().decimal()) {
                    throw new TdengineException(0x2802, "Invalid parameter data type : " + function);
                }
                return new BoundExpression(evaluator, value.type(), value.length(), value.constant());
            }
            case "length", "char_length" -> {
                evaluator = row -> length(function, value.value(row));
                requireOne(function, arguments);
                return BoundExpression.of(evaluator, ColumnType.BIGINT, value.constant());
            }
            case "crc32" -> {
                evaluator = row -> crc32(value.value(row));
                requireOne(function, arguments);
                return BoundExpression.of(evaluator, ColumnType.UINT, value.constant());
            }
            default -> throw new TdengineException(0x374, "Func not exists");
        }
    }

    static void requireOne(String function, List<?> arguments) throws TdengineException {
        if (arguments.size() != 1) {
            throw new TdengineException(0x2801, "Invalid number of parameters : " + function);
        }
    }

    private static @Nullable Object concat(List<BoundExpression> arguments, RowView row) {
        StringBuilder result = new StringBuilder();
        for (BoundExpression argument : arguments) {
            Object cell = argument.value(row);
            if (cell == null) {
                return null;
            }
            result.append(Cells.text(cell));
        }
        return Cells.bytes(result.toString());
    }

    private static @Nullable Object same(String function, @Nullable Object cell) {
        if (cell == null) {
            return null;
        }
        if (function.equals("abs")) {
            return cell instanceof Number number && number.doubleValue() < 0 ? negate(cell) : cell;
        }
        String text = Cells.text(cell);
        String changed = function.equals("upper") ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
        return cell instanceof byte[] ? Cells.bytes(changed) : changed;
    }

    private static @Nullable Object length(String function, @Nullable Object cell) {
        if (cell == null) {
            return null;
        }
        int characters = Cells.characters(Cells.text(cell));
        if (function.equals("char_length")) {
            return (long) characters;
        }
        return cell instanceof byte[] bytes ? (long) bytes.length : (long) characters * 4;
    }

    /** Of text, and as the server stores it: NCHAR has four bytes for each character. */
    private static @Nullable Object crc32(@Nullable Object cell) {
        if (cell == null) {
            return null;
        }
        CRC32 sum = new CRC32();
        sum.update(cell instanceof byte[] bytes ? bytes : Cells.text(cell).getBytes(UTF_32LE));
        return sum.getValue();
    }

    static @Nullable Object negate(@Nullable Object cell) {
        return cell == null ? null : -Cells.number(cell).doubleValue();
    }

    BoundExpression arithmetic(String operator, BoundExpression left, BoundExpression right) {
        boolean constant = left.constant() && right.constant();
        if (operator.equals("->")) {
            return new BoundExpression(row -> member(left.value(row), right.value(row)), ColumnType.JSON, 4095, false);
        }
        if (operator.equals("&") || operator.equals("|")) {
            return BoundExpression.of(
                    row -> bits(operator, left.value(row), right.value(row)), ColumnType.BIGINT, constant);
        }
        if (left.type() == ColumnType.TIMESTAMP && !operator.equals("*")) {
            long sign = operator.equals("-") ? -1 : 1;
            return BoundExpression.of(
                    row -> {
                        Object a = left.value(row);
                        Object b = right.value(row);
                        return a == null || b == null
                                ? null
                                : (Object) (Cells.number(a).longValue()
                                        + sign * Cells.number(b).longValue());
                    },
                    ColumnType.TIMESTAMP,
                    constant);
        }
        return BoundExpression.of(
                row -> compute(operator, left.value(row), right.value(row)), ColumnType.DOUBLE, constant);
    }

    private static @Nullable Object bits(String operator, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        long a = Cells.number(left).longValue();
        long b = Cells.number(right).longValue();
        return operator.equals("&") ? a & b : a | b;
    }

    private static @Nullable Object compute(String operator, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        double a = Cells.number(left).doubleValue();
        double b = Cells.number(right).doubleValue();
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> b == 0 ? null : a / b;
            default -> b == 0 ? null : a % b;
        };
    }

    private static @Nullable Object member(@Nullable Object json, @Nullable Object name) {
        if (json == null || name == null) {
            return null;
        }
        try {
            JsonNode member = JSON.readTree((byte[]) json).get(Cells.text(name));
            return member == null || member.isNull() ? null : Cells.bytes(member.toString());
        } catch (IOException e) {
            return null;
        }
    }

    BoundExpression cast(BoundExpression value, Expression.Cast cast, int precision) {
        return new BoundExpression(
                row -> {
                    Object cell = value.value(row);
                    return cell == null ? null : converted(cell, cast, precision);
                },
                cast.type(),
                cast.length(),
                cast.scale(),
                value.constant());
    }

    private static @Nullable Object converted(Object cell, Expression.Cast cast, int precision) {
        ColumnType type = cast.type();
        if (type == ColumnType.BIGINT && (cell instanceof Double || cell instanceof Float)) {
            double real = ((Number) cell).doubleValue();
            // As on x86-64 for numbers that do not fit.
            return Math.abs(real) < 0x1p63 ? (long) real : Long.MIN_VALUE;
        }
        if (type == ColumnType.BIGINT && (cell instanceof Long || cell instanceof Integer)) {
            return ((Number) cell).longValue();
        }
        if (type.integer()) {
            return Numbers.whole(new BigDecimal(Cells.number(cell).toString()).setScale(0, RoundingMode.DOWN), type);
        }
        return switch (type) {
            case BOOL -> Cells.number(cell).doubleValue() != 0;
            case FLOAT -> Cells.number(cell).floatValue();
            case DOUBLE -> Cells.number(cell).doubleValue();
            case NCHAR -> Cells.text(cell);
            case DECIMAL, DECIMAL64 -> Numbers.exact(cell).setScale(cast.scale(), RoundingMode.HALF_UP);
            case TIMESTAMP ->
                cell instanceof byte[] || cell instanceof String
                        ? Times.parse(Cells.text(cell), DatabaseOptions.ticksPerSecond(precision))
                        : (Object) Cells.number(cell).longValue();
            default -> Cells.bytes(Cells.text(cell));
        };
    }

    public static boolean like(@Nullable Object cell, @Nullable Object pattern) {
        return cell != null && pattern != null && like(Cells.text(cell), 0, Cells.text(pattern), 0);
    }

    private static boolean like(String text, int at, String pattern, int from) {
        int t = at;
        int p = from;
        while (p < pattern.length()) {
            char c = pattern.charAt(p);
            if (c == '%') {
                for (int rest = t; rest <= text.length(); rest++) {
                    if (like(text, rest, pattern, p + 1)) {
                        return true;
                    }
                }
                return false;
            }
            boolean escaped = c == '\\' && p + 1 < pattern.length();
            char wanted = escaped ? pattern.charAt(p + 1) : c;
            if (t >= text.length() || (text.charAt(t) != wanted && (escaped || c != '_'))) {
                return false;
            }
            t++;
            p += escaped ? 2 : 1;
        }
        return t == text.length();
    }
}
