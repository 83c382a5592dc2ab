// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static io.tdconnect.influxdb.Influxd.SECOND;
import static io.tdconnect.influxdb.Influxd.T0;
import static io.tdconnect.influxdb.TaskRun.properties;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.window.Segment;
import io.tdconnect.common.window.SeriesKey;
import io.tdconnect.common.window.SplitPosition;
import io.tdconnect.testing.InfluxdServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class OffsetIT {
    @AutoClose
    private static InfluxdServer server;

    @BeforeAll
    static void startServer() {
        server = Influxd.start();
    }

    @BeforeEach
    void createDatabase() {
        server.createDatabase("db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "10"})
    void goesOnAfterEveryBatchWithoutLossOrDuplicates(String pointsPerRecord) throws Exception {
        Influxd.fill(server, "db", "m", 7, 300);
        Map<String, String> properties = properties(
                server,
                "db",
                List.of("m"),
                "batch.size",
                "97",
                "read.window",
                "PT2M",
                "points.per.record",
                pointsPerRecord);
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        List<SourceRecord> records = new ArrayList<>();
        int runs = 0;
        for (boolean done = false; !done; runs++) {
            try (TaskRun run = new TaskRun(properties, offsets)) {
                List<SourceRecord> batch = run.pollUntilFinished();
                records.addAll(batch);
                done = batch.isEmpty();
            }
        }

        assertThat(runs).isGreaterThan(20);
        List<Long> values = Influxd.values(records);
        assertThat(Influxd.duplicates(values)).isZero();
        assertThat(values).hasSize(2_100);
    }

    /** Tags in an unusual order, some of them missing: the place within a window must be found again. */
    @Test
    void findsItsPlaceAmongOddTags() throws Exception {
        List<String> lines = new ArrayList<>();
        String[] tags = {
            "", ",a=1", ",a=1|2", ",a=1,b=2", ",b=1", ",a=ä", ",a=A", ",b=z,c=1", ",a=\\ ", ",a=\\,x", ",a=\\=", ",c=-"
        };
        for (String tag : tags) {
            for (int i = 0; i < 20; i++) {
                lines.add("m" + tag + " value=" + lines.size() + "i " + (T0 + i * SECOND));
            }
        }
        server.write("db", lines);
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        Map<String, String> properties = properties(server, "db", List.of("m"), "batch.size", "3");
        List<SourceRecord> records = new ArrayList<>();
        for (boolean done = false; !done; ) {
            try (TaskRun run = new TaskRun(properties, offsets)) {
                List<SourceRecord> batch = run.pollUntilFinished();
                records.addAll(batch);
                done = batch.isEmpty();
            }
        }

        assertThat(Influxd.duplicates(Influxd.values(records))).isZero();
        assertThat(records).hasSize(lines.size());
    }

    /** The server's order of series, which a halved window relies on. */
    @Test
    void seriesComeInTheOrderThatHalvedWindowsRelyOn() throws Exception {
        String[] tags = {
            "", ",a=1", ",a=1|2", ",a=1!", ",a=1,b=2", ",b=1", ",a=ä", ",a=A", ",b=z,c=1", ",a=\\ ", ",a=\\,x", ",c=-"
        };
        for (String tag : tags) {
            server.write("db", "m" + tag + " value=1i " + T0, "m" + tag + " value=1i " + (T0 + SECOND));
        }

        List<String> series = new ArrayList<>();
        try (TaskRun run = new TaskRun(properties(server, "db", List.of("m")))) {
            run.takeAll().forEach(record -> series.add(SeriesKey.of(tags(Influxd.struct(record)))));
        }

        List<String> distinct = series.stream().distinct().toList();
        for (int i = 1; i < distinct.size(); i++) {
            assertThat(SeriesKey.compare(distinct.get(i - 1), distinct.get(i)))
                    .as(distinct.get(i - 1) + " before " + distinct.get(i))
                    .isNegative();
        }
    }

    @Test
    void halvedWindowsGoOnAtTheirPlace() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int host = 0; host < 5; host++) {
            for (int second = 0; second < (host == 2 ? 10 : 100); second++) {
                lines.add("m,host=h" + host + " value=" + lines.size() + "i " + (T0 + second * SECOND));
            }
        }
        server.write("db", lines);
        // Of the window, series h0 and h1 are read, and of h2 ten seconds; then it was halved. h2 has no point later.
        Segment.LastPoint last = new Segment.LastPoint("host=h2", T0 + 9 * SECOND);
        Segment whole = new Segment(T0, T0 + 100 * SECOND, last);
        SplitPosition position =
                new SplitPosition(T0 + 100 * SECOND, List.of(whole.firstHalf(), whole.secondHalf()), T0);
        Map<String, String> properties = properties(server, "db", List.of("m"));
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        offsets.put(Map.of("bucket", "db", "measurement", "m"), position.toMap());

        try (TaskRun run = new TaskRun(properties, offsets)) {
            List<SourceRecord> records = run.takeAll();

            assertThat(records).extracting(SourceRecord::key).containsOnly("m_host_h3", "m_host_h4");
            assertThat(Influxd.duplicates(Influxd.values(records))).isZero();
            assertThat(records).hasSize(200);
        }
    }

    @Test
    void slicesOfHistoryCoverAllPointsOnce() throws Exception {
        Influxd.fill(server, "db", "m", 3, 500);
        Map<String, String> properties = properties(
                server,
                "db",
                List.of("m"),
                "history.slices",
                "7",
                "begin.time",
                String.valueOf(T0),
                "end.time",
                String.valueOf(T0 + 500 * SECOND));

        try (TaskRun run = new TaskRun(properties)) {
            List<SourceRecord> records = run.takeAll();

            assertThat(Influxd.duplicates(Influxd.values(records))).isZero();
            assertThat(records).hasSize(1_500);
            assertThat(records)
                    .extracting(record -> record.sourcePartition().get("slice"))
                    .doesNotContainNull();
        }
    }

    @Test
    void followsNewPointsAndNewFields() throws Exception {
        long now = nanos(Instant.now());
        server.write("db", "m,host=a value=0i " + (now - 60 * SECOND));

        try (TaskRun run = new TaskRun(live("delay.ms", "500"))) {
            List<SourceRecord> records = new ArrayList<>(run.take(1));
            for (int i = 1; i <= 5; i++) {
                server.write("db", "m,host=a value=" + i + "i,f" + i + "=1 " + nanos(Instant.now()));
                records.addAll(run.take(1));
            }

            assertThat(Influxd.values(records)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
            assertThat(records.get(5).valueSchema().field("f5")).isNotNull();
            assertThat(records.get(5).valueSchema().field("f1")).isNotNull();
        }
    }

    @Test
    void doesNotReadPointsBeforeTheDelayIsOver() throws Exception {
        server.write("db", "m value=0i " + nanos(Instant.now().minusSeconds(60)));

        try (TaskRun run = new TaskRun(live("delay.ms", "4000"))) {
            run.take(1);
            Instant written = Instant.now();
            server.write("db", "m value=2i " + nanos(written), "m value=1i " + (nanos(written) - SECOND));

            List<SourceRecord> records = run.take(2);

            assertThat(Duration.between(written, Instant.now())).isGreaterThan(Duration.ofMillis(2_900));
            assertThat(Influxd.values(records)).containsExactlyInAnyOrder(1L, 2L);
        }
    }

    @Test
    void findsLatePointsWithinTheOverlapAndSendsNothingElseTwice() throws Exception {
        server.write("db", "m value=0i " + nanos(Instant.now().minusSeconds(60)));

        try (TaskRun run = new TaskRun(live("delay.ms", "0", "overlap.ms", "4000", "poll.interval.ms", "200"))) {
            List<SourceRecord> records = new ArrayList<>(run.take(1));
            long time = nanos(Instant.now());
            server.write("db", "m value=1i " + time);
            records.addAll(run.take(1));
            server.write("db", "m value=2i " + (time - SECOND), "m value=3i " + (time - SECOND / 2));

            records.addAll(run.take(2));
            Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            records.addAll(run.poll());

            assertThat(Influxd.values(records)).containsExactly(0L, 1L, 2L, 3L);
        }
    }

    /** A clock in the future, of a device or of the worker, must not make the connector skip new points. */
    @Test
    void pointsOfTheFutureDoNotHideThoseOfNow() throws Exception {
        server.write("db", "m value=9i " + nanos(Instant.now().plusSeconds(3_600)));

        try (TaskRun run = new TaskRun(live("delay.ms", "0"))) {
            assertThat(run.poll()).isEmpty();
            server.write("db", "m value=1i " + nanos(Instant.now()));

            Set<Long> values = new HashSet<>(Influxd.values(run.take(1)));

            assertThat(values).containsExactly(1L);
        }
    }

    private static Map<String, String> tags(Struct value) {
        Map<String, String> tags = new HashMap<>();
        value.schema().fields().stream()
                .filter(field -> field.schema().type() == Schema.Type.STRING)
                .forEach(field -> tags.put(
                        field.name(), value.getString(field.name()) == null ? "" : value.getString(field.name())));
        return tags;
    }

    private static Map<String, String> live(String... more) {
        Map<String, String> properties =
                properties(server, "db", List.of("m"), "end.time", "", "poll.interval.ms", "100");
        return TaskRun.with(properties, more);
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * SECOND + time.getNano();
    }
}
