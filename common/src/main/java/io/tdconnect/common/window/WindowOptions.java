// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;

/**
 * How much is read at once.
 *
 * @param longest time range of a query
 * @param points that a window should have at most
 * @param slices of the history of each name, each with a position of its own
 * @param slicesEnd nanosecond at which the sliced history ends; null for the end of reading
 * @param batchSize most points of a poll
 */
public record WindowOptions(
        Duration longest, long points, int slices, @Nullable Long slicesEnd, int batchSize) {
    public static final String READ_WINDOW = "read.window";
    static final String WINDOW_POINTS = "window.max.points";
    static final String HISTORY_SLICES = "history.slices";
    static final String HISTORY_SLICES_END = "history.slices.end";
    static final String BATCH_SIZE = "batch.size";

    /** Adds the options. */
    public static void addTo(Options options) {
        options.group("Reading")
                .optional(
                        READ_WINDOW,
                        Type.STRING,
                        "D",
                        "Longest time range of a query, such as 15m, 6h or 1d; D, H, M (day, hour, minute) and ISO-8601"
                                + " durations such as PT6H are read as well. The connector reads shorter ranges by itself"
                                + " where points are dense or the server gives up.")
                .validator(Validators.parsed("duration such as 500ms, 10s, 5m, 2h, 7d", TimeText::window))
                .optional(
                        WINDOW_POINTS,
                        Type.LONG,
                        1_000_000L,
                        "How many points a range should have at most; after a larger one the next ranges are shorter.")
                .validator(Validators.atLeast(1_000))
                .importance(Importance.LOW)
                .optional(
                        HISTORY_SLICES,
                        Type.INT,
                        1,
                        "Number of time slices of the history of each measurement or metric, which several tasks can read. Change it"
                                + " only together with a reset of the offsets.")
                .validator(Validators.between(1, 1_000))
                .importance(Importance.LOW)
                .optional(
                        HISTORY_SLICES_END,
                        Type.STRING,
                        "",
                        "End of the sliced history if end.time is not set; the last slice continues after it.")
                .validator(new ParsedValidator("time with a zone, or empty", TimeText::parse))
                .importance(Importance.LOW)
                .optional(BATCH_SIZE, Type.INT, 2_000, "How many points Kafka Connect gets at once.")
                .validator(Validators.between(1, 100_000))
                .importance(Importance.LOW);
    }

    /** The windows of a configuration. */
    public static WindowOptions from(AbstractConfig config) {
        String slicesEnd = config.getString(HISTORY_SLICES_END);
        return new WindowOptions(
                TimeText.window(config.getString(READ_WINDOW)),
                config.getLong(WINDOW_POINTS),
                config.getInt(HISTORY_SLICES),
                slicesEnd.isBlank() ? null : TimeText.parse(slicesEnd),
                config.getInt(BATCH_SIZE));
    }

    /** The splits of a name: one, or a slice of its history each. */
    public List<TimeSplit> splits(String name, TimeOptions time) {
        long slicedUntil = slicesEnd == null ? time.end() : Math.min(time.end(), slicesEnd);
        return TimeSplit.of(name, time.begin(), time.end(), slices, slicedUntil);
    }

    /** Reports times that do not fit together. */
    public void check(TimeOptions time, ConfigProblems problems) {
        if (time.end() <= time.begin()) {
            problems.add(
                    TimeOptions.END_TIME,
                    "expected a time after " + TimeOptions.BEGIN_TIME + ", found one before or at it");
        }
        if (slices > 1 && time.end() == TimeSplit.ENDLESS && slicesEnd == null) {
            problems.add(
                    HISTORY_SLICES_END,
                    "expected a time, since " + HISTORY_SLICES + " is more than 1 and there is no "
                            + TimeOptions.END_TIME);
        } else if (slicesEnd != null && slicesEnd <= time.begin()) {
            problems.add(HISTORY_SLICES_END, "expected a time after " + TimeOptions.BEGIN_TIME);
        }
    }
}
