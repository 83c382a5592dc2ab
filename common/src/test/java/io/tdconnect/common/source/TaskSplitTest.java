// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskSplitTest {
    @Test
    void splitsEvenlyAndInOrder() {
        assertThat(TaskSplit.split(List.of(1, 2, 3, 4, 5, 6, 7), 3))
                .containsExactly(List.of(1, 2), List.of(3, 4), List.of(5, 6, 7));
    }

    @Test
    void neverMakesAnEmptyGroup() {
        assertThat(TaskSplit.split(List.of("a", "b"), 5)).containsExactly(List.of("a"), List.of("b"));
        assertThat(TaskSplit.split(List.of(), 5)).isEmpty();
    }

    @Test
    void groupSizesDifferByAtMostOneAndNothingIsLost() {
        for (int size = 1; size < 40; size++) {
            for (int groups = 1; groups < 45; groups++) {
                List<Integer> items = IntStream.range(0, size).boxed().toList();

                List<List<Integer>> split = TaskSplit.split(items, groups);

                assertThat(split).hasSize(Math.min(size, groups));
                assertThat(split.stream().flatMap(List::stream)).containsExactlyElementsOf(items);
                IntStream sizes = split.stream().mapToInt(List::size);
                int smallest = size / split.size();
                assertThat(sizes).allMatch(n -> n == smallest || n == smallest + 1);
            }
        }
    }

    @Test
    void refusesLessThanOneGroup() {
        assertThatThrownBy(() -> TaskSplit.split(List.of(1), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
