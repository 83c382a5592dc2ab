// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import io.tdconnect.tdengine.sink.config.WritingOptions.BufferLimits;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Pauses the partitions of a task when it holds too much, and resumes them when it holds half of that. */
final class BackPressure {
    private final BufferLimits limits;
    private final SinkTaskContext context;
    private int rows;
    private long bytes;
    private long allRecords;
    private long allRows;
    private boolean paused;

    BackPressure(BufferLimits limits, SinkTaskContext context) {
        this.limits = limits;
        this.context = context;
    }

    /** Records have been mapped. */
    void mapped(int records) {
        allRecords += records;
    }

    /** A row was added to a batch. */
    void rowAdded(long rowBytes) {
        allRows++;
        rows++;
        bytes += rowBytes;
    }

    /** A batch is written. */
    void released(InFlightBatch batch) {
        rows -= batch.size();
        bytes -= batch.bytes();
    }

    int rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    /** How many more records fit within the limits, estimated from the rows per record so far. */
    int room() {
        long byRows = limits.rows() - 1L - rows;
        long byBytes = bytes == 0 ? byRows : (long) ((double) rows * (limits.bytes() - 1 - bytes) / bytes);
        double rowsPerRecord = allRecords == 0 ? 1 : Math.max(1, (double) allRows / allRecords);
        return (int) Math.max(0, Math.min(byRows, byBytes) / rowsPerRecord);
    }

    boolean isFull() {
        return holds(1);
    }

    boolean isPaused() {
        return paused;
    }

    /** Pauses or resumes the partitions. */
    void adjust() {
        if (holds(paused ? 2 : 1)) {
            // With every call: a rebalance may have added partitions that are not paused.
            paused = true;
            context.pause(context.assignment().toArray(TopicPartition[]::new));
        } else if (paused) {
            paused = false;
            context.resume(context.assignment().toArray(TopicPartition[]::new));
        }
    }

    private boolean holds(int divisor) {
        return rows >= limits.rows() / divisor || bytes >= limits.bytes() / divisor;
    }
}
