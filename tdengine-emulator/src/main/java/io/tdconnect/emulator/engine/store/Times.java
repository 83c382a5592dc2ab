// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import io.tdconnect.emulator.engine.sql.TimeSpan;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses and formats times. */
public final class Times {
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd")
            .optionalStart()
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "z")
            .optionalEnd()
            .toFormatter();

    private Times() {}

    /** Ticks of a text such as `2025-11-20T10:00:00.123Z` or of digits; null if it is not a time. */
    public static @Nullable Long parse(String text, long perSecond) {
        String trimmed = text.trim();
        if (trimmed.equalsIgnoreCase("now") || trimmed.equalsIgnoreCase("now()")) {
            return now(perSecond);
        }
        try {
            TemporalAccessor parsed = FORMAT.parse(trimmed);
            LocalDate date = LocalDate.from(parsed);
            java.time.LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            LocalDateTime local = time == null ? date.atStartOfDay() : date.atTime(time);
            Instant instant =
                    offset == null ? local.atZone(ZoneId.systemDefault()).toInstant() : local.toInstant(offset);
            return ticks(instant, perSecond);
        } catch (DateTimeException | ArithmeticException e) {
            return digits(trimmed);
        }
    }

    private static @Nullable Long digits(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    public static long now(long perSecond) {
        return ticks(Instant.now(), perSecond);
    }

    public static long today(long perSecond) {
        return ticks(
                Instant.now()
                        .atZone(ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.DAYS)
                        .toInstant(),
                perSecond);
    }

    static long ticks(Instant instant, long perSecond) {
        long fraction = instant.getNano() / (1_000_000_000L / perSecond);
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), perSecond), fraction);
    }

    static long plus(long time, List<TimeSpan> offsets, long perSecond) {
        long result = time;
        for (TimeSpan offset : offsets) {
            result += offset.ticks(perSecond);
        }
        return result;
    }
}
