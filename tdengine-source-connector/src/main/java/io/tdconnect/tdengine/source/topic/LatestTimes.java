// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import io.tdconnect.common.time.Timestamp;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockColumn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest row time of each vgroup, from which a gap is filled. It is never after now, since rows may have times far in
 * the future. For use by one thread.
 */
final class LatestTimes {
    private final boolean kept;
    private final Map<Vgroup, Instant> times = new HashMap<>();

    /** Without times; stays so unless {@code kept}. */
    LatestTimes(boolean kept) {
        this.kept = kept;
    }

    /** The latest time of a vgroup; null if it is unknown. */
    @Nullable
    Instant of(Vgroup vgroup) {
        return times.get(vgroup);
    }

    /** An offset contains a time. */
    void stored(Vgroup vgroup, @Nullable Instant time) {
        if (kept && time != null) {
            times.merge(vgroup, time, LatestTimes::later);
        }
    }

    /** Rows are read. */
    void rowsRead(Vgroup vgroup, List<Block> blocks) {
        if (!kept) {
            return;
        }
        for (Block block : blocks) {
            BlockColumn first = block.columns().get(0);
            if (block.rows() > 0 && first.type() == ColumnType.TIMESTAMP) {
                Instant time = new Timestamp(latest(first), block.precision()).instant();
                Instant now = Instant.now();
                times.merge(
                        vgroup, (time.isAfter(now) ? now : time).truncatedTo(ChronoUnit.MILLIS), LatestTimes::later);
            }
        }
    }

    private static long latest(BlockColumn times) {
        long latest = Long.MIN_VALUE;
        for (int row = 0; row < times.rows(); row++) {
            latest = Math.max(latest, times.longAt(row));
        }
        return latest;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
