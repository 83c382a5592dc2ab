// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.time.DurationText;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options for rows that the WAL no longer holds.
 *
 * @param lookback how much older than the latest row before a gap its rows may be
 */
public record GapOptions(GapPolicy policy, Duration lookback) {
    public static final String ON_GAP = "behavior.on.gap";
    static final String GAP_LOOKBACK = "gap.lookback";

    /** Values of {@link #ON_GAP}: what happens when the WAL no longer holds the next rows. */
    public enum GapPolicy {
        /** The task fails. */
        FAIL,
        /** Reading goes on at the oldest position of the WAL; the gap is logged and counted. */
        CONTINUE,
        /** The missing rows are read from the tables, by queries. */
        FILL
    }

    public static void addTo(Options options) {
        options.choice(
                        ON_GAP,
                        GapPolicy.FAIL,
                        "What happens when the WAL no longer holds the rows after the stored position, since"
                                + " WAL_RETENTION_PERIOD is over: fail stops the task; continue goes on at the oldest"
                                + " position of the WAL and counts the gap; fill first reads the tables of the vgroup by"
                                + " queries, from gap.lookback before the latest row that was read. With fill some rows come"
                                + " again, and deletions and metadata events of the gap are lost. Topics of queries cannot"
                                + " be filled.")
                .importance(Importance.HIGH)
                .optional(
                        GAP_LOOKBACK,
                        Type.STRING,
                        "1d",
                        "With behavior.on.gap=fill, how much older than the latest row before a gap the rows of the gap may"
                                + " be, such as 7d where devices send late.")
                .validator(Validators.duration());
    }

    public static GapOptions from(AbstractConfig config) {
        return new GapOptions(
                EnumOption.parse(GapPolicy.class, config.getString(ON_GAP)),
                DurationText.parse(config.getString(GAP_LOOKBACK)));
    }
}
