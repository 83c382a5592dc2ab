// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalTest {
    private final Wal wal = new Wal(1 << 20, () -> {});

    @Test
    void keepsPositionsWhenTheOldestIsLetGo() {
        for (int i = 0; i < 1000; i++) {
            wal.append(event("e" + i), i < 600 ? 10 : 20);
        }

        wal.expire(15);

        assertThat(wal.end()).isEqualTo(1001);
        assertThat(wal.begin()).isBetween(1L, 601L);
        assertThat(from(900)).startsWith("e899").hasSize(101);
        assertThat(from(0)).hasSize((int) (wal.end() - wal.begin()));
        wal.expire(Long.MAX_VALUE);
        assertThat(wal.begin()).isEqualTo(wal.end());
        assertThat(from(0)).isEmpty();
    }

    @Test
    void takesNoMoreThanItsShareOfMemory() {
        String large = "x".repeat(10_000);
        for (int i = 0; i < 1000; i++) {
            wal.append(event(large), 0);
        }

        assertThat(wal.bytes()).isBetween(700_000L, 1L << 20);
        assertThat(from(0)).hasSize((int) (wal.end() - wal.begin()));
    }

    @ParameterizedTest
    @CsvSource({"t0, 2", "t1, 3", "t3, 3", "t5, 0", "t6, 1", "t7, 2", "x1, 3"})
    void tablesLieInTheVgroupThatTheServerPutsThemIn(String table, int vgroup) {
        List<Vgroup> vgroups = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            vgroups.add(new Vgroup(i, wal));
        }

        assertThat(Vgroup.of(vgroups, "te_p4", table).id()).isEqualTo(vgroup);
    }

    /** As C's printf writes them with %.15g, or with %.17g where that is not the same number. */
    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "-2.25, -2.25",
        "5000000000, 5000000000",
        "1700000000000000, 1.7e+15",
        "18446744073709551615, 1.8446744073709552e+19",
        "0.00001, 1e-05"
    })
    void numbersAreWrittenAsTheServerWritesThem(double number, String text) {
        assertThat(MetaJson.number(number)).isEqualTo(text);
    }

    private static WalEntry event(String json) {
        return new WalEntry.Event(null, json);
    }

    private List<String> from(long position) {
        List<String> events = new ArrayList<>();
        wal.visit(position, entry -> {
            events.add(entry instanceof WalEntry.Event event ? event.json() : "");
            return true;
        });
        return events;
    }
}
