// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.side;

/** Times from one (inclusive) to another (exclusive), in the precision of the target. */
public record TimeRange(long from, long to) {
    /** Units between the two; {@link Long#MAX_VALUE} if there are more. */
    public long length() {
        long length = to - from;
        return length < 0 ? Long.MAX_VALUE : length;
    }

    /** Whether it has parts. */
    public boolean divisible() {
        return length() > 1;
    }

    /** The time in its middle. */
    public long middle() {
        return from + (length() == Long.MAX_VALUE ? (to >> 1) - (from >> 1) : length() / 2);
    }

    /** The first half. */
    public TimeRange earlier() {
        return new TimeRange(from, middle());
    }

    /** The second half. */
    public TimeRange later() {
        return new TimeRange(middle(), to);
    }
}
