// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A small run of {@code bin/bench fuzz}: with a fixed seed, and with another that is printed so that a failure can be
 * repeated.
 */
class FuzzTest {
    private static final long INPUTS = 1_000;
    private static final long OTHER = Long.getLong("fuzz.seed", System.nanoTime() >>> 20);

    static {
        System.out.println("Fuzz seeds 1 and " + OTHER + "; repeat with -Dfuzz.seed=" + OTHER);
    }

    static Stream<String> targets() {
        return FuzzTargets.all().stream().map(FuzzTarget::name);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void inputsAreReadOrRefused(String name) {
        for (long seed : new long[] {1, OTHER}) {
            FuzzRun.Outcome outcome = new FuzzRun(FuzzTargets.named(name), seed).run(INPUTS);

            assertThat(outcome.shown()).as("escapes of seed %d", seed).isEmpty();
            // A target that refuses all inputs, or none, tests little.
            assertThat(outcome.refused()).isBetween(1L, outcome.inputs() - 1);
        }
    }

    @Test
    void otherErrorsEscape() {
        FuzzTarget target = FuzzTarget.of(
                "broken",
                in -> {
                    if (in.oneIn(2)) {
                        throw new IllegalArgumentException("refused");
                    }
                    throw new IllegalStateException("broken");
                },
                IllegalArgumentException.class);

        FuzzRun.Outcome outcome = new FuzzRun(target, 1).run(100);

        assertThat(outcome.refused() + outcome.escapes()).isEqualTo(outcome.inputs());
        assertThat(outcome.escapes()).isBetween(40L, 160L);
        assertThat(outcome.shown().get(0))
                .contains("IllegalStateException: broken")
                .contains("seed ");
        assertThat(FuzzRun.Outcome.parse(outcome.line()).line()).isEqualTo(outcome.line());
    }
}
