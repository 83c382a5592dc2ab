// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a task has read, and tells it once a minute. */
final class Progress implements MetricsRegistration.ReadMetricsMXBean {
    private static final Logger log = LoggerFactory.getLogger(Progress.class);
    private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);

    private final LongAdder points = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder windows = new LongAdder();
    private final LongSupplier nanoTime;
    private long reported;
    private long firstReported;
    private long pointsReported;
    private double shareAtStart = -1;
    private volatile double share;
    private volatile double rate;
    private volatile String window = "";
    private volatile String left = "";

    Progress() {
        this(System::nanoTime);
    }

    Progress(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        reported = nanoTime.getAsLong();
    }

    void read(int count) {
        points.add(count);
    }

    void failed() {
        failures.increment();
    }

    void windowDone() {
        windows.increment();
    }

    /** Logs if it is time to; for use by the thread that reads. */
    void tell(List<LaneReader> lanes, LaneReader current, long horizon) {
        long now = nanoTime.getAsLong();
        if (now - reported < INTERVAL) {
            return;
        }
        share = lanes.stream()
                .mapToDouble(lane -> lane.share(horizon))
                .average()
                .orElse(1);
        if (shareAtStart < 0) {
            shareAtStart = share;
            firstReported = now;
        }
        long total = points.sum();
        rate = (total - pointsReported) / ((now - reported) / 1e9);
        Position position = current.position();
        window = current.lane().measurement() + " at " + TimeText.format(position.start());
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

    @Override
    public long getPoints() {
        return points.sum();
    }

    @Override
    public long getWindows() {
        return windows.sum();
    }

    @Override
    public long getFailures() {
        return failures.sum();
    }

    @Override
    public double getPointsPerSecond() {
        return rate;
    }

    @Override
    public double getShareDone() {
        return share;
    }

    @Override
    public String getWindow() {
        return window;
    }

    @Override
    public String getTimeLeft() {
        return left;
    }
}
