// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.config;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The steps that remember rows of a subtable.
 *
 * @param repartition whether rows travel through an internal topic first
 * @param deduplicationWindow in ms of the times of messages; 0 without deduplication
 * @param deadbands null without report by exception
 * @param heartbeat after which a row is reported, in ms of the timestamps of rows; 0 for never
 * @param downsampling null without it
 */
public record StateOptions(
        boolean repartition,
        long deduplicationWindow,
        @Nullable Deadbands deadbands,
        long heartbeat,
        @Nullable Downsampling downsampling) {
    static final String REPARTITION = "state.repartition";
    static final String DEDUPLICATE_WINDOW = "deduplicate.window.ms";
    static final String REPORT_DEADBANDS = "report.deadbands";
    static final String REPORT_HEARTBEAT = "report.heartbeat.ms";
    public static final String DOWNSAMPLE_WINDOW = "downsample.window.ms";
    static final String DOWNSAMPLE_GRACE = "downsample.grace.ms";
    public static final String DOWNSAMPLE_COLUMNS = "downsample.columns";
    static final String DOWNSAMPLE_IDLE = "downsample.idle.ms";

    /**
     * Windows of which each becomes one row; in ms.
     *
     * @param window length
     * @param grace how much later than the end of a window a row has to be before the window is written
     * @param idle time without rows after which open windows are written; 0 for never
     */
    public record Downsampling(long window, long grace, List<WindowColumn> columns, long idle) {}

    public static void addTo(Options options) {
        options.group("State")
                .optional(
                        REPARTITION,
                        Type.BOOLEAN,
                        true,
                        "Whether rows travel through an internal topic, by their subtable, on their way to the stateful steps"
                                + " below. Set it to false only if all messages about a subtable are in one partition.")
                .importance(Importance.LOW)
                .optional(
                        DEDUPLICATE_WINDOW,
                        Type.LONG,
                        0L,
                        "How long a row with the subtable and timestamp of an earlier one is dropped, in ms of the times"
                                + " of the messages; the first one stays. 0 for never.")
                .validator(Validators.atLeast(0))
                .optional(
                        REPORT_DEADBANDS,
                        Type.LIST,
                        "",
                        "Report by exception: `voltage:0.5, current:2%, *:0` drops a row if no field listed has moved by"
                                + " more than its deadband, a number or a percentage, since the last row of its subtable"
                                + " that passed. Text and booleans pass when they differ. `*` is every other"
                                + " field except tags and the timestamp. Empty for off.")
                .validator(Deadbands.validator())
                .optional(
                        REPORT_HEARTBEAT,
                        Type.LONG,
                        0L,
                        "Time after which a row passes whatever its values are, in ms of the timestamps of rows. 0 for"
                                + " never.")
                .validator(Validators.atLeast(0));
        addDownsampling(options);
    }

    private static void addDownsampling(Options options) {
        options.optional(
                        DOWNSAMPLE_WINDOW,
                        Type.LONG,
                        0L,
                        "Length of the windows, in ms of the timestamps of rows, each of which becomes one row of its"
                                + " subtable; needs `processing.guarantee=exactly_once_v2`. 0 for off.")
                .validator(Validators.atLeast(0))
                .optional(
                        DOWNSAMPLE_GRACE,
                        Type.LONG,
                        0L,
                        "How much later than the end of a window a row of the subtable must be before the window is written;"
                                + " rows that arrive after that are late and dropped.")
                .validator(Validators.atLeast(0))
                .optional(
                        DOWNSAMPLE_COLUMNS,
                        Type.LIST,
                        "",
                        "Columns of the row of a window: `voltage:avg, voltage:max as peak, phase:last`, with first, last,"
                                + " min, max, avg, sum and count. Tags have their last values; the timestamp is the start of"
                                + " the window.")
                .validator(WindowColumn.validator())
                .optional(
                        DOWNSAMPLE_IDLE,
                        Type.LONG,
                        0L,
                        "Time without rows of a subtable after which its open windows are written, in ms of the clock. 0 for"
                                + " never: the last window of a device that is switched off then stays open.")
                .validator(Validators.atLeast(0));
    }

    public static StateOptions from(AbstractConfig config) {
        List<String> deadbands = config.getList(REPORT_DEADBANDS);
        return new StateOptions(
                config.getBoolean(REPARTITION),
                config.getLong(DEDUPLICATE_WINDOW),
                deadbands.isEmpty() ? null : Deadbands.parse(deadbands),
                config.getLong(REPORT_HEARTBEAT),
                downsampling(config));
    }

    private static @Nullable Downsampling downsampling(AbstractConfig config) {
        long window = config.getLong(DOWNSAMPLE_WINDOW);
        List<String> columns = config.getList(DOWNSAMPLE_COLUMNS);
        if ((window > 0) == columns.isEmpty()) {
            throw new ConfigException(
                    "expected both " + DOWNSAMPLE_WINDOW + " and " + DOWNSAMPLE_COLUMNS + ", or neither");
        }
        return window == 0
                ? null
                : new Downsampling(
                        window,
                        config.getLong(DOWNSAMPLE_GRACE),
                        WindowColumn.parse(columns),
                        config.getLong(DOWNSAMPLE_IDLE));
    }

    /** Whether one of the steps is on. */
    public boolean needed() {
        return deduplicationWindow > 0 || deadbands != null || downsampling != null;
    }
}
