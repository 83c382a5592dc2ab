// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import io.tdconnect.common.metrics.Gauge;
import io.tdconnect.common.metrics.PartProgress;
import io.tdconnect.common.metrics.PartProgress.Part;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the points of a task, and logs its progress once a minute. */
public final class ReadMetrics {
    private static final Logger log = LoggerFactory.getLogger(ReadMetrics.class);
    private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);

    private final LongAdder points = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder windows = new LongAdder();
    private final PartProgress parts = new PartProgress();
    private final LongSupplier nanoTime;
    private long reported;
    private long firstReported;
    private long pointsReported;
    private double shareAtStart = -1;
    private volatile double share;
    private volatile double rate;
    private volatile String window = "";
    private volatile String left = "";
    private volatile BooleanSupplier finished = () -> false;

    /** Starts to count. */
    public ReadMetrics() {
        this(System::nanoTime);
    }

    ReadMetrics(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        reported = nanoTime.getAsLong();
    }

    /** Sets what the metric {@code finished} asks. */
    void finishedWhen(BooleanSupplier condition) {
        finished = condition;
    }

    /** Counts points that are handed over. */
    public void addPoints(int count) {
        points.add(count);
    }

    /** Counts a failure of the server or the network. */
    public void addFailure() {
        failures.increment();
    }

    /** Counts a window. */
    public void addWindow() {
        windows.increment();
    }

    /** The progress of each measurement or metric. */
    public PartProgress parts() {
        return parts;
    }

    /** Takes over the progress of each name, whose slices count alike. */
    void addParts(List<SplitReader> splits, long horizon, boolean now) {
        if (now) {
            parts.set(parts(splits, horizon));
        } else {
            parts.update(() -> parts(splits, horizon));
        }
    }

    private static List<Part> parts(List<SplitReader> splits, long horizon) {
        Map<String, List<SplitReader>> byName = splits.stream()
                .collect(Collectors.groupingBy(split -> split.split().name()));
        return byName.entrySet().stream()
                .map(name -> new Part(
                        name.getKey(),
                        name.getValue().stream()
                                .mapToDouble(split -> split.share(horizon))
                                .average()
                                .orElse(1),
                        name.getValue().stream().mapToLong(SplitReader::points).sum()))
                .toList();
    }

    /** Logs the progress if a minute has passed; for use by the thread that reads. */
    public void logProgress(List<SplitReader> splits, SplitReader current, long horizon) {
        long now = nanoTime.getAsLong();
        if (now - reported < INTERVAL) {
            return;
        }
        share = splits.stream()
                .mapToDouble(split -> split.share(horizon))
                .average()
                .orElse(1);
        if (shareAtStart < 0) {
            shareAtStart = share;
            firstReported = now;
        }
        long total = points.sum();
        rate = (total - pointsReported) / ((now - reported) / 1e9);
        SplitPosition position = current.position();
        window = current.split().name() + " at " + TimeText.format(position.start());
        left = left(now);
        log.info(
                "Reading {}: {} points/s, {} points in all, {} % of the time until now, {}",
                window, Math.round(rate), total, String.format(Locale.ROOT, "%.1f", share * 100), left);
        reported = now;
        pointsReported = total;
    }

    private String left(long now) {
        if (share >= 1) {
            return "up to date";
        }
        if (share <= shareAtStart) {
            return "time left unknown";
        }
        double seconds = (now - firstReported) / 1e9 * (1 - share) / (share - shareAtStart);
        return "about " + Duration.ofSeconds((long) seconds) + " left";
    }

    /** The metrics of the task. */
    public List<Gauge> gauges() {
        return List.of(
                Gauge.counter("points", "Points read since the task was started.", points),
                Gauge.counter("windows", "Windows read to their end since the task was started.", windows),
                Gauge.counter(
                        "failures",
                        "Failures of the server or the network since the task was started, retried ones included.",
                        failures),
                new Gauge("points-per-second", "Points read per second in the last whole minute.", () -> rate),
                new Gauge(
                        "share-done",
                        "Share of the time from the begin until now or the end that is read, from 0 to 1; once a minute.",
                        () -> share),
                new Gauge(
                        "finished",
                        "1 once everything until `end.time` is read and handed over, else 0.",
                        () -> finished.getAsBoolean() ? 1 : 0),
                new Gauge("window", "What is read, and how far; once a minute.", () -> window),
                new Gauge(
                        "time-left",
                        "How long it takes at this pace until everything is read, as text for people; once a minute.",
                        () -> left));
    }
}
