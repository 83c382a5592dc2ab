// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The log of one vgroup: its changes in order, by position. The oldest entries are removed by age and by size.
 * Thread-safe.
 */
public final class Wal {
    /** An entry that no subscription delivers, such as a commit. */
    public static final Entry UNDELIVERED = () -> 0;

    private static final int ENTRY_BYTES = 64;
    private static final int CHUNK = 256;

    private final Runnable onAppend;
    private final long maxBytes;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private long begin;
    private long end;
    private long bytes;

    /** One position of the log. */
    public interface Entry {
        /** About how much memory it takes. */
        int bytes();
    }

    /** Consecutive entries that are removed together. */
    private static final class Chunk {
        private final List<Entry> entries = new ArrayList<>();
        private long bytes;
        private long lastMillis;
    }

    /**
     * Creates a log with one undelivered entry, as in a new vgroup of the server.
     *
     * @param maxBytes limit of the size
     * @param onAppend runs after each addition
     */
    public Wal(long maxBytes, Runnable onAppend) {
        this.maxBytes = maxBytes;
        this.onAppend = onAppend;
        append(UNDELIVERED, System.currentTimeMillis());
    }

    public void append(Entry entry, long nowMillis) {
        synchronized (this) {
            Chunk last = chunks.peekLast();
            if (last == null || last.entries.size() == CHUNK || last.bytes > maxBytes / 8) {
                last = new Chunk();
                chunks.addLast(last);
            }
            int size = ENTRY_BYTES + entry.bytes();
            last.entries.add(entry);
            last.bytes += size;
            last.lastMillis = nowMillis;
            bytes += size;
            end++;
            while (bytes > maxBytes && chunks.size() > 1) {
                dropFirst();
            }
        }
        onAppend.run();
    }

    /** Removes older entries. */
    public synchronized void expire(long beforeMillis) {
        for (Chunk first = chunks.peekFirst();
                first != null && first.lastMillis < beforeMillis;
                first = chunks.peekFirst()) {
            dropFirst();
        }
    }

    private void dropFirst() {
        Chunk first = chunks.removeFirst();
        begin += first.entries.size();
        bytes -= first.bytes;
    }

    /** The oldest position in the log. */
    public synchronized long begin() {
        return begin;
    }

    /** The position that the next entry will have. */
    public synchronized long end() {
        return end;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** Visits the entries from a position, or from the oldest one, until the visitor declines one. */
    public synchronized void visit(long from, Visitor visitor) {
        long position = begin;
        for (Chunk chunk : chunks) {
            int size = chunk.entries.size();
            for (int i = (int) Math.max(0, Math.min(size, from - position)); i < size; i++) {
                if (!visitor.visit(chunk.entries.get(i))) {
                    return;
                }
            }
            position += size;
        }
    }

    /** Visits the entries of a log. */
    public interface Visitor {
        /** Returns whether the entry was accepted and the next one is wanted. */
        boolean visit(Entry entry);
    }
}
