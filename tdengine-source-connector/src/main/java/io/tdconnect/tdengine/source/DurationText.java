// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the options spell them: 500ms, 10s, 5m, 2h, 7d, 1w. */
final class DurationText {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d|w)");

    private DurationText() {}

    /**
     * The duration that the text means.
     *
     * @throws IllegalArgumentException if it has not this form
     */
    static Duration parse(String text) {
        Matcher parts = FORM.matcher(text.trim());
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected a duration such as 500ms, 10s, 5m, 2h or 7d, found " + text);
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }
}
