// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import java.time.Duration;

/** How much time is read at once: less where points are dense or the server is slow, more again where they are not. */
final class WindowLength {
    private static final long SHORTEST = 1_000_000;

    private final long longest;
    private final long mostPoints;
    private long nanos;

    WindowLength(Duration longest, long mostPoints) {
        this.longest = longest.toNanos();
        this.mostPoints = mostPoints;
        nanos = this.longest;
    }

    long nanos() {
        return nanos;
    }

    boolean shortened() {
        return nanos < longest;
    }

    /** A window of {@code length} failed because it was too much for the server. */
    void tooMuch(long length) {
        nanos = Math.max(SHORTEST, Math.min(nanos, length) / 2);
    }

    /** Whether a window of this length can be halved. */
    static boolean divisible(long length) {
        return length >= 2 * SHORTEST;
    }

    /** A window of {@code length} had so many points. */
    void read(long length, long points) {
        if (points > mostPoints) {
            double fitting = (double) length * mostPoints / points;
            nanos = Math.max(SHORTEST, Math.min(nanos, (long) fitting));
        } else if (points <= mostPoints / 2 && length >= nanos) {
            nanos = nanos > longest / 2 ? longest : nanos * 2;
        }
    }
}
