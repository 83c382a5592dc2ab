// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import io.tdconnect.common.time.LocalTimes;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * How times are written as text.
 *
 * @param text of the pattern, for messages
 * @param formatter of the pattern, null for ISO-8601
 * @param zone of times without a zone; null if all have one
 */
public record TimeFormat(
        String text,
        @Nullable DateTimeFormatter formatter,
        @Nullable ZoneId zone) {
    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2024, 5, 1, 15, 30, 45, 123_456_789, ZoneOffset.UTC);

    /**
     * The format of a pattern of {@link DateTimeFormatter} such as {@code dd.MM.yyyy HH:mm:ss}.
     *
     * @param pattern null for ISO-8601
     * @throws IllegalArgumentException if the pattern is not valid, or does not determine a point in time
     */
    static TimeFormat of(@Nullable String pattern, @Nullable String zone) {
        if (pattern == null) {
            return new TimeFormat("ISO-8601", null, zone == null ? null : zone(zone));
        }
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        return of(pattern, builder.appendPattern(properYears(pattern)).toFormatter(Locale.ENGLISH), zone);
    }

    /**
     * The format of a pattern of strftime such as {@code %F %T}, see {@link #of(String, String)}.
     *
     * @param pattern null for ISO-8601
     */
    public static TimeFormat ofStrftime(@Nullable String pattern, @Nullable String zone) {
        return pattern == null ? of(null, zone) : of(pattern, Strftime.parse(pattern), zone);
    }

    private static TimeFormat of(String text, DateTimeFormatter formatter, @Nullable String zone) {
        // Strict, because otherwise the 30th of February would be read as the last day of the month.
        DateTimeFormatter strict = formatter.withResolverStyle(ResolverStyle.STRICT);
        ZoneId where = zone == null ? null : zone(zone);
        try {
            String sample = strict.format(SAMPLE);
            ZonedDateTime read = time(strict, sample, where);
            if (!strict.format(read).equals(sample)) {
                throw new IllegalArgumentException("time pattern " + text + ": expected all parts of a time of day,"
                        + " such as HH or both hh and a");
            }
            return new TimeFormat(text, strict, where);
        } catch (DateTimeException | DataException e) {
            throw new IllegalArgumentException("time pattern " + text + ": " + e.getMessage(), e);
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected a zone such as Europe/Paris, UTC or +08:00, found " + name, e);
        }
    }

    /** Whether there is a pattern, so that numbers such as 20240501 are also read as text. */
    boolean hasPattern() {
        return formatter != null;
    }

    /**
     * Reads a time.
     *
     * @throws DataException if it has another format, or does not exist
     */
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // Only the fraction is counted in digits.
    Timestamp parse(String time) {
        if (formatter == null) {
            return Timestamp.of(time, null, TimestampUnit.AUTO, zone);
        }
        try {
            Instant instant = time(formatter, time.trim(), zone).toInstant();
            // As in ISO-8601 text, the number of written digits determines the precision.
            int digits = Math.max(fractionDigits(time), neededDigits(instant.getNano()));
            Precision precision = digits <= 3 ? Precision.MS : digits <= 6 ? Precision.US : Precision.NS;
            return Timestamp.of(instant, precision);
        } catch (DateTimeParseException e) {
            // Without the cause, whose message quotes the text.
            throw new DataException("expected a time written as " + text + ", found "
                    + (e.getCause() instanceof DateTimeException
                            ? "one that does not exist"
                            : "text of " + time.length() + " characters that differs at position "
                                    + e.getErrorIndex()));
        } catch (DateTimeException e) {
            throw new DataException("expected a time written as " + text + ", found one that does not exist");
        }
    }

    private static ZonedDateTime time(DateTimeFormatter formatter, String time, @Nullable ZoneId zone) {
        TemporalAccessor parsed = formatter.parse(time);
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(parsed).atZone(ZoneOffset.UTC);
        }
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime clock = parsed.query(TemporalQueries.localTime());
        ZoneId named = parsed.query(TemporalQueries.zone());
        ZoneId where = named == null ? zone : named;
        if (date == null) {
            throw new DataException("expected year, month and day in it, found no date");
        }
        if (where == null) {
            // A pattern without a zone needs a separate zone.
            throw new DataException("expected an offset in the time, or zone 'Area/City' beside the pattern");
        }
        return LocalTimes.instant(date.atTime(clock == null ? LocalTime.MIDNIGHT : clock), where)
                .atZone(where);
    }

    private static int neededDigits(int nanos) {
        return nanos % 1_000_000 == 0 ? 3 : nanos % 1000 == 0 ? 6 : 9;
    }

    /** Replaces years of an era by calendar years, which a strict formatter requires. */
    private static String properYears(String pattern) {
        StringBuilder proper = new StringBuilder(pattern);
        boolean quoted = false;
        for (int i = 0; i < proper.length(); i++) {
            quoted ^= proper.charAt(i) == '\'';
            if (!quoted && proper.charAt(i) == 'y' && pattern.indexOf('G') < 0) {
                proper.setCharAt(i, 'u');
            }
        }
        return proper.toString();
    }

    private static int fractionDigits(String time) {
        int start = Math.max(time.lastIndexOf('.'), time.lastIndexOf(',')) + 1;
        int end = start;
        // The last point of 01.05.2024 12:30 is followed by a year, not by a fraction.
        boolean afterTime = start > 0 && time.lastIndexOf(':', start) > 0;
        while (afterTime && end < time.length() && Character.isDigit(time.charAt(end))) {
            end++;
        }
        return end - start;
    }
}
