// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.time.DurationText;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import java.time.Instant;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The options of {@link ReadMode#QUERY}. */
final class QueryOptions {
    static final String MODE = "mode";
    static final String RESTRO = "restro";
    static final String INTERVAL = "interval";
    static final String EXCURSION = "excursion";
    static final String DELAY = "delay";
    static final String BEGIN_TIME = "begin.time";
    static final String END_TIME = "end.time";
    static final String TABLES = "tables";
    static final String FROM_STABLE = "select.from.stable";
    static final String STABLE_GROUPS = "stable.groups";
    static final String TABLES_REFRESH = "tables.refresh";
    static final String WINDOW = "window";
    static final String WINDOW_ROWS = "window.max.rows";
    static final String BATCH_ROWS = "batch.rows";
    private static final Validator DURATION =
            new ParsedValidator("duration such as 500ms, 10s, 5m, 2h, 7d", DurationText::parse);

    private QueryOptions() {}

    static void addTo(Options options) {
        options.group("Query")
                .choice(
                        MODE,
                        TimeMode.HISTORY,
                        "Which rows queries read: history those that are there, from begin.time to end.time, and then nothing"
                                + " more; realtime those that come, and those of the time of restro before the start; all"
                                + " history and then realtime.")
                .importance(Importance.HIGH);
        tables(options);
        times(options);
        reading(options);
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

    private static void tables(Options options) {
        options.optional(
                        TABLES,
                        Type.LIST,
                        "",
                        "Tables to read, comma separated, each TABLE or STABLE.TABLE; @FILE stands for a file on the worker with"
                                + " one of these on each line, empty lines do not count. Empty for all tables of the database or"
                                + " of stables, also new ones.")
                .importance(Importance.HIGH)
                .optional(
                        FROM_STABLE,
                        Type.BOOLEAN,
                        false,
                        "Whether one query reads many subtables, from their supertable: better for more than a few hundred"
                                + " subtables. Tables need the form STABLE.TABLE then, normal tables are left out, and a subtable"
                                + " that appears with rows older than the excursion is read from the position of its"
                                + " supertable on. Changing it begins anew.")
                .importance(Importance.HIGH)
                .optional(
                        STABLE_GROUPS,
                        Type.INT,
                        1,
                        "Into how many groups the subtables of a supertable are split with select.from.stable, so that several"
                                + " tasks can read it. Changing it begins anew.")
                .validator(Validators.between(1, 1_000))
                .importance(Importance.LOW)
                .optional(TABLES_REFRESH, Type.STRING, "60s", "How often new tables, tags and columns are looked for.")
                .validator(DURATION)
                .importance(Importance.LOW);
    }

    private static void times(Options options) {
        options.optional(
                        BEGIN_TIME,
                        Type.STRING,
                        "",
                        "Time of the first row for history and all: ISO-8601 with a zone such as 2023-06-01T00:00:00+08:00, or"
                                + " seconds, milli-, micro- or nanoseconds since 1970; empty for the first that there is.")
                .validator(new ParsedValidator("time with a zone, or empty", QueryOptions::checkedTime))
                .optional(END_TIME, Type.STRING, "", "Time after the last row, in the same form; empty for no end.")
                .validator(new ParsedValidator("time with a zone, or empty", QueryOptions::checkedTime))
                .optional(
                        RESTRO,
                        Type.STRING,
                        "0s",
                        "How far before its start realtime begins, such as 10m, for tables without a stored position.")
                .validator(DURATION)
                .optional(INTERVAL, Type.STRING, "1s", "How often realtime looks for new rows, such as 5s.")
                .validator(DURATION)
                .optional(
                        EXCURSION,
                        Type.STRING,
                        "500ms",
                        "How late rows may come in realtime. Times are read again when they are so old, and late and changed"
                                + " rows become records; after a restart all rows of that time do. Exactly-once delivery needs"
                                + " 0s, and a delay instead.")
                .validator(DURATION)
                .optional(
                        DELAY,
                        Type.STRING,
                        "0s",
                        "How old rows are before realtime reads them, by the clock of the server, so that those out of order"
                                + " have come.")
                .validator(DURATION);
    }

    private static void reading(Options options) {
        options.optional(
                        WINDOW,
                        Type.STRING,
                        "36500d",
                        "Longest range of time of a query. The connector begins with a day, and goes on with longer ranges where"
                                + " rows are few, with shorter ones where they are dense or the server gives up.")
                .validator(DURATION)
                .importance(Importance.LOW)
                .optional(
                        WINDOW_ROWS,
                        Type.LONG,
                        500_000L,
                        "How many rows a range should have at most; later ranges are shortened to it.")
                .validator(Validators.atLeast(1_000))
                .importance(Importance.LOW)
                .optional(
                        BATCH_ROWS,
                        Type.INT,
                        5_000,
                        "How many rows Kafka Connect gets at once; more where more rows of a supertable have the same time."
                                + " Rows of a table share a record only within a batch.")
                .validator(Validators.between(1, 1_000_000))
                .importance(Importance.LOW);
    }

    private static Object checkedTime(String text) {
        Instant time = time(text);
        return time == null ? "" : time;
    }
}
