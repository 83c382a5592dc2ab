// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The windows of a subtable that are not written yet, as JSON in a store. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class OpenWindows {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private SortedMap<Long, Window> windows = new TreeMap<>();
    private long writtenUntil = Long.MIN_VALUE;
    private long newest = Long.MIN_VALUE;
    private long seen;

    static OpenWindows read(KeyValueStore<Bytes, byte[]> store, Bytes key) {
        byte[] bytes = store.get(key);
        return bytes == null ? new OpenWindows() : decode(bytes);
    }

    static OpenWindows decode(byte[] bytes) {
        try {
            return JSON.readValue(bytes, OpenWindows.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] encode() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the window with this start is already written. */
    boolean isLate(long start) {
        return start < writtenUntil;
    }

    /**
     * The window of a row.
     *
     * @param start of the window, ms since 1970
     * @param time of the row, ms since 1970
     * @param now time of the clock in ms
     */
    Window at(long start, long time, long now) {
        newest = Math.max(newest, time);
        seen = now;
        return windows.computeIfAbsent(start, absent -> new Window());
    }

    long newest() {
        return newest;
    }

    /** Whether there is a window and no row arrived for {@code idle} ms. */
    boolean isIdle(long now, long idle) {
        return !windows.isEmpty() && now - seen >= idle;
    }

    /** Removes and returns the windows that end at this time or before, in order. */
    SortedMap<Long, Window> removeUntil(long end, long size) {
        SortedMap<Long, Window> taken = new TreeMap<>(windows.headMap(end - size + 1));
        if (!taken.isEmpty()) {
            windows = new TreeMap<>(windows.tailMap(end - size + 1));
            writtenUntil = Math.max(writtenUntil, taken.lastKey() + size);
        }
        return taken;
    }

    long lastEnd(long size) {
        return windows.isEmpty() ? writtenUntil : windows.lastKey() + size;
    }
}
