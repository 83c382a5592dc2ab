// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.metrics;

import java.time.Duration;
import java.util.Arrays;

/** How long the latest requests took; thread-safe. */
public final class Latencies {
    private static final int REMEMBERED = 1024;

    private final long[] nanos = new long[REMEMBERED];
    private long count;

    /** Adds a request, and forgets the oldest of more than 1,024. */
    public synchronized void add(Duration taken) {
        nanos[(int) (count++ % REMEMBERED)] = taken.toNanos();
    }

    /**
     * Milliseconds that this share of the remembered requests did not exceed; 0 if there is none.
     *
     * @param share from 0 to 1
     */
    public double millis(double share) {
        long[] sorted = sorted();
        if (sorted.length == 0) {
            return 0;
        }
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, index)] / 1e6;
    }

    private synchronized long[] sorted() {
        long[] copy = Arrays.copyOf(nanos, (int) Math.min(count, REMEMBERED));
        Arrays.sort(copy);
        return copy;
    }
}
