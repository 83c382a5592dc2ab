// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.finding;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what differs. For many threads. */
public final class Findings {
    private final int limit;
    private final List<Difference> listed = new ArrayList<>();
    private final Map<Difference.Kind, Long> counts = new EnumMap<>(Difference.Kind.class);
    private final Set<String> notes = new LinkedHashSet<>();
    private long unresolved;
    private long merged;

    /** Lists this many differences at most; further ones are counted. */
    public Findings(int limit) {
        this.limit = limit;
    }

    /** Adds a difference. */
    public synchronized void add(Difference difference) {
        counts.merge(difference.kind(), 1L, Long::sum);
        if (listed.size() < limit) {
            listed.add(difference);
        }
    }

    /** Counts differences that are not listed one by one. */
    public synchronized void count(Difference.Kind kind, long more) {
        if (more > 0) {
            counts.merge(kind, more, Long::sum);
        }
    }

    /** Whether no more differences are listed. */
    public synchronized boolean full() {
        return listed.size() >= limit;
    }

    /** How many more are listed. */
    public synchronized int room() {
        return limit - listed.size();
    }

    /** Counts a window of a table that differs, but was not narrowed down since the list is full. */
    public synchronized void unresolved() {
        unresolved++;
    }

    /** Counts rows of the source that share their time with another one in the precision of the target. */
    public synchronized void merged(long rows) {
        merged += rows;
    }

    /** Adds a remark about what was compared; each only once. */
    public synchronized void note(String text) {
        notes.add(text);
    }

    /** The differences in the list. */
    public synchronized List<Difference> listed() {
        return List.copyOf(listed);
    }

    /** How many there are of each kind. */
    public synchronized Map<Difference.Kind, Long> counts() {
        return counts.isEmpty() ? Map.of() : new EnumMap<>(counts);
    }

    /** The remarks. */
    public synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    /** Windows of tables that differ in some way that is not counted. */
    public synchronized long unresolvedWindows() {
        return unresolved;
    }

    /** Rows that were merged into one with the same time. */
    public synchronized long mergedRows() {
        return merged;
    }

    /** Whether nothing differs. */
    public synchronized boolean equal() {
        return counts.isEmpty() && unresolved == 0;
    }
}
