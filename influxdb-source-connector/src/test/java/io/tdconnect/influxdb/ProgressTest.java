// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final Lane LANE = new Lane("m", 0, 1_000, false);

    private final AtomicLong clock = new AtomicLong();
    private final Progress progress = new Progress(clock::get);

    @Test
    void tellsRateShareAndTimeLeftOnceAMinute() {
        progress.read(600);
        clock.set(MINUTE - 1);
        tellAt(100);
        assertThat(Figures.of(progress, "share-done"))
                .as("before a minute is over")
                .isEqualTo(0.0);

        clock.set(MINUTE);
        tellAt(100);
        assertThat(Figures.of(progress, "points-per-second")).isEqualTo(10.0);
        assertThat(Figures.of(progress, "share-done")).isEqualTo(0.1);
        assertThat(Figures.of(progress, "window")).isEqualTo("m at 1970-01-01T00:00:00.000000100Z");

        progress.read(6_000);
        clock.set(2 * MINUTE);
        tellAt(200);
        assertThat(Figures.of(progress, "points-per-second")).isEqualTo(100.0);
        assertThat(Figures.of(progress, "points")).isEqualTo(6_600L);
        assertThat(Figures.of(progress, "time-left")).isEqualTo("about PT8M left");
    }

    @Test
    void saysThatEverythingIsRead() {
        clock.set(MINUTE);
        tellAt(1_000);

        assertThat(Figures.of(progress, "share-done")).isEqualTo(1.0);
        assertThat(Figures.of(progress, "time-left")).isEqualTo("up to date");
    }

    private void tellAt(long time) {
        LaneReader.Settings settings =
                new LaneReader.Settings(Duration.ofHours(1), 1_000, 100, Duration.ZERO, List.of());
        InfluxSourceConfig config = new InfluxSourceConfig(new InfluxSourceContractTest().example());
        PointConverter converter = new PointConverter(config.records(), "m", Map.of());
        LaneReader reader = new LaneReader(LANE, Position.at(time), settings, converter, batch -> {});
        progress.tell(List.of(reader), reader, 1_000);
    }
}
