// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import org.apache.kafka.connect.errors.DataException;

/** Reads ISO-8601 text with up to nine digits after the second. */
final class IsoText {
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[ ][XXX][XX][X]")
            .toFormatter();

    private IsoText() {}

    static Timestamp parse(String text) {
        String trimmed = text.trim();
        String withT = trimmed.length() > 10 && trimmed.charAt(10) == ' '
                ? trimmed.substring(0, 10) + 'T' + trimmed.substring(11)
                : trimmed;
        int digits = fractionDigits(withT);
        if (digits > 9) {
            throw new DataException("Expected at most 9 digits after the second of a timestamp, found " + digits);
        }
        try {
            Precision precision = digits <= 3 ? Precision.MS : digits <= 6 ? Precision.US : Precision.NS;
            return Timestamp.of(FORMAT.parse(withT, Instant::from), precision);
        } catch (DateTimeParseException e) {
            // Without the cause, whose message quotes the text.
            throw new DataException("Expected a timestamp such as 2024-05-01T12:00:00.123456789Z or"
                    + " 2024-05-01 12:00:00+08:00 with its offset, found text of " + text.length()
                    + " characters that is not readable as one at position " + e.getErrorIndex());
        }
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
