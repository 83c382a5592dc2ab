// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import io.tdconnect.common.type.PlainDecimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The functions of expressions, with the names of taosX and Rhai; the value before the dot is the first argument. */
final class Functions {
    /** The code of a function; arguments that it does not take are null. */
    interface Body {
        @Nullable
        Object apply(@Nullable Object first, @Nullable Object second, @Nullable Object third);
    }

    /** Code that is not called if an argument is null; the result is then null. */
    interface StrictBody {
        Object apply(Object first, Object second, Object third);
    }

    /**
     * A function.
     *
     * @param least the smallest number of arguments
     * @param most the largest number of arguments, three if more than {@code least}
     * @param last default of the last argument
     */
    record Function(String name, int least, int most, Object last, Body body) {}

    static final Map<String, Function> ALL = new HashMap<>();

    static {
        ofNull();
        texts();
        numbers();
        reals();
        times(InstantSource.system());
    }

    private Functions() {}

    /** Null is empty, and contains nothing. */
    private static void ofNull() {
        define("is_empty", 1, (a, b, c) -> isEmpty(a));
        define("len", 1, (a, b, c) -> ValueRules.length(a));
        define("contains", 2, (a, b, c) -> contains(a, b));
        define("starts_with", 2, (a, b, c) -> {
            String text = text(a, "starts_with");
            String part = text(b, "starts_with");
            return text != null && part != null && text.startsWith(part);
        });
        define("ends_with", 2, (a, b, c) -> {
            String text = text(a, "ends_with");
            String part = text(b, "ends_with");
            return text != null && part != null && text.endsWith(part);
        });
    }

    private static void texts() {
        strict("trim", 1, (a, b, c) -> ValueRules.text(a).strip());
        strict("to_upper", 1, (a, b, c) -> ValueRules.text(a).toUpperCase(Locale.ROOT));
        strict("to_lower", 1, (a, b, c) -> ValueRules.text(a).toLowerCase(Locale.ROOT));
        strict("to_string", 1, (a, b, c) -> ValueRules.text(a));
        strict(
                "replace",
                3,
                (a, b, c) -> TextFunctions.replace(ValueRules.text(a), required(b, "replace"), required(c, "replace")));
        optional(
                "sub_string",
                Long.MAX_VALUE,
                (a, b, c) -> TextFunctions.subString(ValueRules.text(a), index(b), index(c)));
        optional("pad", " ", (a, b, c) -> TextFunctions.pad(ValueRules.text(a), index(b), ValueRules.text(c)));
    }

    private static void numbers() {
        strict("parse_int", 1, (a, b, c) -> a instanceof String text ? parseInt(text) : Decimals.whole(number(a)));
        strict(
                "parse_float",
                1,
                (a, b, c) -> a instanceof String text ? parseFloat(text) : finite("parse_float", real(a)));
        strict("abs", 1, (a, b, c) -> Decimals.absolute(number(a)));
        strict("min", 2, (a, b, c) -> Decimals.extreme(a, b, false));
        strict("max", 2, (a, b, c) -> Decimals.extreme(a, b, true));
        strict("pow", 2, (a, b, c) -> finite("pow", Math.pow(real(a), real(b))));
        strict("floor", 1, (a, b, c) -> Decimals.rounded(number(a), RoundingMode.FLOOR));
        strict("ceiling", 1, (a, b, c) -> Decimals.rounded(number(a), RoundingMode.CEILING));
        strict("round", 1, (a, b, c) -> Decimals.rounded(number(a), RoundingMode.HALF_UP));
        strict("int", 1, (a, b, c) -> Decimals.whole(number(a)));
        strict("fraction", 1, (a, b, c) -> Decimals.fraction(number(a)));
    }

    private static void reals() {
        real("sqrt", Math::sqrt);
        real("exp", Math::exp);
        real("ln", Math::log);
        real("log", Math::log10);
        real("sin", Math::sin);
        real("cos", Math::cos);
        real("tan", Math::tan);
        real("asin", Math::asin);
        real("acos", Math::acos);
        real("atan", Math::atan);
        real("sinh", Math::sinh);
        real("cosh", Math::cosh);
        real("tanh", Math::tanh);
        real("asinh", Hyperbolic::asinh);
        real("acosh", Hyperbolic::acosh);
        real("atanh", Hyperbolic::atanh);
    }

    /** A missing time is in no range. */
    private static void times(InstantSource clock) {
        define("now", 0, (a, b, c) -> clock.millis());
        define(
                "between_time_range",
                3,
                (a, b, c) -> a != null && b != null && c != null && Times.isBetween(clock, a, b, c));
    }

    private static void define(String name, int arguments, Body body) {
        ALL.put(name, new Function(name, arguments, arguments, "", body));
    }

    private static void strict(String name, int arguments, StrictBody body) {
        ALL.put(name, new Function(name, arguments, arguments, "", strict(arguments, body)));
    }

    private static void optional(String name, Object last, StrictBody body) {
        ALL.put(name, new Function(name, 2, 3, last, strict(3, body)));
    }

    private static Body strict(int arguments, StrictBody body) {
        return (first, second, third) -> {
            Object b = arguments > 1 ? second : "";
            Object c = arguments > 2 ? third : "";
            return first == null || b == null || c == null ? null : body.apply(first, b, c);
        };
    }

    private static void real(String name, DoubleUnaryOperator function) {
        strict(name, 1, (a, b, c) -> finite(name, function.applyAsDouble(real(a))));
    }

    private static boolean isEmpty(@Nullable Object value) {
        if (value instanceof Collection<?> || value instanceof Map || value instanceof Struct) {
            return ValueRules.length(value).equals(0L);
        }
        String text = text(value, "is_empty");
        return text == null || text.isEmpty();
    }

    private static boolean contains(@Nullable Object whole, @Nullable Object part) {
        if (whole instanceof Collection<?> list) {
            return list.stream().anyMatch(element -> ValueRules.equal(ValueRules.plain(element), part));
        }
        String text = text(whole, "contains");
        String searched = text(part, "contains");
        return text != null && searched != null && text.contains(searched);
    }

    private static Object parseInt(String text) {
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            throw new DataException("expected a whole number of at most 64 bits in parse_int, found "
                    + ValueRules.kind(text) + " that is not one");
        }
    }

    private static Object parseFloat(String text) {
        BigDecimal number = PlainDecimal.parse(text);
        if (number != null) {
            return finite("parse_float", number.doubleValue());
        }
        throw new DataException("expected a number of at most " + PlainDecimal.MAX_TEXT
                + " characters in parse_float, found " + ValueRules.kind(text) + " that is not one");
    }

    static Number number(Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw new DataException(
                "expected a number, found " + ValueRules.kind(value) + "; parse_int and parse_float convert text");
    }

    private static double real(Object value) {
        return number(value).doubleValue();
    }

    static Double finite(String name, double result) {
        if (!Double.isFinite(result)) {
            throw new DataException("expected a number for which " + name + " has a finite result, found another");
        }
        return result;
    }

    /** A position or length, without its fraction. */
    private static int index(Object value) {
        if (value instanceof Number number) {
            return (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, number.longValue()));
        }
        throw new DataException("expected a whole number as position or length, found " + ValueRules.kind(value));
    }

    private static String required(Object value, String name) {
        if (value instanceof String text) {
            return text;
        }
        throw new DataException(
                "expected text in " + name + ", found " + ValueRules.kind(value) + "; to_string converts");
    }

    private static @Nullable String text(@Nullable Object value, String name) {
        return value == null ? null : required(value, name);
    }
}
