// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.verify.digest.Measure.Function;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableDigestTest {
    private static final List<Measure> REAL = List.of(
            new Measure(0, Function.COUNT, true),
            new Measure(0, Function.SUM, false),
            new Measure(0, Function.MIN, true),
            new Measure(0, Function.MAX, true));

    @Test
    void theOrderOfRowsDoesNotMatter() {
        TableDigest one = new TableDigest();
        TableDigest other = new TableDigest();
        for (int i = 0; i < 100; i++) {
            one.addRow(i, row(i, i * 2L));
            other.addRow(99 - i, row(99 - i, (99 - i) * 2L));
        }

        assertThat(one.sameRows(other)).isTrue();
        assertThat(one.first()).isZero();
        assertThat(one.last()).isEqualTo(99);
    }

    @Test
    void valuesThatChangePlacesDiffer() {
        TableDigest one = new TableDigest();
        one.addRow(1, row(1, 10));
        one.addRow(2, row(2, 20));
        TableDigest other = new TableDigest();
        other.addRow(1, row(1, 20));
        other.addRow(2, row(2, 10));

        assertThat(one.sameRows(other)).isFalse();
    }

    @Test
    void nullIsNotZeroAndNotAbsent() {
        long time = RowHash.of(5);

        assertThat(RowHash.addNull(time))
                .isNotEqualTo(RowHash.add(time, 0L))
                .isNotEqualTo(RowHash.add(time, 0.0))
                .isNotEqualTo(RowHash.add(time, ""))
                .isNotEqualTo(time);
    }

    @Test
    void canonicalValuesHaveTheHashesOfTheirTypes() {
        assertThat(RowHash.addCanonical(1, ValueKind.DOUBLE.canonical(-0.0))).isEqualTo(RowHash.add(1, 0.0));
        assertThat(RowHash.addCanonical(1, ValueKind.FLOAT.canonical(0.1))).isEqualTo(RowHash.add(1, 0.1f));
        assertThat(RowHash.addCanonical(1, ValueKind.LONG.canonical(true))).isEqualTo(RowHash.add(1, 1L));
        assertThat(RowHash.addCanonical(1, ValueKind.TEXT.canonical("é"))).isEqualTo(RowHash.add(1, "é"));
    }

    @Test
    void sumsMayDifferByRoundingErrorsOnly() {
        assertThat(real(4, 10.0, 1.0, 4.0).sameAggregates(real(4, 10.000000000000002, 1.0, 4.0), REAL))
                .isTrue();
        assertThat(real(4, 10.0, 1.0, 4.0).sameAggregates(real(4, 10.000000001, 1.0, 4.0), REAL))
                .isFalse();
        assertThat(real(4, 10.0, 1.0, 4.0).sameAggregates(real(4, 10.0, 1.0000000000000002, 4.0), REAL))
                .isFalse();
    }

    @Test
    void wholeSumsMayNotDiffer() {
        List<Measure> whole = List.of(new Measure(0, Function.SUM, true));
        TableDigest one = new TableDigest();
        one.addAggregates(1, true, whole, new Object[] {(1L << 60) + 1});
        TableDigest other = new TableDigest();
        other.addAggregates(1, true, whole, new Object[] {1L << 60});

        assertThat(one.sameAggregates(other, whole)).isFalse();
    }

    @Test
    void aggregatesOfSeveralSeriesAreCombined() {
        TableDigest combined = new TableDigest();
        combined.addAggregates(2, true, REAL, new Object[] {2L, 3.0, 1.0, 2.0});
        combined.addAggregates(2, true, REAL, new Object[] {2L, 7.0, 3.0, 4.0});
        combined.addAggregates(0, true, REAL, new Object[] {0L, null, null, null});

        assertThat(combined.sameAggregates(real(4, 10.0, 1.0, 4.0), REAL)).isTrue();
    }

    @Test
    void aTableWithoutRowsDiffersFromOneWithRows() {
        assertThat(new TableDigest().sameAggregates(real(4, 10.0, 1.0, 4.0), REAL))
                .isFalse();
        assertThat(new TableDigest().sameAggregates(new TableDigest(), REAL)).isTrue();
    }

    private static TableDigest real(long rows, double sum, double least, double most) {
        TableDigest digest = new TableDigest();
        digest.addAggregates(rows, true, REAL, new Object[] {rows, sum, least, most});
        return digest;
    }

    private static long row(long time, long value) {
        return RowHash.add(RowHash.of(time), value);
    }
}
