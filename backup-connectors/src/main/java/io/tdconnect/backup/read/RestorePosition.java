// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.read;

import java.util.Comparator;
import java.util.Map;

/**
 * A place in a backup; everything before it was handed over.
 *
 * @param segment number of the segment, from 1
 * @param line number of the line, from 1
 * @param row number of rows of the line before the place
 */
record RestorePosition(long segment, long line, long row) implements Comparable<RestorePosition> {
    static final RestorePosition START = new RestorePosition(1, 1, 0);

    private static final String SEGMENT = "segment";
    private static final String LINE = "line";
    private static final String ROW = "row";
    private static final Comparator<RestorePosition> ORDER = Comparator.comparingLong(RestorePosition::segment)
            .thenComparingLong(RestorePosition::line)
            .thenComparingLong(RestorePosition::row);

    /**
     * The position in an offset.
     *
     * @throws IllegalArgumentException if it has none
     */
    static RestorePosition of(Map<String, ?> offset) {
        if (offset.get(SEGMENT) instanceof Number segment
                && offset.get(LINE) instanceof Number line
                && offset.get(ROW) instanceof Number row
                && segment.longValue() > 0
                && line.longValue() > 0
                && row.longValue() >= 0) {
            return new RestorePosition(segment.longValue(), line.longValue(), row.longValue());
        }
        throw new IllegalArgumentException("expected the numbers " + SEGMENT + " and " + LINE + ", from 1, and " + ROW
                + ", from 0, found " + offset);
    }

    Map<String, Long> offset() {
        return Map.of(SEGMENT, segment, LINE, line, ROW, row);
    }

    @Override
    public int compareTo(RestorePosition other) {
        return ORDER.compare(this, other);
    }
}
