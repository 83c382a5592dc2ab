// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import io.tdconnect.common.http.ServerException;
import io.tdconnect.common.source.AdaptiveWindow;
import io.tdconnect.common.source.LateRowFilter;
import io.tdconnect.common.source.ReadOutcome;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one split window by window and keeps its position. For use by one thread. */
public final class SplitReader {
    private static final Logger log = LoggerFactory.getLogger(SplitReader.class);

    private static final long SHORTEST_WINDOW = 1_000_000;
    private static final int MOST_SEEN = 1_000_000;

    private final TimeSplit split;
    private final Windows options;
    private final long overlap;
    private final Output output;
    private final AdaptiveWindow window;
    private final LateRowFilter seen;
    private SplitPosition position;
    private boolean seek = true;
    private long first;
    private long points;

    /** Receives the batches. */
    public interface Output {
        /** Takes a batch, waiting for space. */
        void accept(PointBatch batch) throws InterruptedException;
    }

    /**
     * What is the same for all splits of a task.
     *
     * @param time of points
     * @param windows of the queries
     * @param server its product, for messages
     * @param kind of the names, such as Measurement
     */
    public record Windows(TimeOptions time, WindowOptions windows, String server, String kind) {}

    /** A reader that continues at a position. */
    public SplitReader(TimeSplit split, SplitPosition position, Windows options, Output output) {
        this.split = split;
        this.position = position;
        first = split.from();
        this.options = options;
        this.output = output;
        overlap = options.time().overlap().toNanos();
        long longest = options.windows().longest().toNanos();
        window = new AdaptiveWindow(
                longest, SHORTEST_WINDOW, longest, options.windows().points());
        seen = new LateRowFilter(overlap == 0 ? 0 : MOST_SEEN);
    }

    /** The split that is read. */
    public TimeSplit split() {
        return split;
    }

    /** Points that it has read. */
    long points() {
        return points;
    }

    SplitPosition position() {
        return position;
    }

    /**
     * Reads the next window.
     *
     * @param queries null if the server has nothing under this name
     * @param horizon nanosecond before which points are old enough to read
     */
    public ReadOutcome readWindow(@Nullable WindowQueries queries, long horizon)
            throws IOException, ServerException, InterruptedException {
        long limit = Math.min(split.to(), horizon);
        if (queries == null) {
            skipTo(limit);
            return outcome(limit);
        }
        if (position.unfinished().isEmpty()) {
            if (position.time() >= limit) {
                return recheck(queries, limit) ? ReadOutcome.PROGRESS : outcome(limit);
            }
            if (seek && saturatedDifference(limit, position.time()) > window.length()) {
                seek = false;
                skipTo(queries.first(position.time(), limit));
                return position.time() >= limit ? outcome(limit) : ReadOutcome.PROGRESS;
            }
            long end = window.endFrom(position.time(), limit);
            position = position.withNext(end);
        }
        readFirst(queries, horizon);
        boolean upToDate = position.time() >= limit && position.unfinished().isEmpty();
        // Here, too: a clock that never stands still would always leave a new window to read first.
        return upToDate && !recheck(queries, limit) ? outcome(limit) : ReadOutcome.PROGRESS;
    }

    /** The part of the split before {@code horizon} that is read, from 0 to 1. */
    double share(long horizon) {
        double all = (double) Math.min(split.to(), horizon) - first;
        return all <= 0 ? 1 : Math.min(1, Math.max(0, ((double) position.start() - first) / all));
    }

    private ReadOutcome outcome(long limit) {
        return !split.endless() && position.time() >= split.to() && limit >= split.to()
                ? ReadOutcome.DONE
                : ReadOutcome.UP_TO_DATE;
    }

    private void skipTo(long time) {
        if (time > position.time() && position.unfinished().isEmpty()) {
            first = position.time() == first ? time : first;
            position = position.movedTo(time).recheckedTo(time);
        }
    }

    private void readFirst(WindowQueries queries, long horizon)
            throws IOException, ServerException, InterruptedException {
        Segment segment = position.unfinished().get(0);
        boolean live = overlap != 0 && segment.to() > horizon - overlap;
        if (live) {
            seen.startWindow(segment.to());
        }
        SegmentRows.Filter filter = (series, time, row) -> {
            if (live) {
                seen.add(series, time, row);
            }
            return true;
        };
        try {
            long points = readSegment(queries, segment, filter, live);
            seek = points == 0 && segment.read() == null;
            window.read(segment.to() - segment.from(), points);
        } catch (ServerException e) {
            if (e.kind() != ServerException.Kind.TOO_MUCH || !split(e)) {
                throw e;
            }
        } catch (SocketTimeoutException e) {
            split(e);
            throw e;
        }
    }

