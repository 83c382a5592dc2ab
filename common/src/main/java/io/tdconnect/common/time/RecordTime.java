// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes timestamps of Kafka records from the times of data. */
public final class RecordTime {
    /** Brokers accept up to an hour (message.timestamp.after.max.ms) by their own clock, which may differ. */
    private static final long LARGEST_LEAD = Duration.ofMinutes(50).toMillis();

    private RecordTime() {}

    /**
     * The timestamp of a record.
     *
     * @param millis milliseconds since 1970
     * @return null for times that brokers would refuse, before 1970 or in the future; the broker then uses the time of arrival
     */
    public static @Nullable Long of(long millis) {
        return millis < 0 || millis - System.currentTimeMillis() >= LARGEST_LEAD ? null : millis;
    }
}
