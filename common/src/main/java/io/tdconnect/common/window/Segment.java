// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A time range that is read only in part.
 *
 * @param from first nanosecond
 * @param to nanosecond after the last
 * @param read the last point that was read, in the order of the server: series by series, each ordered by time; null before
 *     the first
 */
public record Segment(long from, long to, @Nullable LastPoint read) {
    private static final String SEPARATOR = "/";

    /** @throws IllegalArgumentException if the range is empty */
    public Segment {
        if (from >= to) {
            throw new IllegalArgumentException("expected a start before the end, found " + from + " and " + to);
        }
    }

    /**
     * A point within a segment.
     *
     * @param series its {@link SeriesKey}
     * @param time in nanoseconds
     */
    public record LastPoint(String series, long time) {}

    Segment upTo(LastPoint point) {
        return new Segment(from, to, point);
    }

    /** The first half; the last point read applies to both halves. */
    public Segment firstHalf() {
        return new Segment(from, middle(), read);
    }

    /** The second half. */
    public Segment secondHalf() {
        return new Segment(middle(), to, read);
    }

    private long middle() {
        return from + (to - from) / 2;
    }

    /** The text of offsets: FROM/TO or FROM/TO/TIME/SERIES. */
    String text() {
        String range = TimeText.format(from) + SEPARATOR + TimeText.format(to);
        return read == null
                ? range
                : String.join(
                        SEPARATOR,
                        range,
                        TimeText.format(read.time),
                        URLEncoder.encode(read.series, StandardCharsets.UTF_8));
    }

    /**
     * The segment of a text.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    static Segment parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != 2 && parts.length != 4) {
            throw new IllegalArgumentException("expected FROM/TO or FROM/TO/TIME/SERIES, found " + text);
        }
        LastPoint read = parts.length == 2
                ? null
                : new LastPoint(URLDecoder.decode(parts[3], StandardCharsets.UTF_8), TimeText.parse(parts[2]));
        return new Segment(TimeText.parse(parts[0]), TimeText.parse(parts[1]), read);
    }
}
