// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Reads ISO-8601 text with up to nine digits after the second. */
final class IsoText {
    // Strict: otherwise the 30th of February would be read as the last day of the month.
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[ ][XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Digits of a date such as 2024-05-01; years beyond 9999 have more. */
    private static final int DATE_LENGTH = 10;

    private static final String EXPECTED = "Expected a timestamp such as 2024-05-01T12:00:00.123456789Z or"
            + " 2024-05-01 12:00:00+08:00 with its offset, found ";

    private IsoText() {}

    /**
     * The time of a text.
     *
     * @param zone of times without an offset, null to refuse them
     */
    static Timestamp parse(String text, @Nullable ZoneId zone) {
        String withT = withT(text.trim());
        int digits = fractionDigits(withT);
        if (digits > 9) {
            throw new DataException("Expected at most 9 digits after the second of a timestamp, found " + digits);
        }
        Precision precision = digits <= 3 ? Precision.MS : digits <= 6 ? Precision.US : Precision.NS;
        return Timestamp.of(instant(withT, zone), precision);
    }

    private static Instant instant(String text, @Nullable ZoneId zone) {
        TemporalAccessor parsed;
        try {
            parsed = FORMAT.parse(text);
        } catch (DateTimeParseException e) {
            // Without the cause, whose message quotes the text.
            throw new DataException(EXPECTED
                    + (e.getCause() instanceof DateTimeException
                            ? "one that does not exist"
                            : "text of " + text.length() + " characters that is not readable as one at position "
                                    + e.getErrorIndex()));
        }
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(parsed);
        }
        if (zone == null) {
            throw new DataException(EXPECTED + "one without; state its zone by the option timestamp.zone of"
                    + " transforms, or in a type such as TIMESTAMP(ms, zone 'Area/City')");
        }
        return LocalTimes.instant(LocalDateTime.from(parsed), zone);
    }

    private static String withT(String text) {
        int blank = text.indexOf(' ');
        boolean afterDate = blank >= DATE_LENGTH && text.charAt(blank - 3) == '-';
        return afterDate ? text.substring(0, blank) + 'T' + text.substring(blank + 1) : text;
    }

    private static int fractionDigits(String text) {
        int point = text.indexOf('.');
        int end = point + 1;
        while (point >= 0 && end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end - point - 1;
    }
}
