// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.report;

import io.tdconnect.common.time.IsoText;
import io.tdconnect.verify.finding.Difference;
import io.tdconnect.verify.finding.Findings;
import io.tdconnect.verify.plan.ComparedTable;
import io.tdconnect.verify.plan.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people. */
public final class TextReport {
    private final Outcome outcome;
    private final StringBuilder text = new StringBuilder();

    private TextReport(Outcome outcome) {
        this.outcome = outcome;
    }

    /**
     * The text of a report.
     *
     * @param everyTable whether each table has a line of its own
     */
    public static String of(Outcome outcome, boolean everyTable) {
        TextReport report = new TextReport(outcome);
        report.head();
        report.groups(everyTable);
        report.differences();
        report.result();
        return report.text.toString();
    }

    private void head() {
        line("from      %s", outcome.source());
        line("to        %s", outcome.target());
        line(
                "times     %s before %s",
                outcome.from().isEmpty() ? "from the first row" : "from " + outcome.from(), outcome.to());
        line("compared  %s", outcome.method().isEmpty() ? "nothing: the source has no tables" : outcome.method());
        outcome.findings().notes().forEach(note -> line("note      %s", note));
        line("");
    }

    private void groups(boolean everyTable) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("table", "tables", "rows of source", "rows of target", "first", "last"));
        for (Group group : outcome.groups()) {
            List<ComparedTable> tables = group.tables().all();
            rows.add(row(group.name(), String.valueOf(tables.size()), tables));
            if (everyTable && group.target().stable()) {
                tables.forEach(table -> rows.add(row("  " + table.name(), "", List.of(table))));
            }
        }
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                boolean number = i >= 1 && i <= 3;
                line.append(String.format(
                        Locale.ROOT, number ? "%" + widths[i] + "s  " : "%-" + widths[i] + "s  ", row.get(i)));
            }
            line("%s", line.toString().stripTrailing());
        }
        line("");
    }

    private List<String> row(String name, String count, List<ComparedTable> tables) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long source = 0;
        long target = 0;
        for (ComparedTable table : tables) {
            source += table.sourceRows();
            target += table.targetRows();
            first = Math.min(first, table.first());
            last = Math.max(last, table.last());
        }
        return List.of(
                name,
                count,
                number(source),
                number(target),
                first > last ? "-" : IsoText.of(first, outcome.precision()),
                first > last ? "-" : IsoText.of(last, outcome.precision()));
    }

    private void differences() {
        List<Difference> listed = outcome.findings().listed();
        listed.forEach(difference -> line("%s", describe(difference)));
        if (!listed.isEmpty()) {
            line("");
        }
    }

    /** A difference as a sentence. */
    static String describe(Difference difference) {
        String table = difference.table().isEmpty()
                ? difference.stable()
                : difference.table().equals(difference.stable())
                        ? difference.table()
                        : difference.table() + " of " + difference.stable();
        String place = table + (difference.time().isEmpty() ? "" : " " + difference.time());
        return place + ": "
                + switch (difference.kind()) {
                    case MISSING_TABLE ->
                        difference.found() == null ? "the table is missing" : "the " + difference.found();
                    case EXTRA_TABLE -> "only the target has this table";
                    case MISSING_COLUMN -> "column " + difference.column() + " is missing";
                    case TAG ->
                        "tag " + difference.column() + ": expected " + difference.expected() + ", found "
                                + difference.found();
                    case MISSING_ROW -> "the row is missing";
                    case EXTRA_ROW -> "only the target has this row";
                    case VALUE ->
                        difference.column() + ": expected " + difference.expected() + ", found " + difference.found();
                };
    }

    private void result() {
        Findings findings = outcome.findings();
        if (findings.mergedRows() > 0) {
            line(
                    "%s rows of the source share their time with another one in the precision %s of the target.",
                    number(findings.mergedRows()), outcome.precision().symbol());
        }
        String speed = String.format(
                Locale.ROOT,
                "%s rows in %.1f s (%s rows/s, %d windows)",
                number(outcome.rows()),
                outcome.elapsed().toMillis() / 1000.0,
                number(outcome.rowsPerSecond()),
                outcome.windows());
        if (findings.equal()) {
            line("equal: %s", speed);
            return;
        }
        String counts =
                findings.counts().entrySet().stream().map(TextReport::counted).collect(Collectors.joining(", "));
        if (findings.unresolvedWindows() > 0) {
            counts += (counts.isEmpty() ? "" : ", ") + findings.unresolvedWindows()
                    + " more ranges of tables that were not searched, since the list was full (--limit)";
        }
        line("different: %s; %s", counts, speed);
    }

    private static String counted(Map.Entry<Difference.Kind, Long> entry) {
        String what = switch (entry.getKey()) {
            case MISSING_TABLE -> "missing tables";
            case EXTRA_TABLE -> "extra tables";
            case MISSING_COLUMN -> "missing columns";
            case TAG -> "different tags";
            case MISSING_ROW -> "missing rows";
            case EXTRA_ROW -> "extra rows";
            case VALUE -> "different values";
        };
        return number(entry.getValue()) + " " + what;
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
