// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.read;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.time.DurationText;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;

/**
 * From where and until when records are read.
 *
 * @param start in partitions without a stored position
 * @param timeout how long nothing may come before reading has finished, null to go on for ever
 * @param onGap what happens when the next records are gone
 */
public record RangeOptions(StartPosition start, @Nullable Duration timeout, GapPolicy onGap) {
    public static final String START = "start.position";
    public static final String TIMEOUT = "timeout";
    public static final String ON_GAP = "behavior.on.gap";

    private static final String NEVER = "never";

    /** Values of {@link #ON_GAP}. */
    public enum GapPolicy {
        /** The task fails. */
        FAIL,
        /** Reading goes on at the first record that is left; the gap is logged and counted. */
        CONTINUE
    }

    public static void addTo(Options options) {
        options.group("Range")
                .optional(
                        START,
                        Type.STRING,
                        "earliest",
                        "Where reading begins in a partition of which Connect stores no position: earliest at the first record,"
                                + " latest at records that come after the start of the connector, `time:` at the first record"
                                + " with this timestamp or a later one, as milliseconds since 1970 or such as"
                                + " time:2026-06-01T00:00:00+08:00.")
                .validator(Validators.parsed(
                        "earliest, latest, or time: with milliseconds or an ISO-8601 time", StartPosition::parse))
                .importance(Importance.HIGH)
                .optional(
                        TIMEOUT,
                        Type.STRING,
                        NEVER,
                        "How long no record comes before reading has finished, such as 5s; never to go on. The brokers have to"
                                + " answer meanwhile, and all their records have to be read. A connector that has finished"
                                + " stays and does nothing more until it is restarted; `tdconnect run` ends.")
                .validator(Validators.parsed("never, or a duration such as 500ms, 10s", RangeOptions::timeout))
                .choice(
                        ON_GAP,
                        GapPolicy.FAIL,
                        "What happens when the cluster has deleted the records after the stored position, by the retention of"
                                + " the topic or since the topic was created anew: fail stops the task; continue goes on at the"
                                + " first record that is left, and logs and counts the records in between.")
                .importance(Importance.HIGH);
    }

    public static RangeOptions from(AbstractConfig config) {
        String timeout = config.getString(TIMEOUT).trim();
        return new RangeOptions(
                StartPosition.parse(config.getString(START)),
                timeout.equalsIgnoreCase(NEVER) ? null : DurationText.parse(timeout),
                EnumOption.parse(GapPolicy.class, config.getString(ON_GAP)));
    }

    private static Object timeout(String text) {
        return text.trim().equalsIgnoreCase(NEVER) ? NEVER : DurationText.parse(text);
    }
}
