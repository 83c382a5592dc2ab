// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.latency;

import java.util.Arrays;
import java.util.Locale;

/**
 * Times from writing a row to its system until it could be read from TDengine, in order.
 *
 * @param nanos sorted
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Latencies(long[] nanos) {
    private static final double[] SHARES = {0.5, 0.95, 0.99, 0.999};

    static Latencies of(long[] unsorted) {
        long[] sorted = unsorted.clone();
        Arrays.sort(sorted);
        return new Latencies(sorted);
    }

    /** The least time that this share of the rows does not exceed, in milliseconds; NaN without rows. */
    double millis(double share) {
        if (nanos.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * nanos.length);
        return nanos[Math.max(0, Math.min(nanos.length, rank) - 1)] / 1e6;
    }

    /** As {@code 50 % / 95 % / 99 % / 99.9 %} in milliseconds. */
    @Override
    public String toString() {
        return Arrays.stream(SHARES)
                .mapToObj(share -> String.format(Locale.ROOT, "%.1f", millis(share)))
                .reduce((a, b) -> a + "/" + b)
                .orElseThrow();
    }
}
