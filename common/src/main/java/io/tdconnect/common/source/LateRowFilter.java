// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes rows that are read a second time, so that only late and changed ones become records. It compares hashes of
 * 64 bits. For use by one thread.
 */
public final class LateRowFilter {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final int most;
    private final Deque<Window> windows = new ArrayDeque<>();
    private int size;

    private record Window(long end, Set<Long> rows) {}

    /** Remembers up to {@code most} rows; further rows count as new when they are read again. */
    public LateRowFilter(int most) {
        this.most = most;
    }

    /** Starts a window, to which the rows that follow belong. */
    public void startWindow(long end) {
        windows.addLast(new Window(end, new HashSet<>()));
    }

    /** Remembers a row of a series or table; does nothing before {@link #startWindow}. */
    public void add(String series, long time, @Nullable Object[] row) {
        Window window = windows.peekLast();
        if (window != null && size < most && window.rows.add(hash(series, time, row))) {
            size++;
        }
    }

    /** Whether a row with the same time and values was added. */
    public boolean contains(String series, long time, @Nullable Object[] row) {
        long hash = hash(series, time, row);
        return windows.stream().anyMatch(window -> window.rows.contains(hash));
    }

    /** Forgets the windows that end at or before this time. */
    public void forgetUntil(long time) {
        while (!windows.isEmpty() && windows.getFirst().end <= time) {
            size -= windows.removeFirst().rows.size();
        }
    }

    private static long hash(String series, long time, @Nullable Object[] row) {
        long hash = (series.hashCode() * MIX ^ time) * MIX;
        return (hash ^ hash >>> 32 ^ Arrays.deepHashCode(row)) * MIX;
    }
}
