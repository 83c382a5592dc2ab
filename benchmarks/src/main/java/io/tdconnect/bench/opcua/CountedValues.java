// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.opcua;

import java.util.Arrays;

/** Counts values that increase from 0 at each point, and those that are missing; for one thread at a time. */
final class CountedValues {
    private final int[] last;
    private long arrived;

    CountedValues(int points) {
        last = new int[points];
        Arrays.fill(last, -1);
    }

    /** Takes the next value of a point; the same one again, or an earlier one, does not count. */
    synchronized void add(int point, int value) {
        if (value > last[point]) {
            last[point] = value;
            arrived++;
        }
    }

    /** Different values so far. */
    synchronized long arrived() {
        return arrived;
    }

    /** How many of the values up to {@code highest} are missing, at all points. */
    synchronized long lost(int highest) {
        return last.length * (highest + 1L) - arrived;
    }
}
