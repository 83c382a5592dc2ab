// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The last request for births that was sent to an edge node.
 *
 * @param nanos when it was sent, on the clock of the requests
 * @param interval after which the next one may follow; it grows while births do not help
 */
record RebirthBackOff(long nanos, Duration interval) {
    /** The shortest time between two requests to one node; it doubles with each request, up to {@link #LONGEST_INTERVAL}. */
    static final Duration INTERVAL = Duration.ofSeconds(30);

    static final Duration LONGEST_INTERVAL = Duration.ofMinutes(16);

    /** The request that is sent now, after another one, which is null if none was sent. */
    static RebirthBackOff after(@Nullable RebirthBackOff last, long nanos) {
        if (last == null || nanos - last.nanos >= 2 * LONGEST_INTERVAL.toNanos()) {
            return new RebirthBackOff(nanos, INTERVAL);
        }
        Duration twice = last.interval.multipliedBy(2);
        return new RebirthBackOff(nanos, twice.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : twice);
    }

    /** Whether the next request may be sent. */
    boolean isOver(long now) {
        return now - nanos >= interval.toNanos();
    }
}
