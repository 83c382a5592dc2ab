// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.TimestampUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of a TIMESTAMP type, such as {@code ms, 'dd.MM.yyyy HH:mm', zone 'Europe/Paris'}. */
final class TimestampArguments {
    private static final Pattern ARGUMENTS = Pattern.compile(
            "\\s*(?:(?i)(s|ms|us|ns))?\\s*,?\\s*(?:'((?:[^']|'')+)')?\\s*,?\\s*(?:zone\\s*'([^']+)')?\\s*");

    private TimestampArguments() {}

    /**
     * The type with these arguments.
     *
     * @throws IllegalArgumentException if they are malformed
     */
    static TimestampType parse(@Nullable String arguments) {
        Matcher matcher = ARGUMENTS.matcher(arguments == null ? "" : arguments);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected TIMESTAMP(unit, 'pattern', zone 'Area/City'), each optional,"
                    + " with unit s, ms, us or ns, found (" + arguments + ")");
        }
        String pattern = matcher.group(2) == null ? null : matcher.group(2).replace("''", "'");
        TimeFormat format =
                pattern == null && matcher.group(3) == null ? null : TimeFormat.of(pattern, matcher.group(3));
        return of(matcher.group(1), format);
    }

    /** The type with a unit; null for any unit. */
    static TimestampType of(@Nullable String unit, @Nullable TimeFormat format) {
        String name = unit == null ? "auto" : unit.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "s" -> new TimestampType(TimestampUnit.S, null, format);
            case "ms" -> new TimestampType(TimestampUnit.MS, Precision.MS, format);
            case "us" -> new TimestampType(TimestampUnit.US, Precision.US, format);
            case "ns" -> new TimestampType(TimestampUnit.NS, Precision.NS, format);
            default -> new TimestampType(TimestampUnit.AUTO, null, format);
        };
    }
}
