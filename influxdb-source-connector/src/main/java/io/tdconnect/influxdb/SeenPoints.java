// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers points that are read again after a while, so that only late and changed ones become records. */
final class SeenPoints {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final int most;
    private final Deque<Window> windows = new ArrayDeque<>();
    private int size;

    private record Window(long end, Set<Long> points) {}

    /** Remembers up to {@code most} points; beyond that, points count as not seen. */
    SeenPoints(int most) {
        this.most = most;
    }

    /** The points from now on are of a window that ends here. */
    void startWindow(long end) {
        windows.addLast(new Window(end, new HashSet<>()));
    }

    void add(String series, long time, @Nullable Object[] row) {
        Window window = windows.peekLast();
        if (window != null && size < most && window.points.add(hash(series, time, row))) {
            size++;
        }
    }

    boolean contains(String series, long time, @Nullable Object[] row) {
        long hash = hash(series, time, row);
        return windows.stream().anyMatch(window -> window.points.contains(hash));
    }

    /** Forgets the windows that end at or before this time. */
    void forgetUntil(long time) {
        while (!windows.isEmpty() && windows.getFirst().end <= time) {
            size -= windows.removeFirst().points.size();
        }
    }

    private static long hash(String series, long time, @Nullable Object[] row) {
        long hash = (series.hashCode() * MIX ^ time) * MIX;
        return (hash ^ hash >>> 32 ^ Arrays.hashCode(row)) * MIX;
    }
}
