// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.side;

import io.tdconnect.common.time.Precision;

/**
 * Conversion between the times of a server and those of the target, as the sink converts them: digits that the target does
 * not have are dropped towards the past.
 *
 * @param own precision of the server
 * @param target precision of the target
 */
public record TimeScale(Precision own, Precision target) {
    private static final long EARLIEST = Long.MIN_VALUE + 2;

    /** The time in the precision of the target. */
    public long toTarget(long time) {
        if (own == target) {
            return time;
        }
        return own.perSecond() > target.perSecond()
                ? Math.floorDiv(time, own.perSecond() / target.perSecond())
                : saturated(time, target.perSecond() / own.perSecond());
    }

    /** The first time of this server that is not before a time of the target. */
    public long fromTarget(long time) {
        if (own == target) {
            return time;
        }
        return own.perSecond() > target.perSecond()
                ? saturated(time, own.perSecond() / target.perSecond())
                : -Math.floorDiv(-time, target.perSecond() / own.perSecond());
    }

    private static long saturated(long time, long factor) {
        long high = Math.multiplyHigh(time, factor);
        long low = time * factor;
        if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
            return Math.max(low, EARLIEST);
        }
        return time < 0 ? EARLIEST : Long.MAX_VALUE;
    }
}
