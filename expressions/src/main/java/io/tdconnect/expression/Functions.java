// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The functions of expressions, named as taosX and Rhai do; the value before the dot is the first argument. */
final class Functions {
    /** One function; arguments that are not given are null. */
    interface Body {
        @Nullable
        Object apply(@Nullable Object first, @Nullable Object second, @Nullable Object third);
    }

    /** A function and how many arguments it takes, at most three. */
    record Function(String name, int least, int most, Body body) {}

    static final Map<String, Function> ALL = new HashMap<>();

    private static final int MAX_NUMBER_TEXT = 400;

    static {
        texts();
        numbers();
        Map.<String, DoubleUnaryOperator>of(
                        "sin",
                        Math::sin,
                        "cos",
                        Math::cos,
                        "tan",
                        Math::tan,
                        "sinh",
                        Math::sinh,
                        "cosh",
                        Math::cosh,
                        "asin",
                        Math::asin,
                        "acos",
                        Math::acos,
                        "atan",
                        Math::atan,
                        "sqrt",
                        Math::sqrt,
                        "exp",
                        Math::exp)
                .forEach(Functions::real);
        real("asinh", x -> Math.signum(x) * Math.log(Math.abs(x) + Math.sqrt(x * x + 1)));
        real("acosh", x -> Math.log(x + Math.sqrt(x * x - 1)));
        real("atanh", x -> Math.log((1 + x) / (1 - x)) / 2);
        real("ln", Math::log);
        real("log", Math::log10);
    }

    private Functions() {}

    private static void texts() {
        define("is_empty", 1, 1, (a, b, c) -> isEmpty(a));
        define("contains", 2, 2, (a, b, c) -> contains(a, b));
        define(
                "starts_with",
                2,
                2,
                (a, b, c) -> a != null && text(a, "starts_with").startsWith(text(b, "starts_with")));
        define("ends_with", 2, 2, (a, b, c) -> a != null && text(a, "ends_with").endsWith(text(b, "ends_with")));
        define("len", 1, 1, (a, b, c) -> Values.length(a));
        define("trim", 1, 1, (a, b, c) -> a == null ? null : Values.text(a).strip());
        define("to_upper", 1, 1, (a, b, c) -> a == null ? null : Values.text(a).toUpperCase(Locale.ROOT));
        define("to_lower", 1, 1, (a, b, c) -> a == null ? null : Values.text(a).toLowerCase(Locale.ROOT));
        define("to_string", 1, 1, (a, b, c) -> a == null ? null : Values.text(a));
        define("sub_string", 2, 3, (a, b, c) -> a == null ? null : Texts.subString(Values.text(a), index(b), c));
        define(
                "replace",
                3,
                3,
                (a, b, c) -> a == null ? null : Texts.replace(a, text(b, "replace"), text(c, "replace")));
        define("pad", 2, 3, (a, b, c) -> a == null ? null : Texts.pad(Values.text(a), index(b), c));
    }

    private static void numbers() {
        define("parse_int", 1, 1, (a, b, c) -> a == null ? null : parseInt(a));
        define("parse_float", 1, 1, (a, b, c) -> a == null ? null : parseFloat(a));
        define(
                "abs",
                1,
                1,
                (a, b, c) -> a instanceof Number n && n.doubleValue() < 0 ? Arithmetic.negate(a) : number(a));
        define("min", 2, 2, (a, b, c) -> Values.order(a, b, "min") <= 0 ? a : b);
        define("max", 2, 2, (a, b, c) -> Values.order(a, b, "max") <= 0 ? b : a);
        define("pow", 2, 2, (a, b, c) -> a == null || b == null ? null : finite("pow", Math.pow(real(a), real(b))));
        define("floor", 1, 1, (a, b, c) -> rounded(a, Math::floor));
        define("ceiling", 1, 1, (a, b, c) -> rounded(a, Math::ceil));
        define("round", 1, 1, (a, b, c) -> rounded(a, x -> Math.signum(x) * Math.floor(Math.abs(x) + 0.5)));
        define("int", 1, 1, (a, b, c) -> a == null ? null : whole(a));
        define("fraction", 1, 1, (a, b, c) -> a == null ? null : fraction(real(a)));
    }

    private static void define(String name, int least, int most, Body body) {
        ALL.put(name, new Function(name, least, most, body));
    }

    private static void real(String name, DoubleUnaryOperator function) {
        define(name, 1, 1, (a, b, c) -> a == null ? null : finite(name, function.applyAsDouble(real(a))));
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || (value instanceof Collection<?> list
                        ? list.isEmpty()
                        : text(value, "is_empty").isEmpty());
    }

    private static boolean contains(@Nullable Object whole, @Nullable Object part) {
        if (whole instanceof Collection<?> list) {
            return list.stream().anyMatch(element -> Values.equal(Values.plain(element), part));
        }
        return whole != null && text(whole, "contains").contains(text(part, "contains"));
    }

    private static Object parseInt(Object value) {
        if (value instanceof String text) {
            try {
                return Long.parseLong(text.trim());
            } catch (NumberFormatException e) {
                throw new DataException("expected a whole number of at most 64 bits in parse_int, found "
                        + Values.kind(value) + " that is none");
            }
        }
        return whole(value);
    }

    private static Object parseFloat(Object value) {
        if (value instanceof String text && text.length() <= MAX_NUMBER_TEXT) {
            try {
                return finite("parse_float", new BigDecimal(text.trim()).doubleValue());
            } catch (NumberFormatException e) {
                throw new DataException(
                        "expected a number in parse_float, found " + Values.kind(value) + " that is none");
            }
        }
        return finite("parse_float", real(value));
    }

    private static Object whole(Object value) {
        if (value instanceof Number number && Values.isWhole(number)) {
            return number;
        }
        double number = real(value);
        if (Math.abs(number) >= 0x1p63 || Double.isNaN(number)) {
            throw new DataException("expected a number within 64 bits in int, found a larger one");
        }
        return (long) number;
    }

    private static @Nullable Object rounded(@Nullable Object value, DoubleUnaryOperator rounding) {
        if (value == null || (value instanceof Number number && Values.isWhole(number))) {
            return value;
        }
        return finite("rounding", rounding.applyAsDouble(real(value)));
    }

    private static Object fraction(double number) {
        // By decimals: 4.2 - 4 is 0.2 to a reader, but 0.20000000000000018 as a difference of doubles.
        finite("fraction", number);
        return new BigDecimal(Double.toString(number)).remainder(BigDecimal.ONE).doubleValue();
    }

    static @Nullable Object number(@Nullable Object value) {
        if (value == null || value instanceof Number) {
            return value;
        }
        throw new DataException("expected a number, found " + Values.kind(value));
    }

    private static double real(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new DataException(
                "expected a number, found " + Values.kind(value) + "; parse_int and parse_float convert text");
    }

    private static Object finite(String name, double result) {
        if (!Double.isFinite(result)) {
            throw new DataException("expected a number for which " + name + " has a finite result, found another");
        }
        return result;
    }

    private static int index(@Nullable Object value) {
        if (value instanceof Number number) {
            return (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, number.longValue()));
        }
        throw new DataException("expected a whole number as position or length, found " + Values.kind(value));
    }

    private static String text(@Nullable Object value, String name) {
        if (value instanceof String text) {
            return text;
        }
        throw new DataException("expected text in " + name + ", found " + Values.kind(value) + "; to_string converts");
    }
}
