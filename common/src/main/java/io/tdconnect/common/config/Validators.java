// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.DurationText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Validators of option values; all accept null, and their {@code toString} is the description on the reference page.
 *
 * <p>An option of type LIST is checked element by element, except by {@link #nonEmptyList}.
 */
public final class Validators {
    private Validators() {}

    /** A URI with one of these schemes and a host; the message never repeats the URI, which may contain a password. */
    public static Validator uri(String... schemes) {
        List<String> allowed = List.of(schemes);
        String text = "URI " + Arrays.stream(schemes).map(s -> s + "://host").collect(Collectors.joining(" or "));
        return new Rule(text, false, value -> uriProblem(value.toString(), allowed));
    }

    /** A list of URIs, each as in {@link #uri}. */
    public static Validator uris(String... schemes) {
        return uri(schemes);
    }

    /** A number from {@code min} to {@code max}, both included. */
    public static Validator between(long min, long max) {
        String text = "[" + min + ", …, " + max + "]";
        return new Rule(text, true, value -> isBetween(value, min, max) ? null : "expected " + min + " to " + max);
    }

    /** A number not smaller than {@code min}. */
    public static Validator atLeast(long min) {
        String text = "[" + min + ", …]";
        return new Rule(
                text, true, value -> isBetween(value, min, Long.MAX_VALUE) ? null : "expected " + min + " or more");
    }

    /** Text, or elements of a list, that are not blank. */
    public static Validator nonEmpty() {
        return new Rule("non-empty", true, value -> textOf(value).isBlank() ? "expected text that is not empty" : null);
    }

    /** A list with at least one element, and without blank elements. */
    public static Validator nonEmptyList() {
        return new NonEmptyList();
    }

    /** Text that matches a constant regular expression as a whole; {@code explanation} says what is allowed. */
    public static Validator pattern(String regex, String explanation) {
        Pattern pattern = Pattern.compile(regex);
        return new Rule(
                explanation,
                true,
                value -> pattern.matcher(value.toString()).matches() ? null : "expected " + explanation);
    }

    /** A template of {@link Template}. */
    public static Validator template() {
        return new Rule("template such as d{id}", true, value -> templateProblem(value.toString()));
    }

    /** A duration as {@link DurationText} reads it. */
    public static Validator duration() {
        return parsed("duration such as 500ms, 10s, 5m, 2h, 7d", DurationText::parse);
    }

    /**
     * Text that a parser accepts; unlike with {@link ParsedValidator}, empty text is not allowed.
     *
     * @param text what is allowed, for the reference page
     * @param parser throws IllegalArgumentException at anything else
     */
    public static Validator parsed(String text, ParsedValidator.Parser parser) {
        return new Rule(text, true, value -> problemOf(parser, value.toString()));
    }

    private static @Nullable String problemOf(ParsedValidator.Parser parser, String text) {
        try {
            parser.parse(text);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** The name of a constant, spelled as {@link EnumOption} does. */
    public static <E extends Enum<E>> Validator oneOf(Class<E> type) {
        return oneOf(EnumSet.allOf(type));
    }

    /** The name of one of these constants, spelled as {@link EnumOption} does. */
    public static <E extends Enum<E>> Validator oneOf(EnumSet<E> values) {
        List<String> names = values.stream().map(EnumOption::nameOf).toList();
        String text = String.join(", ", names);
        return new Rule("one of " + text, true, value -> {
            boolean known = names.stream().anyMatch(value.toString().trim()::equalsIgnoreCase);
            return known ? null : "expected one of " + text;
        });
    }

    /** Values that all of these validators accept. */
    public static Validator all(Validator... validators) {
        return new All(List.of(validators));
    }

    private static @Nullable String uriProblem(String text, List<String> schemes) {
        String expected = "expected " + schemes.stream().map(s -> s + "://host").collect(Collectors.joining(" or "));
        try {
            URI uri = Addresses.uri(text);
            if (uri.getScheme() == null || !schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                return expected + ", found scheme " + uri.getScheme();
            }
            if (uri.getRawAuthority() == null) {
                return expected + ", found no host";
            }
            return uri.getPort() > 65535 ? "expected a port up to 65535, found " + uri.getPort() : null;
        } catch (URISyntaxException e) {
            return expected + ", found " + e.getReason() + " at position " + e.getIndex();
        }
    }

    private static boolean isBetween(Object value, long min, long max) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return number >= min && number <= max;
        }
        return value instanceof Number number && number.longValue() >= min && number.longValue() <= max;
    }

    private static @Nullable String templateProblem(String text) {
        try {
            Template.parse(text);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static String textOf(Object value) {
        return value instanceof Password password ? password.value() : value.toString();
    }

    private interface Check {
        @Nullable
        String problem(Object value);
    }

    private record Rule(String text, boolean showValue, Check check) implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value instanceof List<?> list) {
                list.forEach(element -> ensureValid(name, element));
            } else if (value != null) {
                String problem = check.problem(value);
                if (problem != null) {
                    throw showValue
                            ? new ConfigException(name, value, problem)
                            : new ConfigException("Invalid value for configuration " + name + ": " + problem);
                }
            }
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private record NonEmptyList() implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value instanceof List<?> list && list.isEmpty()) {
                throw new ConfigException(name, value, "expected at least one element");
            }
            nonEmpty().ensureValid(name, value);
        }

        @Override
        public String toString() {
            return "non-empty list";
        }
    }

    private record All(List<Validator> validators) implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            validators.forEach(validator -> validator.ensureValid(name, value));
        }

        @Override
        public String toString() {
            return validators.stream().map(Object::toString).collect(Collectors.joining("; "));
        }
    }
}
