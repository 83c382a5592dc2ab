// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx.dsn;

import io.tdconnect.common.time.DurationText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Converts the value of a parameter to that of an option; throws IllegalArgumentException with what it expects. */
@FunctionalInterface
public interface Conversion {
    /** The value as it is. */
    Conversion SAME = value -> value;

    /** A path; an at sign in front of it says that it is one. */
    Conversion PATH = of(value -> value.startsWith("@") ? value.substring(1) : value, value -> '@' + value);

    /** Whether; a parameter without a value is true. */
    Conversion FLAG = value -> switch (value.toLowerCase(Locale.ROOT)) {
        case "", "true", "1", "yes", "on" -> "true";
        case "false", "0", "no", "off" -> "false";
        default -> throw new IllegalArgumentException("true or false");
    };

    /** A number of seconds, or a duration with its unit, as milliseconds. */
    Conversion SECONDS = of(
            value -> String.valueOf(millis(value, 1000, "a number of seconds such as 60")),
            millis -> millis.endsWith("000") ? millis.substring(0, millis.length() - 3) : millis + "ms");

    /** A number of milliseconds, or a duration with its unit, as milliseconds. */
    Conversion MILLIS = value -> String.valueOf(millis(value, 1, "a number of milliseconds such as 500"));

    /** How long to wait for data: milliseconds, a duration with its unit, {@code never}, or 0 for the same. */
    Conversion PATIENCE = value -> {
        if (value.equalsIgnoreCase("never")) {
            return "never";
        }
        long millis = millis(value, 1, "never, or a number of milliseconds such as 5000");
        return millis == 0 ? "never" : Texts.DECIMAL.matcher(value).matches() ? millis + "ms" : value;
    };

    /** A range of time: D, H, M, a duration, or a number of minutes. */
    Conversion WINDOW =
            value -> isNumber(value) ? value + "m" : checkedDuration(value, "D, H, M or minutes such as 60");

    /** A duration with its unit. */
    Conversion DURATION = value -> checkedDuration(value, "a duration such as 500ms, 5s or 10m");

    /** A whole number. */
    Conversion WHOLE = value -> {
        if (!Texts.WHOLE.matcher(value).matches()) {
            throw new IllegalArgumentException("a whole number");
        }
        return value;
    };

    /** The value for the option. */
    String convert(String value);

    /** A value of a parameter that becomes this value of the option, if there is one. */
    default String undo(String value) {
        return value;
    }

    /** A conversion and what undoes it. */
    static Conversion of(Conversion conversion, UnaryOperator<String> undo) {
        return new Conversion() {
            @Override
            public String convert(String value) {
                return conversion.convert(value);
            }

            @Override
            public String undo(String value) {
                return undo.apply(value);
            }
        };
    }

    /** One of these words, whose case does not matter. */
    static Conversion choice(Map<String, String> words) {
        return value -> {
            String word = words.get(value.toLowerCase(Locale.ROOT));
            if (word == null) {
                throw new IllegalArgumentException("one of "
                        + String.join(", ", words.keySet().stream().sorted().toList()));
            }
            return word;
        };
    }

    private static boolean isNumber(String value) {
        return Texts.WHOLE.matcher(value).matches();
    }

    private static String checkedDuration(String value, String expected) {
        try {
            DurationText.parse(value);
            return value;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(expected, e);
        }
    }

    private static long millis(String value, int unit, String expected) {
        try {
            if (Texts.DECIMAL.matcher(value).matches()) {
                return new BigDecimal(value)
                        .multiply(BigDecimal.valueOf(unit))
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact();
            }
            Duration duration = DurationText.parse(value);
            return duration.toMillis();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(expected, e);
        }
    }

    /** Forms of texts. */
    final class Texts {
        private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
        private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,9})?");

        private Texts() {}
    }
}
