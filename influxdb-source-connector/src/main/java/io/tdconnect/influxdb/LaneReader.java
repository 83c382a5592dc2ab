// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.source.AdaptiveWindow;
import io.tdconnect.common.source.LateRowFilter;
import io.tdconnect.common.source.ReadOutcome;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one lane window by window and knows how far it is. For use by one thread. */
final class LaneReader {
    private static final Logger log = LoggerFactory.getLogger(LaneReader.class);

    private static final long SHORTEST_WINDOW = 1_000_000;

    private final Lane lane;
    private final Settings settings;
    private final PointConverter converter;
    private final Output output;
    private final AdaptiveWindow window;
    private final LateRowFilter seen;
    private Position position;
    private boolean seek = true;
    private long first;

    /**
     * What of the configuration matters for reading.
     *
     * @param window longest one
     * @param windowPoints most points that a window should have
     * @param batchSize most records of a batch
     * @param overlap how far back late points are looked for
     * @param conditions on tags
     */
    record Settings(
            Duration window, long windowPoints, int batchSize, Duration overlap, List<TagCondition> conditions) {}

    /** Takes what is read. */
    interface Output {
        void accept(Batch batch) throws InterruptedException;
    }

    LaneReader(Lane lane, Position position, Settings settings, PointConverter converter, Output output) {
        this.lane = lane;
        this.position = position;
        first = lane.from();
        this.settings = settings;
        this.converter = converter;
        this.output = output;
        long longest = settings.window.toNanos();
        window = new AdaptiveWindow(longest, SHORTEST_WINDOW, longest, settings.windowPoints);
        seen = new LateRowFilter(settings.overlap.isZero() ? 0 : 1_000_000);
    }

    Lane lane() {
        return lane;
    }

    Position position() {
        return position;
    }

    /**
     * Reads the next window.
     *
     * @param fields of the measurement, null if it has none
     * @param horizon nanosecond before which points are settled
     */
    ReadOutcome read(InfluxClient client, @Nullable MeasurementFields fields, long horizon)
            throws IOException, InfluxException, InterruptedException {
        long limit = Math.min(lane.to(), horizon);
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

    /** The share of the lane before {@code horizon} that is read, from 0 to 1. */
    double share(long horizon) {
        double all = (double) Math.min(lane.to(), horizon) - first;
        return all <= 0 ? 1 : Math.min(1, Math.max(0, ((double) position.start() - first) / all));
    }

    private ReadOutcome outcome(long limit) {
        return !lane.endless() && position.time() >= lane.to() && limit >= lane.to()
                ? ReadOutcome.DONE
                : ReadOutcome.UP_TO_DATE;
    }

    private void seek(InfluxClient client, MeasurementFields fields, long limit)
            throws IOException, InfluxException, InterruptedException {
        long[] earliest = {limit};
        String query =
                InfluxQl.first(lane.measurement(), fields.columns(), position.time(), limit, settings.conditions);
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
        boolean live = !settings.overlap.isZero() && segment.to() > horizon - settings.overlap.toNanos();
        if (live) {
            seen.startWindow(segment.to());
        }
        LaneRows.Filter filter = (series, time, row) -> {
            if (live) {
                seen.add(series, time, row);
            }
            return true;
        };
        try {
            long points = read(client, fields, segment, filter, live);
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

    /** Halves the segment that failed; returns whether it was long enough. */
    private boolean split(Exception cause) {
        Segment segment = position.unfinished().get(0);
        long length = segment.to() - segment.from();
        window.tooMuch(length);
        if (!window.divisible(length)) {
            return false;
        }
        log.warn(
                "Measurement {}: a window of {} was too much for InfluxDB, going on with half of it: {}",
                lane.measurement(),
                Duration.ofNanos(length),
                cause.getMessage());
        position = position.withFirst(segment.firstHalf(), segment.secondHalf());
        return true;
    }

    /** Reads a segment to its end, hands over its records and returns their number. */
    private long read(
            InfluxClient client, MeasurementFields fields, Segment segment, LaneRows.Filter filter, boolean live)
            throws IOException, InfluxException, InterruptedException {
        LaneRows rows = rows(fields, segment.read(), LaneRows.ResumeBy.SERIES, filter);
        run(client, fields, segment, rows);
        if (rows.lostItsPlace()) {
            boolean ordered = rows.ordered();
            if (!ordered) {
                log.warn(
                        "Measurement {}: the series that was read last in {} is gone; points of this window come again",
                        lane.measurement(),
                        segment.text());
            }
            rows = rows(fields, ordered ? segment.read() : null, LaneRows.ResumeBy.ORDER, filter);
            run(client, fields, segment, rows);
        }
        Position rest = position.withFirst();
        Position after = live ? rest : rest.recheckedTo(rest.start());
        rows.end(after.toMap());
        position = after;
        return rows.points();
    }

    private LaneRows rows(
            MeasurementFields fields,
            Segment.@Nullable LastPoint read,
            LaneRows.ResumeBy resume,
            LaneRows.Filter filter) {
        Batches batches = new Batches(
                point -> position.withFirst(position.unfinished().get(0).upTo(point)));
        return new LaneRows(converter, fields, read, resume, filter, batches).startingAt(position.toMap());
    }

    private void run(InfluxClient client, MeasurementFields fields, Segment segment, LaneRows rows)
            throws IOException, InfluxException, InterruptedException {
        try {
            client.stream(
                    InfluxQl.window(
                            lane.measurement(), fields.columns(), segment.from(), segment.to(), settings.conditions),
                    rows);
        } catch (IOException | InfluxException e) {
            rows.interrupted();
            throw e;
        }
    }

    /** Reads a range again that is old enough for all late points to have come; returns whether there was one. */
    private boolean recheck(InfluxClient client, MeasurementFields fields, long limit)
            throws IOException, InfluxException, InterruptedException {
        long overlap = settings.overlap.toNanos();
        long end = limit - overlap;
        if (overlap == 0
                || saturatedDifference(end, position.rechecked()) < Math.min(overlap / 4 + 1, window.length())) {
            return false;
        }
        long to = window.endFrom(position.rechecked(), end);
        Segment range = new Segment(position.rechecked(), to, null);
        LaneRows.Filter late = (series, time, row) -> !seen.contains(series, time, row);
        // After a failure the range is read again as a whole.
        LaneRows rows = new LaneRows(
                        converter, fields, null, LaneRows.ResumeBy.SERIES, late, new Batches(point -> position))
                .startingAt(position.toMap());
        run(client, fields, range, rows);
        Position after = position.recheckedTo(to);
        rows.end(after.toMap());
        position = after;
        seen.forgetUntil(to);
        return true;
    }

    /** Of times that may be centuries apart, which a long of nanoseconds does not hold. */
    private static long saturatedDifference(long later, long earlier) {
        long difference = later - earlier;
        return later > earlier && difference < 0 ? Long.MAX_VALUE : difference;
    }

    /** Batches whose offsets say how far the lane is after a point of theirs. */
    private final class Batches implements LaneRows.BatchSink {
        private final Function<Segment.LastPoint, Position> after;

        Batches(Function<Segment.LastPoint, Position> after) {
            this.after = after;
        }

        @Override
        public int batchSize() {
            return settings.batchSize;
        }

        @Override
        public Map<String, ?> offsetAfter(Segment.LastPoint point) {
            position = after.apply(point);
            return position.toMap();
        }

        @Override
        public void accept(Batch batch) throws InterruptedException {
            output.accept(batch);
        }
    }
}
