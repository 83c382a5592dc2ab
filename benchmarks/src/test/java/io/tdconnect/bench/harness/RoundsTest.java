// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final Side ours = new Side("ours");
    private final Side bare = new Side("bare");
    private final Rounds rounds = new Rounds(ours, bare);

    @Test
    void endsAfterThreeRoundsWhoseRatiosAreClose() {
        for (int rate : new int[] {500, 505, 510}) {
            assertThat(rounds.again()).isTrue();
            round(rate, 1_000);
        }

        assertThat(rounds.again()).isFalse();
        assertThat(figures()).containsEntry("ratio", "0.505").containsEntry("steady", "yes");
    }

    @Test
    void aRoundThatWasDisturbedCostsMoreRoundsButIsNoPartOfTheSpread() {
        round(500, 1_000);
        round(200, 1_000);
        round(501, 1_000);
        assertThat(rounds.again()).isTrue();

        while (rounds.again()) {
            round(502, 1_000);
        }

        assertThat(rounds.number()).isBetween(5, 9);
        assertThat(figures()).containsEntry("steady", "yes");
    }

    @Test
    void givesUpAfterNineRoundsAndSaysSo() {
        int done = 0;
        while (rounds.again()) {
            round(done++ % 2 == 0 ? 500 : 900, 1_000);
        }

        assertThat(done).isEqualTo(9);
        assertThat(figures()).containsEntry("steady", "no").containsEntry("rounds", "9");
    }

    @Test
    void bothSidesOfARoundAreSlowerTogether() {
        round(500, 1_000);
        round(50, 100);
        round(250, 500);

        assertThat(rounds.again()).isFalse();
        assertThat(figures()).containsEntry("ratio_spread", "0.000");
    }

    @Test
    void oneOfSeveralComparisonsThatVariesCausesAnotherRoundOfAll() {
        Side other = new Side("other");
        Rounds others = new Rounds(other, bare);
        for (int i = 1; i <= 3; i++) {
            round(500, 1_000);
            other.add(new Measured(100 * i, 1));
        }

        assertThat(rounds.again()).isFalse();
        assertThat(Rounds.again(List.of(rounds, others))).isTrue();
    }

    @Test
    void spreadIsTheDistanceOfTheQuartiles() {
        assertThat(Rounds.spread(List.of(1.0))).isZero();
        assertThat(Rounds.spread(List.of(0.9, 1.1, 1.0))).isEqualTo(0.2, within(1e-9));
        assertThat(Rounds.spread(List.of(1.0, 9.0, 0.1, 1.01, 0.99))).isEqualTo(0.02, within(1e-9));
    }

    @Test
    void processorTimeIsThatOfAMillionRecords() {
        Duration[] used = {Duration.ofSeconds(5), Duration.ofSeconds(6)};
        int[] calls = {0};
        Measured measured = Measured.start(() -> used[calls[0]++]).after(250_000);

        assertThat(measured.cpuSeconds()).isEqualTo(4.0, within(1e-9));
    }

    @Test
    void sharesOfTheMachineAreThoseSinceTheStart() {
        MachineTime before = MachineTime.of("cpu  100 0 50 800 50 0 0 0 7 0");
        MachineTime after = MachineTime.of("cpu  150 0 50 1200 100 0 0 500 9 0");
        Map<String, String> figures = new LinkedHashMap<>();
        after.addSince(before, figures);

        assertThat(figures).containsEntry("machine_steal", "50.0%").containsEntry("machine_idle", "45.0%");
        assertThatThrownBy(() -> MachineTime.of("intr 1 2 3")).hasMessageContaining("intr 1 2 3");
    }

    private void round(double oursRate, double bareRate) {
        ours.add(new Measured(oursRate, 2));
        bare.add(new Measured(bareRate, 1));
    }

    private Map<String, String> figures() {
        Map<String, String> figures = new LinkedHashMap<>();
        rounds.addTo(figures, "");
        return figures;
    }
}
