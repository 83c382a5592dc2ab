// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.compare;

import io.tdconnect.common.time.IsoText;
import io.tdconnect.common.time.Precision;
import io.tdconnect.verify.digest.ValueKind;
import io.tdconnect.verify.finding.Difference;
import io.tdconnect.verify.finding.Difference.Kind;
import io.tdconnect.verify.finding.Findings;
import io.tdconnect.verify.plan.GroupColumns;
import io.tdconnect.verify.side.ComparedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows of a table one by one.
 *
 * @param stable name of the supertable or normal table
 * @param table name of the table
 * @param precision of the times
 */
record RowComparison(String stable, String table, Precision precision, GroupColumns columns, Findings findings) {
    /** Compares rows of a range; those of the source may share their time, those of the target do not. */
    void compare(List<ComparedRow> source, List<ComparedRow> target) {
        Map<List<@Nullable Object>, List<ComparedRow>> expected = new LinkedHashMap<>();
        source.forEach(row ->
                expected.computeIfAbsent(key(row), key -> new ArrayList<>()).add(row));
        findings.merged((long) source.size() - expected.size());
        for (ComparedRow row : target) {
            List<ComparedRow> candidates = expected.remove(key(row));
            if (candidates == null) {
                findings.add(difference(Kind.EXTRA_ROW, row, "", null, null));
            } else {
                compareValues(candidates, row);
            }
        }
        expected.values().forEach(rows -> findings.add(difference(Kind.MISSING_ROW, rows.get(0), "", null, null)));
    }

    /** Of rows that were merged into one, each may have given a value: that depends on the order of their arrival. */
    private void compareValues(List<ComparedRow> candidates, ComparedRow row) {
        for (int i = 0; i < row.values().size(); i++) {
            int column = i;
            ValueKind kind = columns.kinds().get(i);
            Object found = row.values().get(i);
            if (candidates.stream()
                    .noneMatch(candidate -> Objects.equals(candidate.values().get(column), found))) {
                findings.add(difference(
                        Kind.VALUE,
                        row,
                        columns.names().get(i),
                        kind.shown(
                                candidates.get(candidates.size() - 1).values().get(i)),
                        kind.shown(found)));
            }
        }
    }

    private List<@Nullable Object> key(ComparedRow row) {
        return columns.key() < 0
                ? List.of(row.time())
                : Arrays.asList(row.time(), row.values().get(columns.key()));
    }

    private Difference difference(
            Kind kind, ComparedRow row, String column, @Nullable String expected, @Nullable String found) {
        return new Difference(kind, stable, table, IsoText.of(row.time(), precision), column, expected, found);
    }
}
