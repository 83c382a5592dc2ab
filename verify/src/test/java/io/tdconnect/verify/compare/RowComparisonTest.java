// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.time.Precision;
import io.tdconnect.verify.digest.ValueKind;
import io.tdconnect.verify.finding.Difference;
import io.tdconnect.verify.finding.Difference.Kind;
import io.tdconnect.verify.finding.Findings;
import io.tdconnect.verify.plan.GroupColumns;
import io.tdconnect.verify.side.ComparedRow;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowComparisonTest {
    private final Findings findings = new Findings(10);

    @Test
    void rowsWithTheSameTimeMayEachHaveGivenAValue() {
        compare(
                -1,
                List.of(row(5, 1L, null), row(5, 2L, "b"), row(6, 3L, "c")),
                List.of(row(5, 1L, "b"), row(6, 3L, "c")));

        assertThat(findings.equal()).isTrue();
        assertThat(findings.mergedRows()).isOne();
    }

    @Test
    void aValueOfNoneOfThemDiffers() {
        compare(-1, List.of(row(5, 1L, null), row(5, 2L, "b")), List.of(row(5, 3L, "b")));

        assertThat(findings.listed())
                .containsExactly(new Difference(Kind.VALUE, "s", "t", "1970-01-01T00:00:00.005Z", "v", "2", "3"));
    }

    @Test
    void aKeyIdentifiesARowTogetherWithTheTime() {
        compare(0, List.of(row(5, 1L, "a"), row(5, 2L, "b")), List.of(row(5, 1L, "a"), row(5, 3L, "b")));

        assertThat(findings.counts().keySet()).containsExactly(Kind.MISSING_ROW, Kind.EXTRA_ROW);
    }

    private void compare(int key, List<ComparedRow> source, List<ComparedRow> target) {
        GroupColumns columns = new GroupColumns(
                List.of("v", "text"),
                List.of(ValueKind.LONG, ValueKind.TEXT),
                List.of(),
                new boolean[] {true, true},
                false,
                key);
        new RowComparison("s", "t", Precision.MS, columns, findings).compare(source, target);
    }

    private static ComparedRow row(long time, Object... values) {
        return new ComparedRow(time, Arrays.asList(values));
    }
}