    /** Halves the segment that failed; returns false if it is too short for that. */
    private boolean split(Exception cause) {
        Segment segment = position.unfinished().get(0);
        long length = segment.to() - segment.from();
        window.tooMuch(length);
        if (!window.divisible(length)) {
            return false;
        }
        log.warn(
                "{} {}: a window of {} was too much for {}, continuing with half of it: {}",
                options.kind(),
                split.name(),
                Duration.ofNanos(length),
                options.server(),
                cause.getMessage());
        position = position.withFirst(segment.firstHalf(), segment.secondHalf());
        return true;
    }

    /** Reads a segment to its end, hands over its records and returns the number of points. */
    private long readSegment(WindowQueries queries, Segment segment, SegmentRows.Filter filter, boolean live)
            throws IOException, ServerException, InterruptedException {
        SegmentRows rows = rows(queries, segment.read(), SegmentRows.ResumeBy.SERIES, filter);
        run(queries, segment, rows);
        if (rows.lostItsPlace()) {
            boolean ordered = queries.ordered() && rows.ordered();
            if (!ordered) {
                log.warn(
                        "{} {}: the series that was read last in {} is gone; points of this window are read again",
                        options.kind(),
                        split.name(),
                        segment.text());
            }
            rows = rows(queries, ordered ? segment.read() : null, SegmentRows.ResumeBy.ORDER, filter);
            run(queries, segment, rows);
        }
        SplitPosition rest = position.withFirst();
        SplitPosition after = live ? rest : rest.recheckedTo(rest.start());
        rows.end(after.toMap());
        position = after;
        return rows.points();
    }

    private SegmentRows rows(
            WindowQueries queries,
            Segment.@Nullable LastPoint read,
            SegmentRows.ResumeBy resume,
            SegmentRows.Filter filter) {
        Batches batches = new Batches(
                point -> position.withFirst(position.unfinished().get(0).upTo(point)));
        return new SegmentRows(queries.records(), read, resume, filter, batches).startingAt(position.toMap());
    }

    private static void run(WindowQueries queries, Segment segment, SegmentRows rows)
            throws IOException, ServerException, InterruptedException {
        try {
            queries.read(segment.from(), segment.to(), rows);
        } catch (IOException | ServerException e) {
            rows.interrupted();
            throw e;
        }
    }

    /** Reads a range again once late points of it must have arrived; returns whether there was such a range. */
    private boolean recheck(WindowQueries queries, long limit)
            throws IOException, ServerException, InterruptedException {
        long end = limit - overlap;
        if (overlap == 0
                || saturatedDifference(end, position.rechecked()) < Math.min(overlap / 4 + 1, window.length())) {
            return false;
        }
        long to = window.endFrom(position.rechecked(), end);
        Segment range = new Segment(position.rechecked(), to, null);
        SegmentRows.Filter late = (series, time, row) -> !seen.contains(series, time, row);
        // After a failure the whole range is read again.
        SegmentRows rows = new SegmentRows(
                        queries.records(), null, SegmentRows.ResumeBy.SERIES, late, new Batches(point -> position))
                .startingAt(position.toMap());
        run(queries, range, rows);
        SplitPosition after = position.recheckedTo(to);
        rows.end(after.toMap());
        position = after;
        seen.forgetUntil(to);
        return true;
    }

    /** The difference of times that may be centuries apart, more nanoseconds than a long can hold. */
    private static long saturatedDifference(long later, long earlier) {
        long difference = later - earlier;
        return later > earlier && difference < 0 ? Long.MAX_VALUE : difference;
    }

    /** Moves the position of the split with each batch. */
    private final class Batches implements SegmentRows.BatchTarget {
        private final Function<Segment.LastPoint, SplitPosition> after;

        Batches(Function<Segment.LastPoint, SplitPosition> after) {
            this.after = after;
        }

        @Override
        public int batchSize() {
            return options.windows().batchSize();
        }

        @Override
        public Map<String, ?> offsetAfter(Segment.LastPoint point) {
            position = after.apply(point);
            return position.toMap();
        }

        @Override
        public void accept(PointBatch batch) throws InterruptedException {
            output.accept(batch);
            points += batch.points();
        }
    }
}
