// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Times of data as timestamps of records in Kafka. */
public final class RecordTime {
    /** Brokers take up to an hour (message.timestamp.after.max.ms), by a clock that may differ. */
    private static final long LARGEST_LEAD = Duration.ofMinutes(50).toMillis();

    private RecordTime() {}

    /**
     * The timestamp of a record.
     *
     * @param millis since 1970
     * @return null, so that the time of arrival counts, where brokers would refuse the time: before 1970, or in the future
     */
    public static @Nullable Long of(long millis) {
        return millis < 0 || millis - System.currentTimeMillis() >= LARGEST_LEAD ? null : millis;
    }
}
