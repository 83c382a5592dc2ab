// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.jspecify.annotations.Nullable;

/** Up to which source time the values of a task have been handed over, as one figure for all of its points. */
final class Progress {
    private static final String ENDPOINT = "endpoint";
    private static final String TASK = "task";
    private static final String TIME = "time";

    private final Map<String, String> partition;
    private @Nullable Instant reached;
    private boolean held;

    /**
     * The progress of a task.
     *
     * @param offset what Connect stored, null if nothing
     */
    Progress(Map<String, String> partition, @Nullable Map<String, Object> offset) {
        this.partition = partition;
        Object time = offset == null ? null : offset.get(TIME);
        this.reached = time == null ? null : Instant.parse(time.toString());
        this.held = true;
    }

    static Map<String, String> partition(String endpoint, int task) {
        return Map.of(ENDPOINT, endpoint, TASK, String.valueOf(task));
    }

    /** Source time of the last value handed over, by the server's clock; null if there was none. */
    synchronized @Nullable Instant reached() {
        return reached;
    }

    /** Until {@link #release}, and in the beginning, the time stands still: what lies before is being filled from history. */
    synchronized void hold() {
        held = true;
    }

    synchronized void release() {
        held = false;
    }

    /** What is stored with the records of values. */
    synchronized Position after(List<Reading> readings) {
        if (!held) {
            for (Reading reading : readings) {
                advance(reading);
            }
        }
        return new Position(partition, reached == null ? Map.of() : Map.of(TIME, reached.toString()));
    }

    private void advance(Reading reading) {
        DateTime source = reading.value().sourceTime();
        DateTime time = source == null ? reading.value().serverTime() : source;
        if (time == null) {
            return;
        }
        Instant instant = time.getJavaInstant();
        // A clock that is ahead must not hide later gaps.
        boolean plausible = !instant.isAfter(reading.received().plusSeconds(60));
        if (plausible && (reached == null || instant.isAfter(reached))) {
            reached = instant;
        }
    }
}
