// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.time.DurationText;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@link SelectionOptions.ReadMode#QUERY} that select rows by their time.
 *
 * @param begin time of the first row; null for the first row of the table
 * @param end time after the last row; null for no end
 * @param restro how long before the start realtime reading begins
 * @param interval between two queries for new rows
 * @param excursion how long rows may be late, after which times are read again
 * @param delay how old rows are before they are read
 */
public record TimeOptions(
        @Nullable Instant begin,
        @Nullable Instant end,
        Duration restro,
        Duration interval,
        Duration excursion,
        Duration delay) {
    public static final String BEGIN_TIME = "begin.time";
    public static final String END_TIME = "end.time";
    public static final String RESTRO = "restro";
    static final String INTERVAL = "interval";
    static final String EXCURSION = "excursion";
    static final String DELAY = "delay";

    static void addTo(Options options) {
        options.optional(
                        BEGIN_TIME,
                        Type.STRING,
                        "",
                        "Time of the first row for history and all: ISO-8601 with a zone such as 2023-06-01T00:00:00+08:00,"
                                + " or seconds, milli-, micro- or nanoseconds since 1970; empty for the first row.")
                .validator(new ParsedValidator("time with a zone, or empty", TimeOptions::checkedTime))
                .optional(END_TIME, Type.STRING, "", "Time after the last row, in the same form; empty for no end.")
                .validator(new ParsedValidator("time with a zone, or empty", TimeOptions::checkedTime))
                .optional(
                        RESTRO,
                        Type.STRING,
                        "0s",
                        "How far before its start realtime begins, such as 10m, for tables without a stored position.")
                .validator(Validators.duration())
                .optional(INTERVAL, Type.STRING, "1s", "How often realtime looks for new rows, such as 5s.")
                .validator(Validators.duration())
                .optional(
                        EXCURSION,
                        Type.STRING,
                        "500ms",
                        "How late rows may come in realtime. Times of this age are read again, and late and changed rows"
                                + " become records; after a restart all rows of that time do. Exactly-once delivery needs"
                                + " 0s, and a delay instead.")
                .validator(Validators.duration())
                .optional(
                        DELAY,
                        Type.STRING,
                        "0s",
                        "How old rows are before realtime reads them, by the clock of the server, so that those out of order"
                                + " have come.")
                .validator(Validators.duration());
    }

    static TimeOptions from(AbstractConfig config) {
        return new TimeOptions(
                time(config.getString(BEGIN_TIME)),
                time(config.getString(END_TIME)),
                DurationText.parse(config.getString(RESTRO)),
                DurationText.parse(config.getString(INTERVAL)),
                DurationText.parse(config.getString(EXCURSION)),
                DurationText.parse(config.getString(DELAY)));
    }

    /**
     * The time of a text; null if it is blank.
     *
     * @throws IllegalArgumentException if it is neither ISO-8601 text with a zone nor a number since 1970
     */
    static @Nullable Instant time(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty()) {
            return null;
        }
        try {
            Object value = trimmed.matches("-?\\d{1,19}") ? Long.valueOf(trimmed) : trimmed;
            return Timestamp.of(value, null, TimestampUnit.AUTO).instant();
        } catch (DataException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected a time with a zone such as 2023-06-01T00:00:00+08:00, or a number of seconds, milli-, micro-"
                            + " or nanoseconds since 1970, found "
                            + text,
                    e);
        }
    }

    private static Object checkedTime(String text) {
        Instant time = time(text);
        return time == null ? "" : time;
    }
}
