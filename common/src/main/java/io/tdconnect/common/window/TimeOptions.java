// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The time range that is read, and when new points of it are read.
 *
 * @param begin first nanosecond
 * @param end nanosecond after the last; {@link TimeSplit#ENDLESS} without an end
 * @param delay age at which a point is read
 * @param overlap how far back the connector looks for late points; zero for not at all
 * @param pollInterval between two looks for new points
 */
public record TimeOptions(long begin, long end, Duration delay, Duration overlap, Duration pollInterval) {
    /** The first time that is read. */
    public static final String BEGIN_TIME = "begin.time";

    public static final String END_TIME = "end.time";
    public static final String DELAY = "delay.ms";
    public static final String OVERLAP = "overlap.ms";
    static final String POLL_INTERVAL = "poll.interval.ms";

    private static final long HOUR = 3_600_000;

    /** Adds the options. */
    public static void addTo(Options options) {
        options.group("Time")
                .required(
                        BEGIN_TIME,
                        Type.STRING,
                        "Time of the first point: ISO-8601 with a zone such as 2023-06-01T00:00:00+0800, or seconds, milli-,"
                                + " micro- or nanoseconds since 1970.")
                .validator(
                        Validators.all(Validators.nonEmpty(), new ParsedValidator("time with a zone", TimeText::parse)))
                .optional(
                        END_TIME,
                        Type.STRING,
                        "",
                        "Time after the last point, in the same form; empty to read new points without an end.")
                .validator(new ParsedValidator("time with a zone, or empty", TimeText::parse))
                .importance(Importance.HIGH)
                .optional(
                        DELAY,
                        Type.LONG,
                        10_000L,
                        "Age at which a point is read, by the clock of the server, so that points can arrive out of order;"
                                + " usually 1000 to 30000.")
                .validator(Validators.between(0, 24 * HOUR))
                .optional(
                        OVERLAP,
                        Type.LONG,
                        0L,
                        "How far back the connector looks for points that arrived later than the delay allows. It reads that"
                                + " time twice, and only late and changed points become records, except after a restart;"
                                + " exactly-once delivery needs 0.")
                .validator(Validators.between(0, 7 * 24 * HOUR))
                .optional(POLL_INTERVAL, Type.LONG, 1_000L, "How often the connector looks for new points.")
                .validator(Validators.between(10, HOUR))
                .importance(Importance.LOW);
    }

    /** The time range of a configuration. */
    public static TimeOptions from(AbstractConfig config) {
        String end = config.getString(END_TIME);
        return new TimeOptions(
                TimeText.parse(config.getString(BEGIN_TIME)),
                end.isBlank() ? TimeSplit.ENDLESS : TimeText.parse(end),
                Duration.ofMillis(config.getLong(DELAY)),
                Duration.ofMillis(config.getLong(OVERLAP)),
                Duration.ofMillis(config.getLong(POLL_INTERVAL)));
    }
}
