// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.common.time.Precision;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Time;
import org.jspecify.annotations.Nullable;

/** ISO-8601 text of times in UTC. */
final class TimeText {
    private static final int FOUR_DIGIT_YEARS = 9999;

    private TimeText() {}

    /** As many digits as the unit has; by hand, since a formatter costs more than all else of a row. */
    static String of(long value, Precision precision) {
        long perSecond = precision.perSecond();
        long seconds = Math.floorDiv(value, perSecond);
        long days = Math.floorDiv(seconds, 86_400L);
        LocalDate date = LocalDate.ofEpochDay(days);
        if (date.getYear() < 0 || date.getYear() > FOUR_DIGIT_YEARS) {
            return Instant.ofEpochSecond(seconds, Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond))
                    .toString();
        }
        int ofDay = (int) Math.floorMod(seconds, 86_400L);
        int fraction = precision == Precision.MS ? 3 : precision == Precision.US ? 6 : 9;
        char[] text = new char[21 + fraction];
        digits(text, 0, 4, date.getYear());
        text[4] = '-';
        digits(text, 5, 2, date.getMonthValue());
        text[7] = '-';
        digits(text, 8, 2, date.getDayOfMonth());
        text[10] = 'T';
        digits(text, 11, 2, ofDay / 3600);
        text[13] = ':';
        digits(text, 14, 2, ofDay / 60 % 60);
        text[16] = ':';
        digits(text, 17, 2, ofDay % 60);
        text[19] = '.';
        digits(text, 20, fraction, Math.floorMod(value, perSecond));
        text[20 + fraction] = 'Z';
        return new String(text);
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

    private static void digits(char[] text, int start, int count, long number) {
        long rest = number;
        for (int i = start + count - 1; i >= start; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
