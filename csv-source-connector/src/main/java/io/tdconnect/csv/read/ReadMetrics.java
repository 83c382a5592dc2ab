// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.read;

import io.tdconnect.common.metrics.Gauge;
import io.tdconnect.common.metrics.PartProgress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a task reads, and logs its progress once a minute. */
public final class ReadMetrics {
    public static final String TYPE = "csv-source";

    private static final Logger log = LoggerFactory.getLogger(ReadMetrics.class);
    private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(500);

    private final LongAdder rows = new LongAdder();
    private final LongAdder badLines = new LongAdder();
    private final LongAdder badFiles = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final PartProgress parts = new PartProgress();
    private final LongSupplier nanoTime;
    private final LongAdder filesDone;
    private final LongAdder filesKept;
    private final long started;
    private long updated;
    private long logged;
    private long rowsLogged;
    private double shareAtStart = Double.NaN;
    private volatile double share = Double.NaN;
    private volatile double rate;
    private volatile long filesKnown;
    private volatile long bytesLeft;
    private volatile long secondsLeft = -1;
    private volatile String file = "";
    private volatile boolean finished;

    /**
     * Metrics of a task.
     *
     * @param filesDone counts files that are done
     * @param filesKept counts files that are done and could not be moved or deleted
     */
    public ReadMetrics(LongSupplier nanoTime, LongAdder filesDone, LongAdder filesKept) {
        this.nanoTime = nanoTime;
        this.filesDone = filesDone;
        this.filesKept = filesKept;
        started = nanoTime.getAsLong();
        updated = started - SOON;
        logged = started;
    }

    public LongAdder badLines() {
        return badLines;
    }

    public LongAdder badFiles() {
        return badFiles;
    }

    /** What is done, from 0 to 1; NaN before the files are known. */
    public double share() {
        return share;
    }

    /** The file that is read; empty if none is. */
    public String file() {
        return file;
    }

    /** The progress of each file. */
    public PartProgress parts() {
        return parts;
    }

    void addRows(long count) {
        rows.add(count);
    }

    void addFailure() {
        failures.increment();
    }

    void reading(String path) {
        file = path;
    }

    void finished() {
        finished = true;
        file = "";
    }

    /** Whether {@link #update} would do something, which needs the sizes of all files. */
    boolean isDue() {
        return nanoTime.getAsLong() - updated >= SOON;
    }

    /** Takes over how many bytes of so many files are read. */
    void update(int files, long done, long total) {
        long now = nanoTime.getAsLong();
        updated = now;
        filesKnown = files;
        bytesLeft = Math.max(0, total - done);
        double current = total == 0 ? 1 : Math.min(1, (double) done / total);
        share = current;
        if (Double.isNaN(shareAtStart)) {
            shareAtStart = current;
        }
        boolean known = current > shareAtStart && current < 1;
        double seconds = (now - started) / 1e9 * (1 - current) / Math.max(1e-12, current - shareAtStart);
        secondsLeft = current >= 1 ? 0 : known ? (long) seconds : -1;
        if (now - logged >= INTERVAL) {
            log(now);
        }
    }

    private void log(long now) {
        long all = rows.sum();
        rate = (all - rowsLogged) / ((now - logged) / 1e9);
        log.info(
                "Reading {}: {} rows/s, {} rows in all, {} % of {} files, {}",
                file.isEmpty() ? "nothing" : file,
                Math.round(rate),
                all,
                String.format(Locale.ROOT, "%.1f", share * 100),
                filesKnown,
                left());
        logged = now;
        rowsLogged = all;
    }

    private String left() {
        long seconds = secondsLeft;
        return seconds == 0
                ? "up to date"
                : seconds < 0 ? "time left unknown" : "about " + Duration.ofSeconds(seconds) + " left";
    }

    /** The metrics of the task. */
    public List<Gauge> gauges() {
        return List.of(
                Gauge.counter("rows", "Rows read since the task was started.", rows),
                Gauge.counter("bad-lines", "Lines since the task was started that are not rows.", badLines),
                Gauge.counter("bad-files", "Files since the task was started that could not be read.", badFiles),
                Gauge.counter(
                        "failures",
                        "Failures of the disk since the task was started, retried ones included.",
                        failures),
                new Gauge("rows-per-second", "Rows read per second in the last whole minute.", () -> rate),
                new Gauge("files", "Files that the task knows.", () -> filesKnown),
                Gauge.counter("files-done", "Files since the task was started that Kafka has completely.", filesDone),
                Gauge.counter("files-kept", "Files that are done and could not be moved or deleted.", filesKept),
                new Gauge("bytes-left", "Bytes of known files that are not yet read.", () -> bytesLeft),
                new Gauge("share-done", "Share of the bytes of known files that is read, from 0 to 1.", () -> share),
                new Gauge(
                        "time-left-seconds",
                        "How long it takes at this pace until all known files are read, -1 if that is not known.",
                        () -> secondsLeft),
                new Gauge("time-left", "The same, as text for people.", this::left),
                new Gauge("file", "The file that is read.", () -> file),
                new Gauge(
                        "finished",
                        "Whether everything is read, 0 or 1; always 0 with watch=true.",
                        () -> finished ? 1L : 0L));
    }
}
