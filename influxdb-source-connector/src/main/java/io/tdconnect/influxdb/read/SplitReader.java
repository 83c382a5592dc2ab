// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.read;

import io.tdconnect.common.source.AdaptiveWindow;
import io.tdconnect.common.source.LateRowFilter;
import io.tdconnect.common.source.ReadOutcome;
import io.tdconnect.influxdb.client.InfluxClient;
import io.tdconnect.influxdb.client.InfluxException;
import io.tdconnect.influxdb.client.InfluxQl;
import io.tdconnect.influxdb.record.MeasurementFields;
import io.tdconnect.influxdb.record.PointConverter;
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

    private final MeasurementSplit split;
    private final ReadOptions options;
    private final long overlap;
    private final PointConverter converter;
    private final Output output;
    private final AdaptiveWindow window;
    private final LateRowFilter seen;
    private SplitPosition position;
    private boolean seek = true;
    private long first;

    /** Receives the batches. */
    public interface Output {
        void accept(PointBatch batch) throws InterruptedException;
    }

    public SplitReader(
            MeasurementSplit split,
            SplitPosition position,
            ReadOptions options,
            PointConverter converter,
            Output output) {
        this.split = split;
        this.position = position;
        first = split.from();
        this.options = options;
        this.converter = converter;
        this.output = output;
        overlap = options.time().overlap().toNanos();
        long longest = options.windows().longest().toNanos();
        window = new AdaptiveWindow(
                longest, SHORTEST_WINDOW, longest, options.windows().points());
        seen = new LateRowFilter(overlap == 0 ? 0 : MOST_SEEN);
    }

    MeasurementSplit split() {
        return split;
    }

    SplitPosition position() {
        return position;
    }

    /**
     * Reads the next window.
     *
     * @param fields of the measurement, null if it has no fields
     * @param horizon nanosecond before which points are old enough to read
     */
    ReadOutcome readWindow(InfluxClient client, @Nullable MeasurementFields fields, long horizon)
            throws IOException, InfluxException, InterruptedException {
        long limit = Math.min(split.to(), horizon);
        if (fields == null || fields.columns().isEmpty()) {
            skipTo(limit);
            return outcome(limit);
        }
        if (position.unfinished().isEmpty()) {
            if (position.time() >= limit) {
                return recheck(client, fields, limit) ? ReadOutcome.PROGRESS : outcome(limit);
            }
            if (seek && saturatedDifference(limit, position.time()) > window.length()) {
                seek = false;
                seek(client, fields, limit);
                return position.time() >= limit ? outcome(limit) : ReadOutcome.PROGRESS;
            }
            long end = window.endFrom(position.time(), limit);
            position = position.withNext(end);
        }
        readFirst(client, fields, horizon);
        return position.time() >= limit && position.unfinished().isEmpty() ? outcome(limit) : ReadOutcome.PROGRESS;
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

    private void seek(InfluxClient client, MeasurementFields fields, long limit)
            throws IOException, InfluxException, InterruptedException {
        long[] earliest = {limit};
        String query = InfluxQl.first(
                split.measurement(),
                fields.columns(),
                position.time(),
                limit,
                options.selection().conditions());
        client.stream(query, new InfluxClient.Rows() {
            @Override
            public void series(String measurement, Map<String, String> tags) {
                // Only the time matters.
            }

            @Override
            public void row(long time, @Nullable Object[] row) {
                earliest[0] = Math.min(earliest[0], time);
            }
        });
        skipTo(earliest[0]);
    }

    private void skipTo(long time) {
        if (time > position.time() && position.unfinished().isEmpty()) {
            first = position.time() == first ? time : first;
            position = position.movedTo(time).recheckedTo(time);
        }
    }

    private void readFirst(InfluxClient client, MeasurementFields fields, long horizon)
            throws IOException, InfluxException, InterruptedException {
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
            long points = readSegment(client, fields, segment, filter, live);
            seek = points == 0 && segment.read() == null;
            window.read(segment.to() - segment.from(), points);
        } catch (InfluxException e) {
            if (e.kind() != InfluxException.Kind.TOO_MUCH || !split(e)) {
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
                "Measurement {}: a window of {} was too much for InfluxDB, continuing with half of it: {}",
                split.measurement(),
                Duration.ofNanos(length),
                cause.getMessage());
        position = position.withFirst(segment.firstHalf(), segment.secondHalf());
        return true;
    }

    /** Reads a segment to its end, hands over its records and returns the number of points. */
    private long readSegment(
            InfluxClient client, MeasurementFields fields, Segment segment, SegmentRows.Filter filter, boolean live)
            throws IOException, InfluxException, InterruptedException {
        SegmentRows rows = rows(fields, segment.read(), SegmentRows.ResumeBy.SERIES, filter);
        run(client, fields, segment, rows);
        if (rows.lostItsPlace()) {
            boolean ordered = rows.ordered();
            if (!ordered) {
                log.warn(
                        "Measurement {}: the series that was read last in {} is gone; points of this window are read again",
                        split.measurement(),
                        segment.text());
            }
            rows = rows(fields, ordered ? segment.read() : null, SegmentRows.ResumeBy.ORDER, filter);
            run(client, fields, segment, rows);
        }
        SplitPosition rest = position.withFirst();
        SplitPosition after = live ? rest : rest.recheckedTo(rest.start());
        rows.end(after.toMap());
        position = after;
        return rows.points();
    }

    private SegmentRows rows(
            MeasurementFields fields,
            Segment.@Nullable LastPoint read,
            SegmentRows.ResumeBy resume,
            SegmentRows.Filter filter) {
        Batches batches = new Batches(
                point -> position.withFirst(position.unfinished().get(0).upTo(point)));
        return new SegmentRows(converter, fields, read, resume, filter, batches).startingAt(position.toMap());
    }

    private void run(InfluxClient client, MeasurementFields fields, Segment segment, SegmentRows rows)
            throws IOException, InfluxException, InterruptedException {
        try {
            client.stream(
                    InfluxQl.window(
                            split.measurement(),
                            fields.columns(),
                            segment.from(),
                            segment.to(),
                            options.selection().conditions()),
                    rows);
        } catch (IOException | InfluxException e) {
            rows.interrupted();
            throw e;
        }
    }

    /** Reads a range again once late points of it must have arrived; returns whether there was such a range. */
    private boolean recheck(InfluxClient client, MeasurementFields fields, long limit)
            throws IOException, InfluxException, InterruptedException {
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
                        converter, fields, null, SegmentRows.ResumeBy.SERIES, late, new Batches(point -> position))
                .startingAt(position.toMap());
        run(client, fields, range, rows);
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
        }
    }
}
