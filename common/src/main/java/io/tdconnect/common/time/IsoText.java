// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
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

/** ISO-8601 text of times, with up to nine digits after the second. */
public final class IsoText {
    /** Bytes of the longest text that {@link #write} writes. */
    public static final int MAX_LENGTH = 30;

    // Without STRICT the 30th of February would become the last day of the month.
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[ ][XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final int FOUR_DIGIT_YEARS = 9999;

    /** Length of a date such as 2024-05-01; years beyond 9999 have more digits. */
    private static final int DATE_LENGTH = 10;

    private static final String EXPECTED = "Expected a timestamp such as 2024-05-01T12:00:00.123456789Z or"
            + " 2024-05-01 12:00:00+08:00 with its offset, found ";

    private IsoText() {}

    /**
     * The time of a text.
     *
     * @param zone zone of times without an offset, null to refuse them
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

    /**
     * The text of a time in UTC, with as many digits after the second as the unit has; beyond the year 9999 without trailing
     * zeros.
     */
    public static String of(long value, Precision precision) {
        byte[] text = new byte[MAX_LENGTH];
        int length = write(value, precision, text, 0);
        return length < 0
                ? new Timestamp(value, precision).instant().toString()
                : new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    /**
     * Writes the text, of at most {@link #MAX_LENGTH} bytes, into a buffer; without a formatter, which would cost more than
     * the rest of a row.
     *
     * @return length of the text; negative if the year does not have four digits, and nothing was written
     */
    public static int write(long value, Precision precision, byte[] target, int start) {
        long perSecond = precision.perSecond();
        long seconds = Math.floorDiv(value, perSecond);
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, 86_400L));
        if (date.getYear() < 0 || date.getYear() > FOUR_DIGIT_YEARS) {
            return -1;
        }
        int ofDay = (int) Math.floorMod(seconds, 86_400L);
        int fraction = fractionDigits(precision);
        digits(target, start, 4, date.getYear());
        target[start + 4] = '-';
        digits(target, start + 5, 2, date.getMonthValue());
        target[start + 7] = '-';
        digits(target, start + 8, 2, date.getDayOfMonth());
        target[start + 10] = 'T';
        digits(target, start + 11, 2, ofDay / 3600);
        target[start + 13] = ':';
        digits(target, start + 14, 2, ofDay / 60 % 60);
        target[start + 16] = ':';
        digits(target, start + 17, 2, ofDay % 60);
        target[start + 19] = '.';
        digits(target, start + 20, fraction, Math.floorMod(value, perSecond));
        target[start + 20 + fraction] = 'Z';
        return 21 + fraction;
    }

    private static int fractionDigits(Precision precision) {
        return precision == Precision.MS ? 3 : precision == Precision.US ? 6 : 9;
    }

    private static void digits(byte[] text, int start, int count, long number) {
        long rest = number;
        for (int i = start + count - 1; i >= start; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
