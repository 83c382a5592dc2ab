// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.read;

import io.tdconnect.common.metrics.Gauge;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a task restores. */
public final class RestoreMetrics {
    private final LongAdder rows = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder skippedFiles = new LongAdder();
    private final LongAdder skippedRows = new LongAdder();
    private volatile long lines;
    private volatile long linesOfSegments;
    private volatile long linesOfSegment;
    private volatile boolean finished;
    private volatile String phase = "starting";

    /** What is published. */
    public List<Gauge> gauges() {
        return List.of(
                Gauge.counter("rows", "Rows that were read since the task was started.", rows),
                Gauge.counter("events", "Metadata events that were read since the task was started.", events),
                Gauge.counter("skipped-files", "Damaged files that were left out.", skippedFiles),
                Gauge.counter("skipped-rows", "Rows in damaged files that were left out.", skippedRows),
                new Gauge("share-done", "Share of the lines that are read, from 0 to 1.", this::shareDone),
                new Gauge("phase", "What the task does: starting, checking, restoring or finished.", this::phase),
                new Gauge("finished", "1 after everything was handed over.", () -> finished ? 1L : 0L));
    }

    /** The share of the lines that are read, from 0 to 1. */
    public double shareDone() {
        return finished ? 1 : lines == 0 ? 0 : Math.min(1, (double) (linesOfSegments + linesOfSegment) / lines);
    }

    /** What the task does. */
    public String phase() {
        return phase;
    }

    /** Everything was handed over. */
    public void finish() {
        finished = true;
    }

    void phase(String name) {
        phase = name;
    }

    void found(long linesToRead) {
        lines = linesToRead;
    }

    void rows(int count) {
        rows.add(count);
    }

    void event() {
        events.increment();
    }

    void line(long number) {
        linesOfSegment = number;
    }

    // The thread that reads is the only one that writes these.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void segmentDone(long linesOfIt) {
        linesOfSegment = 0;
        linesOfSegments += linesOfIt;
    }

    void skipped(long rowsOfFile) {
        skippedFiles.increment();
        skippedRows.add(rowsOfFile);
    }
}
