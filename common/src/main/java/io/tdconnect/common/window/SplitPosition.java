// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a split is read; the source offset of its records.
 *
 * @param time nanosecond before which everything is read, except for the unfinished segments
 * @param unfinished ranges before {@code time} that are read only in part, in order
 * @param rechecked nanosecond up to which late points were looked for; not after {@link #start}
 */
public record SplitPosition(long time, List<Segment> unfinished, long rechecked) {
    static final String TIME = "time";
    static final String UNFINISHED = "unfinished";
    static final String RECHECKED = "rechecked";
    private static final String VERSION = "version";
    private static final long CURRENT = 1;

    /** Copies the segments. */
    public SplitPosition {
        unfinished = List.copyOf(unfinished);
        rechecked = Math.min(
                rechecked, unfinished.isEmpty() ? time : unfinished.get(0).from());
    }

    /** The position of a split of which nothing is read yet. */
    public static SplitPosition at(long time) {
        return new SplitPosition(time, List.of(), time);
    }

    /** The nanosecond before which everything is read. */
    long start() {
        return unfinished.isEmpty() ? time : unfinished.get(0).from();
    }

    SplitPosition movedTo(long newTime) {
        return new SplitPosition(newTime, unfinished, rechecked);
    }

    SplitPosition recheckedTo(long newRechecked) {
        return new SplitPosition(time, unfinished, newRechecked);
    }

    /** The position with other segments in place of the first unfinished segment. */
    SplitPosition withFirst(Segment... segments) {
        List<Segment> all = new ArrayList<>(Arrays.asList(segments));
        all.addAll(unfinished.isEmpty() ? List.of() : unfinished.subList(1, unfinished.size()));
        return new SplitPosition(time, all, rechecked);
    }

    /** The position with a new unfinished segment, from {@code time} to {@code end}. */
    SplitPosition withNext(long end) {
        List<Segment> all = new ArrayList<>(unfinished);
        all.add(new Segment(time, end, null));
        return new SplitPosition(end, all, rechecked);
    }

    /** The position as a source offset. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new HashMap<>();
        map.put(VERSION, CURRENT);
        map.put(TIME, TimeText.format(time));
        if (!unfinished.isEmpty()) {
            map.put(UNFINISHED, unfinished.stream().map(Segment::text).collect(Collectors.joining(" ")));
        }
        if (rechecked < start()) {
            map.put(RECHECKED, TimeText.format(rechecked));
        }
        return map;
    }

    /**
     * The position of an offset.
     *
     * @throws IllegalArgumentException if it is malformed; the message says which field is wrong
     */
    public static SplitPosition fromMap(Map<String, ?> map) {
        Object version = map.get(VERSION);
        if (version != null && !String.valueOf(CURRENT).equals(version.toString())) {
            throw new IllegalArgumentException(VERSION + ": expected " + CURRENT + ", found " + version);
        }
        for (String key : map.keySet()) {
            if (!List.of(VERSION, TIME, UNFINISHED, RECHECKED).contains(key)) {
                throw new IllegalArgumentException("expected the fields time, unfinished and rechecked, found " + key);
            }
        }
        long time = time(map, TIME, null);
        Object text = map.get(UNFINISHED);
        List<Segment> segments = new ArrayList<>();
        if (text != null && !text.toString().isBlank()) {
            for (String part : text.toString().trim().split(" ", -1)) {
                segments.add(segment(part));
            }
        }
        for (Segment segment : segments) {
            if (segment.to() > time) {
                throw new IllegalArgumentException(
                        UNFINISHED + ": expected segments before " + TIME + ", found " + segment.text());
            }
        }
        return new SplitPosition(time, segments, time(map, RECHECKED, time));
    }

    private static Segment segment(String text) {
        try {
            return Segment.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(UNFINISHED + ": " + e.getMessage(), e);
        }
    }

    private static long time(Map<String, ?> map, String name, @Nullable Long absent) {
        Object value = map.get(name);
        if (value == null && absent != null) {
            return absent;
        }
        if (value == null) {
            throw new IllegalArgumentException(name + ": expected a time as ISO-8601 text, found nothing");
        }
        try {
            return TimeText.parse(value.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }
}
