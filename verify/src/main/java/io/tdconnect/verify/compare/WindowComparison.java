// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.compare;

import io.tdconnect.verify.digest.TableDigest;
import io.tdconnect.verify.finding.Difference;
import io.tdconnect.verify.finding.Difference.Kind;
import io.tdconnect.verify.finding.Findings;
import io.tdconnect.verify.plan.ComparedTable;
import io.tdconnect.verify.plan.Depth;
import io.tdconnect.verify.plan.Group;
import io.tdconnect.verify.plan.GroupColumns;
import io.tdconnect.verify.side.SideException;
import io.tdconnect.verify.side.TimeRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares all tables of a group in a range.
 *
 * @param depth of the comparison
 */
record WindowComparison(BothSides sides, Depth depth, Findings findings) {
    /** How the rows of a group are compared. */
    static Fingerprint.Method method(GroupColumns columns, Depth depth) {
        if (depth == Depth.QUICK && !columns.measures().isEmpty()) {
            return Fingerprint.Method.AGGREGATES;
        }
        if (!columns.covered()) {
            return Fingerprint.Method.HASHES;
        }
        return columns.anyHashed() ? Fingerprint.Method.BOTH : Fingerprint.Method.AGGREGATES;
    }

    /** The larger number of rows of the two sides. */
    long compare(Group group, TimeRange range) throws SideException, InterruptedException {
        Fingerprint.Method method = method(group.columns(), depth);
        BothSides.Answers<Fingerprint> prints = sides.ask(
                side -> Fingerprint.read(side, group.sources(), range, method, group.columns()),
                side -> Fingerprint.read(side, List.of(group.target()), range, method, group.columns()));
        Fingerprint source = prints.source();
        Fingerprint target = prints.target();
        List<Integer> different = new ArrayList<>();
        int size = Math.max(source.size(), target.size());
        for (int number = 0; number < size; number++) {
            count(group.tables().get(number), source.table(number), target.table(number));
            if (!source.same(target, number, group.columns().measures())) {
                different.add(number);
            }
        }
        for (int number : different) {
            ComparedTable table = group.tables().get(number);
            reportTable(group, table, source.table(number), target.table(number));
            new Narrowing(sides, group, number, findings).run(range);
        }
        return Math.max(source.rows(), target.rows());
    }

    private static void count(ComparedTable table, TableDigest source, TableDigest target) {
        table.count(
                source.rows(),
                target.rows(),
                Math.min(source.first(), target.first()),
                Math.max(source.last(), target.last()));
    }

    private void reportTable(Group group, ComparedTable table, TableDigest source, TableDigest target) {
        if (!table.exists() && source.rows() > 0 && table.reportOnce()) {
            findings.add(new Difference(Kind.MISSING_TABLE, group.name(), table.name(), "", "", null, null));
        } else if (table.sources().isEmpty() && target.rows() > 0 && table.reportOnce()) {
            findings.add(new Difference(Kind.EXTRA_TABLE, group.name(), table.name(), "", "", null, null));
        }
    }
}
