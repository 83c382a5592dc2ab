// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import io.tdconnect.common.window.PointBatch;
import io.tdconnect.common.window.PointRecords;
import io.tdconnect.common.window.Segment;
import io.tdconnect.common.window.SegmentRows;
import java.util.Map;

/** Makes batches of all points and throws them away. */
final class DiscardedPoints implements SegmentRows.BatchTarget {
    private DiscardedPoints() {}

    static SegmentRows rows(PointRecords records) {
        return new SegmentRows(
                records, null, SegmentRows.ResumeBy.SERIES, (series, time, row) -> true, new DiscardedPoints());
    }

    @Override
    public int batchSize() {
        return 1_000;
    }

    @Override
    public Map<String, ?> offsetAfter(Segment.LastPoint point) {
        return Map.of();
    }

    @Override
    public void accept(PointBatch batch) {}
}
