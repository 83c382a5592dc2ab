// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.common.time.IsoText;
import io.tdconnect.verify.finding.Difference;
import io.tdconnect.verify.finding.Findings;
import io.tdconnect.verify.plan.ComparedTable;
import io.tdconnect.verify.plan.Group;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report for programs: one JSON object. */
public final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Outcome outcome;
    private final boolean everyTable;

    private JsonReport(Outcome outcome, boolean everyTable) {
        this.outcome = outcome;
        this.everyTable = everyTable;
    }

    /**
     * The text of a report.
     *
     * @param everyTable whether it contains the rows of each table
     */
    public static String of(Outcome outcome, boolean everyTable) {
        try {
            return JSON.writeValueAsString(new JsonReport(outcome, everyTable).all());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, @Nullable Object> all() {
        Findings findings = outcome.findings();
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("equal", findings.equal());
        all.put("source", outcome.source());
        all.put("target", outcome.target());
        all.put("from", outcome.from().isEmpty() ? null : outcome.from());
        all.put("to", outcome.to());
        all.put("compared", outcome.method());
        all.put("notes", findings.notes());
        all.put("groups", outcome.groups().stream().map(this::group).toList());
        Map<String, @Nullable Object> counts = new LinkedHashMap<>();
        findings.counts().forEach((kind, count) -> counts.put(name(kind), count));
        all.put("counts", counts);
        all.put("unresolvedRanges", findings.unresolvedWindows());
        all.put("mergedRows", findings.mergedRows());
        all.put(
                "differences",
                findings.listed().stream().map(JsonReport::difference).toList());
        all.put("rows", outcome.rows());
        all.put("windows", outcome.windows());
        all.put("ms", outcome.elapsed().toMillis());
        all.put("rowsPerSecond", outcome.rowsPerSecond());
        return all;
    }

    private Map<String, @Nullable Object> group(Group group) {
        List<ComparedTable> tables = group.tables().all();
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("name", group.name());
        plain.put("supertable", group.target().stable());
        plain.put("tables", tables.size());
        plain.put(
                "sourceRows",
                tables.stream().mapToLong(ComparedTable::sourceRows).sum());
        plain.put(
                "targetRows",
                tables.stream().mapToLong(ComparedTable::targetRows).sum());
        plain.put("columns", group.columns().names());
        if (everyTable) {
            plain.put("each", tables.stream().map(this::table).toList());
        }
        return plain;
    }

    private Map<String, @Nullable Object> table(ComparedTable table) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("name", table.name());
        plain.put("sourceRows", table.sourceRows());
        plain.put("targetRows", table.targetRows());
        boolean empty = table.first() > table.last();
        plain.put("first", empty ? null : IsoText.of(table.first(), outcome.precision()));
        plain.put("last", empty ? null : IsoText.of(table.last(), outcome.precision()));
        return plain;
    }

    private static Map<String, @Nullable Object> difference(Difference difference) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("kind", name(difference.kind()));
        plain.put("supertable", difference.stable());
        put(plain, "table", difference.table());
        put(plain, "time", difference.time());
        put(plain, "column", difference.column());
        if (difference.expected() != null || difference.kind() == Difference.Kind.VALUE) {
            plain.put("expected", difference.expected());
        }
        if (difference.found() != null || difference.kind() == Difference.Kind.VALUE) {
            plain.put("found", difference.found());
        }
        return plain;
    }

    private static void put(Map<String, @Nullable Object> plain, String name, String text) {
        if (!text.isEmpty()) {
            plain.put(name, text);
        }
    }

    private static String name(Difference.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
