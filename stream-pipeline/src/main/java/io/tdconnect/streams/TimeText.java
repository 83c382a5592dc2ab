// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.common.time.Precision;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Time;
import org.jspecify.annotations.Nullable;

/** ISO-8601 text of times in UTC. */
final class TimeText {
    /** Of the longest text. */
    static final int LENGTH = 30;

    private static final int FOUR_DIGIT_YEARS = 9999;

    private TimeText() {}

    /** As many digits as the unit has. */
    static String of(long value, Precision precision) {
        byte[] text = new byte[LENGTH];
        int length = write(value, precision, text, 0);
        long perSecond = precision.perSecond();
        return length < 0
                ? Instant.ofEpochSecond(
                                Math.floorDiv(value, perSecond),
                                Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond))
                        .toString()
                : new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    /**
     * Puts the text, of at most {@link #LENGTH} bytes, into a buffer; by hand, since a formatter costs more than all else
     * of a row.
     *
     * @return length of the text; negative if the year has other than four digits, and nothing was written
     */
    static int write(long value, Precision precision, byte[] target, int start) {
        long perSecond = precision.perSecond();
        long seconds = Math.floorDiv(value, perSecond);
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, 86_400L));
        if (date.getYear() < 0 || date.getYear() > FOUR_DIGIT_YEARS) {
            return -1;
        }
        int ofDay = (int) Math.floorMod(seconds, 86_400L);
        int fraction = precision == Precision.MS ? 3 : precision == Precision.US ? 6 : 9;
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

    /** A value of Connect's logical types, in milliseconds. */
    static String ofDate(long millis, @Nullable String schemaName) {
        if (Date.LOGICAL_NAME.equals(schemaName)) {
            return LocalDate.ofEpochDay(Math.floorDiv(millis, 86_400_000L)).toString();
        }
        return Time.LOGICAL_NAME.equals(schemaName)
                ? LocalTime.ofNanoOfDay(millis * 1_000_000L).toString()
                : of(millis, Precision.MS);
    }

    private static void digits(byte[] text, int start, int count, long number) {
        long rest = number;
        for (int i = start + count - 1; i >= start; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
