// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import io.tdconnect.common.metrics.PartProgress.Part;

/** A split, and the time of its next window. For use by one thread. */
final class ScheduledSplit {
    private final SplitReader reader;
    private long due = System.nanoTime();
    private boolean over;

    ScheduledSplit(SplitReader reader) {
        this.reader = reader;
    }

    SplitReader reader() {
        return reader;
    }

    /** Nanoseconds from {@code now} until it is due; not positive if it is. */
    long remaining(long now) {
        return due - now;
    }

    /** Sets the time of the next window, by {@link System#nanoTime}. */
    void postpone(long until) {
        due = until;
    }

    /** Whether everything is read up to the end. */
    boolean over() {
        return over;
    }

    /** Done, or not begun, or somewhere in between: nobody knows how many rows are left. */
    Part part() {
        long rows = reader.rowsRead();
        return new Part(reader.split().source(), over ? 1 : rows == 0 ? 0 : Double.NaN, rows);
    }

    void finish() {
        over = true;
    }
}
