// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.metrics.PartProgress.Part;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartProgressTest {
    private final AtomicLong clock = new AtomicLong();
    private final PartProgress progress = new PartProgress(clock::get);

    @Test
    void partsThatAreReadComeFirstAndThoseThatAreDoneLast() {
        progress.set(List.of(
                new Part("a", 1, 7),
                new Part("b", 0, 0),
                new Part("c", 0.5, 3),
                new Part("d", Double.NaN, -1),
                new Part("tab\tand\nline", 0.25, 1)));

        assertThat(progress.text())
                .isEqualTo("5\t1\n0.5000\t3\tc\n0.2500\t1\ttab and line\n0.0000\t0\tb\nNaN\t-1\td\n1.0000\t7\ta");
    }

    @Test
    void ofTenThousandPartsThereAreTwoHundred() {
        progress.set(IntStream.range(0, 10_000)
                .mapToObj(i -> new Part("m".repeat(300) + i, i < 9_900 ? 1 : 0.1, i))
                .toList());

        List<String> lines = progress.text().lines().toList();
        assertThat(lines).hasSize(201);
        assertThat(lines.get(0)).isEqualTo("10000\t9900");
        assertThat(lines.subList(1, 101)).allMatch(line -> line.startsWith("0.1000\t"));
        assertThat(lines).allMatch(line -> line.length() < 230);
    }

    @Test
    void partsAreAskedForEveryTwoSeconds() {
        progress.update(() -> List.of(new Part("a", 0, 0)));
        progress.update(() -> {
            throw new AssertionError("asked too early");
        });
        clock.addAndGet(2_000_000_000L);
        progress.update(() -> List.of());

        assertThat(progress.text()).isEqualTo("0\t0");
    }
}
