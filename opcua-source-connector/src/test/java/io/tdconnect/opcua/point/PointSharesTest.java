// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.point;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.opcua.node.Point;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointSharesTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 8", "3, 2", "7, 3", "64, 8", "5000, 4", "5000, 16", "20000, 7"})
    void everyPointHasOneTaskAndNoTaskMuchMoreThanOthers(int count, int maxTasks) {
        List<Point> points = points(count);

        PointShares shares = PointShares.of(points, maxTasks);

        assertThat(shares.tasks()).isEqualTo(Math.min(count, maxTasks));
        List<Point> spread = new ArrayList<>();
        for (int task = 0; task < shares.tasks(); task++) {
            List<Point> share = shares.ofTask(task, points);
            assertThat(share).isNotEmpty();
            assertThat((double) share.size()).isLessThanOrEqualTo(Math.ceil((double) count / shares.tasks()) * 1.1 + 1);
            spread.addAll(share);
        }
        assertThat(spread).hasSize(count);
        assertThat(new HashSet<>(spread)).hasSize(count);
    }

    @Test
    void aNewPointMovesNoOther() {
        PointShares shares = PointShares.of(points(1_000), 4);
        List<Point> before = shares.ofTask(2, points(1_000));

        assertThat(shares.ofTask(2, points(1_001))).containsAll(before);
        assertThat(shares.ofTask(2, points(3_000)).subList(0, before.size())).isEqualTo(before);
    }

    @Test
    void pointsOfATableStayTogether() {
        List<Point> points = IntStream.range(0, 400)
                .mapToObj(i -> new Point("ns=2;i=" + i, "table" + i / 10, Map.of()))
                .toList();
        PointShares shares = PointShares.of(points, 4);

        for (int task = 0; task < 4; task++) {
            assertThat(shares.ofTask(task, points).size() % 10).isZero();
        }
        assertThat(PointShares.of(points.subList(0, 10), 4).tasks()).isEqualTo(1);
    }

    @Test
    void withoutPointsThereIsOneTask() {
        assertThat(PointShares.of(List.of(), 4).tasks()).isEqualTo(1);
    }

    private static List<Point> points(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Point("ns=2;i=" + i, "DSF" + i, Map.of()))
                .toList();
    }
}
