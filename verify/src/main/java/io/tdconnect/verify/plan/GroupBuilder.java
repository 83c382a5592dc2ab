// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.verify.finding.Difference;
import io.tdconnect.verify.finding.Findings;
import io.tdconnect.verify.mapping.Destination;
import io.tdconnect.verify.side.Selection;
import io.tdconnect.verify.side.SideException;
import io.tdconnect.verify.side.TdengineCatalog;
import io.tdconnect.verify.side.TimeScale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds for each table of the target what was copied into it, and compares what exists. */
public final class GroupBuilder {
    private final TdengineCatalog catalog;
    private final Precision precision;
    private final Options options;
    private final Findings findings;

    /**
     * What is compared.
     *
     * @param names which tables, by a name in the source or target
     * @param weighsTimes whether both servers compute sums over times
     * @param sumsTexts whether both servers compute checksums of text
     */
    public record Options(Depth depth, NamePatterns names, boolean weighsTimes, boolean sumsTexts) {}

    /**
     * A builder for tables of the target.
     *
     * @param catalog of the target
     * @param precision of the target
     */
    public GroupBuilder(TdengineCatalog catalog, Precision precision, Options options, Findings findings) {
        this.catalog = catalog;
        this.precision = precision;
        this.options = options;
        this.findings = findings;
    }

    /** The groups of what was copied. */
    public List<Group> build(List<SourcePart> parts) throws SideException, InterruptedException {
        Map<String, List<SourcePart>> byTarget = new TreeMap<>();
        for (SourcePart part : parts) {
            Set<String> targets = new LinkedHashSet<>();
            part.tables().values().forEach(destination -> targets.add(destination.queried()));
            targets.forEach(target ->
                    byTarget.computeIfAbsent(target, name -> new ArrayList<>()).add(part));
        }
        List<Group> groups = new ArrayList<>();
        for (Map.Entry<String, List<SourcePart>> entry : byTarget.entrySet()) {
            if (anySelected(entry.getKey(), entry.getValue())) {
                Group group = group(entry.getKey(), entry.getValue());
                if (group != null) {
                    groups.add(group);
                }
            }
        }
        return groups;
    }

    private boolean anySelected(String target, List<SourcePart> parts) {
        return options.names.admits(target)
                || parts.stream()
                        .anyMatch(part -> options.names.admits(part.name())
                                || part.tables().values().stream()
                                        .anyMatch(destination -> options.names.admits(destination.table())));
    }

    private @Nullable Group group(String name, List<SourcePart> parts) throws SideException, InterruptedException {
        Destination example = parts.get(0).tables().values().stream()
                .filter(destination -> destination.queried().equals(name))
                .findFirst()
                .orElseThrow();
        boolean whole =
                options.names.admits(name) || parts.stream().allMatch(part -> options.names.admits(part.name()));
        ComparedTables tables = new ComparedTables(table -> whole || options.names.admits(table));
        TableMetadata target = catalog.describe(name, precision).orElse(null);
        if (target == null) {
            findings.add(missing(name, example, parts));
            return null;
        }
        List<String> copied = new ArrayList<>();
        for (SourcePart part : parts) {
            part.tables().values().stream()
                    .filter(destination -> destination.queried().equals(name))
                    .findFirst()
                    .ifPresent(destination -> copied.addAll(destination.columns()));
            ColumnPlan.missing(part, target, copied)
                    .forEach(column -> findings.add(Difference.missingColumn(name, column)));
        }
        GroupColumns columns = columns(name, new ColumnPlan(parts, target, copied), parts);
        boolean stable = example.stable() != null;
        Group group = new Group(
                name,
                new Selection(
                        name,
                        stable,
                        columns.names(),
                        columns.kinds(),
                        new TimeScale(precision, precision),
                        tables,
                        null),
                sources(name, parts, columns, tables),
                tables,
                columns);
        findTargets(target, stable, tables);
        return group;
    }

    private GroupColumns columns(String name, ColumnPlan plan, List<SourcePart> parts) {
        plan.notes().forEach(note -> findings.note(name + ": " + note));
        boolean samePrecision = parts.stream().allMatch(part -> part.precision() == precision);
        return plan.columns(options.depth, options.weighsTimes && samePrecision, options.sumsTexts);
    }

    private static Difference missing(String name, Destination example, List<SourcePart> parts) {
        long tables = parts.stream().mapToLong(part -> part.tables().size()).sum();
        return Difference.missingTable(
                name,
                (example.stable() == null ? "table" : "supertable") + " is missing; the source has " + tables
                        + " for it");
    }

    private List<Selection> sources(String name, List<SourcePart> parts, GroupColumns columns, ComparedTables tables) {
        List<Selection> selections = new ArrayList<>();
        for (SourcePart part : parts) {
            List<@Nullable String> own = new ArrayList<>();
            columns.names().forEach(column -> own.add(part.columns().containsKey(column) ? column : null));
            selections.add(new Selection(
                    part.name(),
                    part.stable(),
                    own,
                    columns.kinds(),
                    new TimeScale(part.precision(), precision),
                    new SourceLookup(part, selections.size(), name, tables),
                    part.measurement()));
        }
        return selections;
    }

    private void findTargets(TableMetadata target, boolean stable, ComparedTables tables)
            throws SideException, InterruptedException {
        if (!stable) {
            tables.table(target.table());
            return;
        }
        catalog.tags(target, (name, values) -> {
            tables.table(name);
            ComparedTable table = tables.find(name);
            Destination expected = table == null ? null : table.expected();
            if (expected != null) {
                compareTags(target, name, values, expected);
            }
        });
    }

    private void compareTags(TableMetadata target, String name, List<@Nullable Object> values, Destination expected) {
        Map<String, @Nullable Object> actual = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            actual.put(target.tags().get(i).name(), values.get(i));
        }
        for (Column tag : target.tags()) {
            TagValue wanted = TagValue.of(tag, expected.tags().get(tag.name()), precision);
            TagValue found = TagValue.of(tag, actual.get(tag.name()), precision);
            if (!wanted.equals(found)) {
                findings.add(Difference.tag(target.table(), name, tag.name(), wanted.text(), found.text()));
            }
        }
    }
}
