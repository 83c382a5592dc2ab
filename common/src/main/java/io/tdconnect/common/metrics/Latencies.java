// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.metrics;

import java.time.Duration;
import java.util.Arrays;

/** Durations of the latest requests; thread-safe. */
public final class Latencies {
    private static final int REMEMBERED = 1024;

    private final long[] nanos = new long[REMEMBERED];
    private long count;

    /** Adds a request; of more than 1,024 the oldest is forgotten. */
    public synchronized void add(Duration taken) {
        nanos[(int) (count++ % REMEMBERED)] = taken.toNanos();
    }

    /**
     * A percentile of the remembered durations, in milliseconds; 0 without requests.
     *
     * @param share share of the requests that took at most this long, from 0 to 1
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
