// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.contract.StoredOffsets;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.point.PointShares;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.Test;

class ReadPositionTest {
    private static final String ENDPOINT = "opc.tcp://plc1:4840";
    private static final Instant START = Instant.parse("2026-01-02T03:04:05.123456700Z");
    private static final List<Point> POINTS = IntStream.range(0, 40)
            .mapToObj(i -> new Point("ns=2;i=" + i, "T" + i, Map.of()))
            .toList();
    private static final PointShares ONE = PointShares.of(POINTS, 1);
    private static final PointShares THREE = PointShares.of(POINTS, 3);

    private final Map<Map<String, ?>, Map<String, ?>> stored = new HashMap<>();

    @Test
    void withoutAStoredOffsetNothingWasReached() {
        assertThat(progress(ONE, 0).reached(POINTS.get(0))).isNull();
        assertThat(progress(ONE, 0).after(List.of()).offset()).isEmpty();
    }

    @Test
    void aTaskGoesOnWhereItWas() {
        reach(progress(ONE, 0), 7);

        assertThat(progress(ONE, 0).reached(POINTS.get(3))).isEqualTo(START.plusSeconds(7));
    }

    @Test
    void pointsKeepWhatWasReachedWhenTheNumberOfTasksChangesAndChangesBack() {
        reach(progress(ONE, 0), 10);

        for (int task = 0; task < 3; task++) {
            ReadPosition one = progress(THREE, task);
            for (Point point : THREE.ofTask(task, POINTS)) {
                assertThat(one.reached(point)).isEqualTo(START.plusSeconds(10));
            }
            // Before the next task has started and read the stored offsets.
            reach(one, 20 + task);
        }
        ReadPosition again = progress(ONE, 0);
        for (Point point : POINTS) {
            assertThat(again.reached(point)).isEqualTo(START.plusSeconds(20 + THREE.task(point)));
        }
        reach(again, 30);
        assertThat(progress(THREE, 2).reached(THREE.ofTask(2, POINTS).get(0))).isEqualTo(START.plusSeconds(30));
    }

    @Test
    void aTaskThatHasHandedNothingOverYetTakesNothingFromOthers() {
        reach(progress(ONE, 0), 10);
        for (int task = 0; task < 3; task++) {
            ReadPosition silent = progress(THREE, task);
            store(silent.after(List.of(reading(START.plusSeconds(99)))));
        }

        for (int task = 0; task < 3; task++) {
            Point point = THREE.ofTask(task, POINTS).get(0);
            assertThat(progress(THREE, task).reached(point))
                    .as("held until what came before is filled")
                    .isEqualTo(START.plusSeconds(10));
        }
    }

    @Test
    void whatIsKeptOfEarlierSpreadsIsBounded() {
        for (int tasks = 1; tasks < 50; tasks++) {
            reach(progress(PointShares.of(POINTS, tasks), 0), tasks);
        }

        assertThat(stored.values().iterator().next().get("reached").toString().split(", "))
                .hasSize(5)
                .startsWith("40/" + PointShares.of(POINTS, 40).salt() + " " + START.plusSeconds(49));
    }

    @Test
    void offsetsWithATimeAloneAreThoseOfTheSameNumberOfTasks() {
        stored.put(ReadPosition.partition(ENDPOINT, 1), Map.of("time", START.toString()));

        assertThat(progress(THREE, 1).reached(THREE.ofTask(1, POINTS).get(0))).isEqualTo(START);
        assertThat(progress(THREE, 0).reached(THREE.ofTask(0, POINTS).get(0))).isNull();
    }

    @Test
    void damagedOffsetsAreLeftOut() {
        stored.put(ReadPosition.partition(ENDPOINT, 0), Map.of("reached", "1/0 yesterday, 1, 1/0 " + START));

        assertThat(progress(ONE, 0).reached(POINTS.get(0))).isEqualTo(START);
    }

    @Test
    void aClockThatIsAheadIsNotFollowed() {
        ReadPosition progress = progress(ONE, 0);
        progress.release();
        progress.after(List.of(reading(START)));
        progress.after(List.of(new Reading(POINTS.get(0), value(START.plusSeconds(3_600)), START)));

        assertThat(progress.reached(POINTS.get(0))).isEqualTo(START);
    }

    @Test
    void ofAClockThatIsAlwaysAheadTheTimeOfArrivalIsKept() {
        ReadPosition progress = progress(ONE, 0);
        progress.release();

        store(progress.after(List.of(new Reading(POINTS.get(0), value(START.plusSeconds(7_200)), START))));

        assertThat(progress(ONE, 0).reached(POINTS.get(0))).isEqualTo(START);
        assertThat(progress.longestLead()).isEqualTo(Duration.ofHours(2));
    }

    private void reach(ReadPosition progress, int seconds) {
        progress.release();
        store(progress.after(List.of(reading(START.plusSeconds(seconds)))));
    }

    private void store(ReadPosition.SourceOffset position) {
        stored.put(position.partition(), position.offset());
    }

    private ReadPosition progress(PointShares shares, int task) {
        return ReadPosition.of(ENDPOINT, shares, task, StoredOffsets.of(Map.of(), stored));
    }

    private static Reading reading(Instant time) {
        return new Reading(POINTS.get(0), value(time), time);
    }

    private static DataValue value(Instant time) {
        return new DataValue(new Variant(1.0), StatusCode.GOOD, new DateTime(time), null);
    }
}
