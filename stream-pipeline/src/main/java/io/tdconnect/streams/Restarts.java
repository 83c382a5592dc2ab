// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Limits how often failed threads are replaced. */
final class Restarts {
    private static final int MOST = 5;
    private static final long WITHIN_NANOS = Duration.ofMinutes(10).toNanos();

    private final Deque<Long> times = new ArrayDeque<>();

    /** Whether another restart is allowed now; counts it if so. */
    synchronized boolean allowed(long nanos) {
        while (!times.isEmpty() && nanos - times.getFirst() > WITHIN_NANOS) {
            times.removeFirst();
        }
        if (times.size() == MOST) {
            return false;
        }
        times.addLast(nanos);
        return true;
    }
}
