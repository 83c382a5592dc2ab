// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import io.tdconnect.common.source.RecordCopy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Collects the rows of a segment into batches, and skips those that were read before. */
public final class SegmentRows {
    private final PointRecords converter;
    private final Segment.@Nullable LastPoint read;
    private final ResumeBy resume;
    private final Filter filter;
    private final BatchTarget target;
    private List<SourceRecord> records = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private long bytesOfRecord;
    private long firstTime;
    private int pointsOfBatch;
    private @Nullable String series;
    private boolean skipping;
    private boolean ordered = true;
    private long after = Long.MIN_VALUE;
    private @Nullable String lastSeries;
    private long lastTime;
    private Map<String, ?> offset;
    private long points;

    /** How reading finds the place in an answer at which it stopped. */
    public enum ResumeBy {
        /** In the series that was read last. */
        SERIES,
        /** Before the next series in order, since that series has no more points here. */
        ORDER
    }

    /** Decides which points become records. */
    public interface Filter {
        /** Whether the point becomes a record. */
        boolean accepts(String series, long time, @Nullable Object[] row);
    }

    /** Receives full batches. */
    public interface BatchTarget {
        /** Most points of a batch. */
        int batchSize();

        /** The offset after a point within the segment, for the last record of a batch. */
        Map<String, ?> offsetAfter(Segment.LastPoint point);

        /** Takes a batch, waiting for space. */
        void accept(PointBatch batch) throws InterruptedException;
    }

    /**
     * Rows for a segment of which a part is read.
     *
     * @param read the last point that was read; null before the first
     */
    public SegmentRows(
            PointRecords converter,
            Segment.@Nullable LastPoint read,
            ResumeBy resume,
            Filter filter,
            BatchTarget target) {
        this.converter = converter;
        this.read = read;
        this.resume = resume;
        this.filter = filter;
        this.target = target;
        skipping = read != null;
        offset = Map.of();
    }

    /** Sets the offset of records before the end of the first batch. */
    SegmentRows startingAt(Map<String, ?> before) {
        offset = before;
        return this;
    }

    /** The next rows are of the series with these tags; called again for it when the server sends it in parts. */
    public void series(Map<String, String> tags) {
        String key = SeriesKey.of(tags);
        if (key.equals(series)) {
            return;
        }
        ordered &= series == null || !skipping || SeriesKey.compare(series, key) < 0;
        series = key;
        after = Long.MIN_VALUE;
        if (skipping && read != null) {
            skipping =
                    resume == ResumeBy.SERIES ? !key.equals(read.series()) : SeriesKey.compare(key, read.series()) < 0;
        }
        if (read != null && key.equals(read.series())) {
            after = read.time();
        }
        if (!skipping) {
            closeRecord();
            converter.startSeries(tags);
        }
    }

    /**
     * A point of the series.
     *
     * @param row its values in the form that {@link PointRecords} expects; may be reused
     * @throws IOException if it is not in this form
     */
    public void row(long time, @Nullable Object[] row) throws IOException, InterruptedException {
        converter.check(row);
        String key = series;
        if (skipping || key == null || (after != Long.MIN_VALUE && time <= after) || !filter.accepts(key, time, row)) {
            return;
        }
        if (pointsOfBatch >= target.batchSize()) {
            interrupted();
        }
        Object value = converter.value(time, row);
        long size = value == null ? -1 : converter.size(time, value);
        if (value != null && size >= 0) {
            if (!values.isEmpty() && !converter.fits(bytesOfRecord, size)) {
                closeRecord();
            }
            bytesOfRecord += size;
            addPoint(key, time, value);
        }
    }

    /** Hands over the rest; its last record has the offset after the segment. */
    public void end(Map<String, ?> reached) throws InterruptedException {
        if (pointsOfBatch > 0) {
            flush(reached, true);
        }
    }

    /** Hands over the points so far, so that they are not read again after a failure. */
    void interrupted() throws InterruptedException {
        String reached = lastSeries;
        if (pointsOfBatch > 0 && reached != null) {
            flush(target.offsetAfter(new Segment.LastPoint(reached, lastTime)), false);
        }
    }

    /** Whether the answer did not contain the series that was read last. */
    boolean lostItsPlace() {
        return skipping && series != null;
    }

    /** Whether all series were in the order that {@link ResumeBy#ORDER} relies on. */
    boolean ordered() {
        return ordered;
    }

    long points() {
        return points;
    }

    private void addPoint(String key, long time, Object value) {
        if (values.isEmpty()) {
            firstTime = time;
        }
        values.add(value);
        pointsOfBatch++;
        points++;
        lastSeries = key;
        lastTime = time;
        if (values.size() >= converter.pointsPerRecord()) {
            closeRecord();
        }
    }

    private void closeRecord() {
        if (!values.isEmpty()) {
            records.add(converter.record(firstTime, values, offset));
            values.clear();
        }
        bytesOfRecord = 0;
    }

    private void flush(Map<String, ?> reached, boolean endOfWindow) throws InterruptedException {
        closeRecord();
        int lastIndex = records.size() - 1;
        records.set(lastIndex, RecordCopy.withOffset(records.get(lastIndex), reached));
        PointBatch batch = new PointBatch(records, pointsOfBatch, endOfWindow);
        records = new ArrayList<>(records.size());
        pointsOfBatch = 0;
        offset = reached;
        target.accept(batch);
    }
}
