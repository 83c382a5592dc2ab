// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

/** A range of times, both ends included. */
public record TimeRange(long from, long to) {
    public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    public TimeRange and(TimeRange other) {
        return new TimeRange(Math.max(from, other.from), Math.min(to, other.to));
    }

    /** From the first time of either to the last. */
    public TimeRange or(TimeRange other) {
        return new TimeRange(Math.min(from, other.from), Math.max(to, other.to));
    }
}
