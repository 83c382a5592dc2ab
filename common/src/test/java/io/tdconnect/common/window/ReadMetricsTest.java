// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.contract.Gauges;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadMetricsTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final TimeSplit SPLIT = new TimeSplit("m", 0, 1_000, false);

    private static final TimeSplit OTHER = new TimeSplit("n", 0, 1_000, false);

    private final AtomicLong clock = new AtomicLong();
    private final ReadMetrics metrics = new ReadMetrics(clock::get);

    @Test
    void reportsRateShareAndTimeLeftOnceAMinute() {
        metrics.addPoints(600);
        clock.set(MINUTE - 1);
        logProgressAt(100);
        assertThat(Gauges.of(metrics.gauges(), "share-done"))
                .as("before a minute is over")
                .isEqualTo(0.0);

        clock.set(MINUTE);
        logProgressAt(100);
        assertThat(Gauges.of(metrics.gauges(), "points-per-second")).isEqualTo(10.0);
        assertThat(Gauges.of(metrics.gauges(), "share-done")).isEqualTo(0.1);
        assertThat(Gauges.of(metrics.gauges(), "window")).isEqualTo("m at 1970-01-01T00:00:00.000000100Z");

        metrics.addPoints(6_000);
        clock.set(2 * MINUTE);
        logProgressAt(200);
        assertThat(Gauges.of(metrics.gauges(), "points-per-second")).isEqualTo(100.0);
        assertThat(Gauges.of(metrics.gauges(), "points")).isEqualTo(6_600L);
        assertThat(Gauges.of(metrics.gauges(), "time-left")).isEqualTo("about PT8M left");
    }

    @Test
    void saysThatEverythingIsRead() {
        clock.set(MINUTE);
        logProgressAt(1_000);

        assertThat(Gauges.of(metrics.gauges(), "share-done")).isEqualTo(1.0);
        assertThat(Gauges.of(metrics.gauges(), "time-left")).isEqualTo("up to date");
    }

    @Test
    void theSlicesOfANameAreOnePart() {
        metrics.addParts(List.of(reader(SPLIT, 500), reader(SPLIT, 0), reader(OTHER, 1_000)), 1_000, false);
        metrics.addParts(List.of(), 1_000, false);

        assertThat(metrics.parts().text()).isEqualTo("2\t1\n0.2500\t0\tm\n1.0000\t0\tn");
        metrics.addParts(List.of(), 1_000, true);
        assertThat(metrics.parts().text()).isEqualTo("0\t0");
    }

    private void logProgressAt(long time) {
        SplitReader reader = reader(SPLIT, time);
        metrics.logProgress(List.of(reader), reader, 1_000);
    }

    private static SplitReader reader(TimeSplit split, long time) {
        SplitReader.Windows windows = new SplitReader.Windows(
                new TimeOptions(0, TimeSplit.ENDLESS, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1)),
                new WindowOptions(Duration.ofDays(1), 1_000, 1, null, 100),
                "Server",
                "Metric");
        return new SplitReader(split, SplitPosition.at(time), windows, batch -> {});
    }
}
