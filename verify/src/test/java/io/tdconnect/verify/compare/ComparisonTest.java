// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.tdconnect.verify.finding.Difference;
import io.tdconnect.verify.finding.Difference.Kind;
import io.tdconnect.verify.finding.Findings;
import io.tdconnect.verify.plan.Depth;
import io.tdconnect.verify.plan.Group;
import io.tdconnect.verify.plan.Groups;
import io.tdconnect.verify.side.SideException;
import io.tdconnect.verify.side.TimeRange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final int ROWS = 100_000;
    private static final TimeRange ALL = new TimeRange(0, ROWS);

    private final MemorySide source = new MemorySide().fill("a", 0, ROWS).fill("b", 0, ROWS);
    private final MemorySide target = new MemorySide().fill("a", 0, ROWS).fill("b", 0, ROWS);

    @Test
    void equalTablesAreReadOnce() throws Exception {
        Findings findings = compare(100);

        assertThat(findings.equal()).isTrue();
        assertThat(source.hashed.stream().mapToLong(TimeRange::length).sum()).isEqualTo(ROWS);
        assertThat(source.listed).isZero();
    }

    @Test
    void halvingFindsTheOnlyRowThatDiffers() throws Exception {
        target.table("b").put(77_777L, -1L);

        Findings findings = compare(100);

        assertThat(findings.listed())
                .containsExactly(new Difference(Kind.VALUE, "s", "b", "1970-01-01T00:01:17.777Z", "v", "233331", "-1"));
        // Halves of a window of at most the whole range, and only few rows one by one.
        assertThat(target.hashed).hasSizeLessThan(100);
        assertThat(target.listed).isLessThan(4_000);
    }

    @Test
    void rowsAtTheBordersAreFound() throws Exception {
        target.table("a").remove(0L);
        target.table("a").remove(ROWS - 1L);
        source.table("b").remove(50_000L);

        Findings findings = compare(100);

        assertThat(findings.listed())
                .extracting(Difference::kind, Difference::table, Difference::time)
                .containsExactlyInAnyOrder(
                        tuple(Kind.MISSING_ROW, "a", "1970-01-01T00:00:00.000Z"),
                        tuple(Kind.MISSING_ROW, "a", "1970-01-01T00:01:39.999Z"),
                        tuple(Kind.EXTRA_ROW, "b", "1970-01-01T00:00:50.000Z"));
    }

    @Test
    void aMissingStretchIsCountedAndListedUpToTheLimit() throws Exception {
        target.table("a").subMap(10_000L, 60_000L).clear();

        Findings findings = compare(5);

        assertThat(findings.listed()).hasSize(5);
        assertThat(findings.listed().get(0).time()).isEqualTo("1970-01-01T00:00:10.000Z");
        assertThat(findings.equal()).isFalse();
        assertThat(findings.counts()).containsKey(Kind.MISSING_ROW);
        assertThat(target.listed + source.listed).isLessThan(10_000);
    }

    @Test
    void rangesThatAreTooMuchAreHalved() throws Exception {
        target.longest = 700;
        target.table("a").remove(5_000L);

        Findings findings = compare(100);

        assertThat(findings.counts()).isEqualTo(Map.of(Kind.MISSING_ROW, 1L));
        assertThat(target.hashed).allMatch(range -> range.length() <= 700);
    }

    @Test
    void aLostConnectionIsOpenedAgain() throws Exception {
        source.lost = 2;
        target.table("a").remove(5_000L);

        assertThat(compare(100).counts()).isEqualTo(Map.of(Kind.MISSING_ROW, 1L));
    }

    @Test
    void aServerThatStaysAwayEndsTheComparison() {
        source.lost = Integer.MAX_VALUE;

        assertThatExceptionOfType(SideException.class).isThrownBy(() -> compare(100));
    }

    private Findings compare(int limit) throws SideException, InterruptedException {
        Findings findings = new Findings(limit);
        Group group = Groups.of("s", List.of("a", "b"));
        new Comparison(
                        () -> new SidePair(() -> source, () -> target),
                        new Comparison.Limits(Depth.ROWS, 1),
                        findings,
                        (share, rows) -> {})
                .run(List.of(group), ALL);
        return findings;
    }
}
