// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Time patterns with percent signs, such as {@code %F %T%.f}: those of the Rust library chrono, which taosX uses. */
final class Strftime {
    private final String text;
    private final DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    private int position;

    private Strftime(String text) {
        this.text = text;
    }

    /**
     * The formatter of a pattern.
     *
     * @throws IllegalArgumentException if it has an unknown conversion
     */
    static DateTimeFormatter parse(String text) {
        return new Strftime(text).formatter();
    }

    private DateTimeFormatter formatter() {
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '%' && position == text.length()) {
                throw new IllegalArgumentException("expected a letter after % at position " + (position - 1)
                        + ", found the end; write %% for a percent sign");
            }
            if (c == '%') {
                conversion();
            } else {
                builder.appendLiteral(c);
            }
        }
        return builder.toFormatter(Locale.ENGLISH);
    }

    private void conversion() {
        for (String fraction : new String[] {".f", ".3f", ".6f", ".9f", "3f", "6f", "9f", "f"}) {
            if (text.startsWith(fraction, position)) {
                position += fraction.length();
                fraction(fraction);
                return;
            }
        }
        if (text.startsWith(":z", position)) {
            position += 2;
            builder.appendPattern("xxx");
            return;
        }
        char c = text.charAt(position++);
        switch (c) {
            case '%' -> builder.appendLiteral('%');
            case 'n' -> builder.appendLiteral('\n');
            case 't' -> builder.appendLiteral('\t');
            case 's' -> builder.appendValue(ChronoField.INSTANT_SECONDS);
            default -> builder.appendPattern(pattern(c));
        }
    }

    private void fraction(String conversion) {
        boolean point = conversion.startsWith(".");
        char digits = conversion.charAt(point ? 1 : 0);
        int width = digits == 'f' ? 9 : digits - '0';
        builder.appendFraction(ChronoField.NANO_OF_SECOND, point && digits == 'f' ? 0 : width, width, point);
    }

    private String pattern(char conversion) {
        return switch (conversion) {
            case 'Y' -> "uuuu";
            case 'y' -> "uu";
            case 'm' -> "MM";
            case 'd' -> "dd";
            case 'e' -> "ppd";
            case 'H' -> "HH";
            case 'I' -> "hh";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'p' -> "a";
            case 'j' -> "DDD";
            case 'b', 'h' -> "MMM";
            case 'B' -> "MMMM";
            case 'a' -> "EEE";
            case 'A' -> "EEEE";
            case 'F' -> "uuuu-MM-dd";
            case 'T' -> "HH:mm:ss";
            case 'R' -> "HH:mm";
            case 'D' -> "MM/dd/uu";
            case 'z' -> "xx";
            default ->
                throw new IllegalArgumentException("expected a time pattern such as %Y-%m-%d %H:%M:%S%.f, found %"
                        + conversion + " at position " + (position - 2));
        };
    }
}
