// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations in options: 500ms, 10s, 5m, 2h, 7d, 1w.
 *
 * <p>For older configurations it also reads ISO-8601 durations such as PT6H, and the single letters D, H and M for one day,
 * hour and minute.
 */
public final class DurationText {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d|w)");

    private DurationText() {}

    /**
     * The duration of a text.
     *
     * @throws IllegalArgumentException if it is not a duration, or is negative
     */
    public static Duration parse(String text) {
        String trimmed = text.trim();
        Matcher parts = NUMBER_AND_UNIT.matcher(trimmed);
        if (parts.matches()) {
            return of(Long.parseLong(parts.group(1)), parts.group(2));
        }
        return switch (trimmed.toUpperCase(Locale.ROOT)) {
            case "D" -> Duration.ofDays(1);
            case "H" -> Duration.ofHours(1);
            case "M" -> Duration.ofMinutes(1);
            default -> iso8601(trimmed);
        };
    }

    private static Duration of(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }

    private static Duration iso8601(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw unreadable(text, e);
        }
        throw unreadable(text, null);
    }

    private static IllegalArgumentException unreadable(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "expected a duration such as 500ms, 10s, 5m, 2h or 7d, found " + text, cause);
    }
}
