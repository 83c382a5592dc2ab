// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.compare;

import io.tdconnect.verify.digest.Digests;
import io.tdconnect.verify.digest.TableDigest;
import io.tdconnect.verify.finding.Difference.Kind;
import io.tdconnect.verify.finding.Findings;
import io.tdconnect.verify.plan.ComparedTable;
import io.tdconnect.verify.plan.Group;
import io.tdconnect.verify.plan.SourceTable;
import io.tdconnect.verify.side.ComparedRow;
import io.tdconnect.verify.side.Selection;
import io.tdconnect.verify.side.Side;
import io.tdconnect.verify.side.SideException;
import io.tdconnect.verify.side.TableKey;
import io.tdconnect.verify.side.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Narrows the rows of a table that differ down by halving ranges of time, by hashes of rows. */
final class Narrowing {
    /** Ranges with so many rows are compared row by row. */
    private static final int FEW = 2_000;

    private static final int MOST = 1_000_000;

    private final BothSides sides;
    private final Group group;
    private final int number;
    private final ComparedTable table;
    private final Findings findings;

    Narrowing(BothSides sides, Group group, int number, Findings findings) {
        this.sides = sides;
        this.group = group;
        this.number = number;
        this.table = group.tables().get(number);
        this.findings = findings;
    }

    /** Finds the rows that differ in a range, if any do. */
    void run(TimeRange range) throws SideException, InterruptedException {
        BothSides.Answers<TableDigest> digests;
        try {
            digests = sides.ask(side -> ofSource(side, range), side -> ofTarget(side, range));
        } catch (SideException e) {
            if (e.reason() != SideException.Cause.TOO_MUCH || !range.divisible()) {
                throw e;
            }
            halve(range);
            return;
        }
        TableDigest source = digests.source();
        TableDigest target = digests.target();
        if (source.sameRows(target)) {
            return;
        }
        if (findings.full()) {
            findings.unresolved();
        } else if (source.rows() == 0 || target.rows() == 0) {
            oneSided(range, source.rows(), target.rows());
        } else if (Math.max(source.rows(), target.rows()) <= FEW || !range.divisible()) {
            list(range, MOST);
        } else {
            halve(range);
        }
    }

    private void halve(TimeRange range) throws SideException, InterruptedException {
        run(range.earlier());
        run(range.later());
    }

    /** All rows are missing, or too many: some are listed. */
    private void oneSided(TimeRange range, long ofSource, long ofTarget) throws SideException, InterruptedException {
        long all = Math.max(ofSource, ofTarget);
        if (all <= FEW) {
            list(range, MOST);
            return;
        }
        int listed = Math.min(findings.room(), FEW);
        list(range, listed);
        findings.count(ofSource > 0 ? Kind.MISSING_ROW : Kind.EXTRA_ROW, all - listed);
    }

    private void list(TimeRange range, int limit) throws SideException, InterruptedException {
        BothSides.Answers<List<ComparedRow>> rows =
                sides.ask(side -> rowsOfSource(side, range, limit), side -> rowsOfTarget(side, range, limit));
        new RowComparison(group.name(), table.name(), group.target().scale().target(), group.columns(), findings)
                .compare(rows.source(), rows.target());
    }

    private TableDigest ofSource(Side side, TimeRange range) throws SideException, InterruptedException {
        Digests digests = new Digests();
        for (SourceTable source : table.sources()) {
            side.hashes(selection(source), range, source.key(), Fingerprint.all(group.columns()), digests);
        }
        return digests.of(number);
    }

    private TableDigest ofTarget(Side side, TimeRange range) throws SideException, InterruptedException {
        Digests digests = new Digests();
        if (table.exists()) {
            side.hashes(group.target(), range, TableKey.table(table.name()), Fingerprint.all(group.columns()), digests);
        }
        return digests.of(number);
    }

    private List<ComparedRow> rowsOfSource(Side side, TimeRange range, int limit)
            throws SideException, InterruptedException {
        List<ComparedRow> rows = new ArrayList<>();
        for (SourceTable source : table.sources()) {
            side.rows(selection(source), range, source.key(), limit - rows.size(), rows::add);
        }
        // Several series may go to one table.
        rows.sort(Comparator.comparingLong(ComparedRow::time));
        return rows;
    }

    private List<ComparedRow> rowsOfTarget(Side side, TimeRange range, int limit)
            throws SideException, InterruptedException {
        List<ComparedRow> rows = new ArrayList<>();
        if (table.exists()) {
            side.rows(group.target(), range, TableKey.table(table.name()), limit, rows::add);
        }
        return rows;
    }

    private Selection selection(SourceTable source) {
        return group.sources().get(source.selection());
    }
}
