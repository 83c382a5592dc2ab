// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Turns the rows of a segment into batches, and leaves out what was read of it before. */
final class LaneRows implements InfluxClient.Rows {
    private final PointConverter converter;
    private final MeasurementFields fields;
    private final Segment.@Nullable LastPoint read;
    private final ResumeBy resume;
    private final Filter filter;
    private final BatchSink sink;
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

    /** How the place in an answer is found again at which reading stopped. */
    enum ResumeBy {
        /** It is in the series that was read last. */
        SERIES,
        /** That series has no more points here; it is before the next series in order. */
        ORDER
    }

    /** Says which points become records. */
    interface Filter {
        boolean accepts(String series, long time, @Nullable Object[] row);
    }

    /** Takes full batches. */
    interface BatchSink {
        int batchSize();

        /** Takes a batch within a segment and returns the offset after the point, which its last record carries. */
        Map<String, ?> offsetAfter(Segment.LastPoint point);

        void accept(Batch batch) throws InterruptedException;
    }

    LaneRows(
            PointConverter converter,
            MeasurementFields fields,
            Segment.@Nullable LastPoint read,
            ResumeBy resume,
            Filter filter,
            BatchSink sink) {
        this.converter = converter;
        this.fields = fields;
        this.read = read;
        this.resume = resume;
        this.filter = filter;
        this.sink = sink;
        skipping = read != null;
        offset = Map.of();
    }

    /** Sets the offset of records before the end of the first batch. */
    LaneRows startingAt(Map<String, ?> before) {
        offset = before;
        return this;
    }

    @Override
    public void series(String measurement, Map<String, String> tags) {
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
            converter.series(tags, fields);
        }
    }

    @Override
    public void row(long time, @Nullable Object[] row) throws IOException, InterruptedException {
        int columns = 1 + fields.columns().size();
        if (row.length != columns) {
            throw new IOException("Expected rows of " + columns + " columns as asked for, found " + row.length);
        }
        String key = series;
        if (skipping || key == null || (after != Long.MIN_VALUE && time <= after) || !filter.accepts(key, time, row)) {
            return;
        }
        if (pointsOfBatch >= sink.batchSize()) {
            interrupted();
        }
        Object value = converter.value(time, row);
        long size = value == null ? -1 : converter.size(time, value);
        if (value != null && size >= 0) {
            if (!values.isEmpty() && !converter.fits(bytesOfRecord, size)) {
                closeRecord();
            }
            bytesOfRecord += size;
            add(key, time, value);
        }
    }

    /** Hands over what is left; its last record carries the offset after the segment. */
    void end(Map<String, ?> reached) throws InterruptedException {
        if (pointsOfBatch > 0) {
            flush(reached, true);
        }
    }

    /** Hands over what came so far, so that it is not read again after a failure. */
    void interrupted() throws InterruptedException {
        String reached = lastSeries;
        if (pointsOfBatch > 0 && reached != null) {
            flush(sink.offsetAfter(new Segment.LastPoint(reached, lastTime)), false);
        }
    }

    /** Whether the series that was read last did not come again. */
    boolean lostItsPlace() {
        return skipping && series != null;
    }

    /** Whether all series came in the order that {@link ResumeBy#ORDER} relies on. */
    boolean ordered() {
        return ordered;
    }

    long points() {
        return points;
    }

    private void add(String key, long time, Object value) {
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
        records.set(lastIndex, PointConverter.withOffset(records.get(lastIndex), reached));
        Batch batch = new Batch(records, pointsOfBatch, endOfWindow);
        records = new ArrayList<>(records.size());
        pointsOfBatch = 0;
        offset = reached;
        sink.accept(batch);
    }
}
