// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

import io.tdconnect.verify.mapping.Destination;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A table of the target, and the tables or series whose rows belong into it. For many threads. */
public final class ComparedTable {
    private final String name;
    private final List<SourceTable> sources = new CopyOnWriteArrayList<>();
    private volatile @Nullable Destination expected;
    private volatile boolean exists;
    private boolean reported;
    private long sourceRows;
    private long targetRows;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    ComparedTable(String name) {
        this.name = name;
    }

    /** Its name in the target. */
    public String name() {
        return name;
    }

    /** Where its rows come from; empty for a table that only the target has. */
    public List<SourceTable> sources() {
        return List.copyOf(sources);
    }

    void add(SourceTable source, Destination destination) {
        sources.add(source);
        expected = destination;
    }

    /** The tags that it should have; null for a table that only the target has. */
    public @Nullable Destination expected() {
        return expected;
    }

    /** Whether the target has it. */
    public boolean exists() {
        return exists;
    }

    void found() {
        exists = true;
    }

    /** Whether this is the first call, so that something is reported only once. */
    public synchronized boolean reportOnce() {
        boolean first = !reported;
        reported = true;
        return first;
    }

    /** Adds the rows of a window on both sides. */
    public synchronized void count(long ofSource, long ofTarget, long from, long to) {
        sourceRows += ofSource;
        targetRows += ofTarget;
        first = Math.min(first, from);
        last = Math.max(last, to);
    }

    /** Compared rows of the source. */
    public synchronized long sourceRows() {
        return sourceRows;
    }

    /** Compared rows of the target. */
    public synchronized long targetRows() {
        return targetRows;
    }

    /** The earliest time on any side; {@link Long#MAX_VALUE} without rows. */
    public synchronized long first() {
        return first;
    }

    /** The latest time on any side. */
    public synchronized long last() {
        return last;
    }
}
