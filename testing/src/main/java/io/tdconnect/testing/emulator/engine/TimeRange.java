// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

/** A window of times, both ends included. */
record TimeRange(long from, long to) {
    static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    TimeRange and(TimeRange other) {
        return new TimeRange(Math.max(from, other.from), Math.min(to, other.to));
    }

    /** From the first time of both to the last. */
    TimeRange or(TimeRange other) {
        return new TimeRange(Math.min(from, other.from), Math.max(to, other.to));
    }
}
