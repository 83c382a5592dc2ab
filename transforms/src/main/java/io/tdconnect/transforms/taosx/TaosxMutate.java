// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.expression.Expression;
import io.tdconnect.transforms.field.ConfigNode;
import io.tdconnect.transforms.field.DelimitedText;
import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.field.NewFields;
import io.tdconnect.transforms.field.RegexGroups;
import io.tdconnect.transforms.field.TextCutter;
import io.tdconnect.transforms.row.FieldAdder;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowEditor;
import io.tdconnect.transforms.rule.ComputeRule;
import io.tdconnect.transforms.rule.ComputedField;
import io.tdconnect.transforms.rule.ComputedFields;
import io.tdconnect.transforms.rule.RowFilter;
import io.tdconnect.transforms.rule.RowFilter.OnError;
import io.tdconnect.transforms.rule.TextRule;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part {@code mutate} of a parser document: changes to rows before they are mapped to tables.
 *
 * @param steps in their order
 * @param names of the added fields
 */
record TaosxMutate(List<TaosxStep> steps, Set<String> names) {
    private static final Set<String> KINDS = Set.of("filter", "map", "extract");
    private static final Set<String> CUTTERS = Set.of("regex", "split", "number");

    static TaosxMutate of(@Nullable ConfigNode mutate, @Nullable ZoneId zone) {
        List<TaosxStep> steps = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (ConfigNode step : mutate == null ? List.<ConfigNode>of() : mutate.list()) {
            for (Map.Entry<String, ConfigNode> rule : step.members(KINDS).entrySet()) {
                switch (rule.getKey()) {
                    case "filter" -> filters(rule.getValue(), steps);
                    case "map" -> map(rule.getValue(), steps, names, zone);
                    default -> extract(rule.getValue(), steps, names);
                }
            }
        }
        return new TaosxMutate(steps, names);
    }

    private static void filters(ConfigNode rule, List<TaosxStep> steps) {
        for (ConfigNode condition : rule.isList() ? rule.list() : List.of(rule)) {
            try {
                RowFilter filter = new RowFilter(Expression.parse(condition.text(), false), OnError.FAIL);
                steps.add(row -> filter.keeps(row) ? row : null);
            } catch (IllegalArgumentException e) {
                throw condition.problem(String.valueOf(e.getMessage()));
            }
        }
    }

    private static void map(ConfigNode rule, List<TaosxStep> steps, Set<String> names, @Nullable ZoneId zone) {
        Map<String, @Nullable Object> rules = new LinkedHashMap<>();
        rule.members().forEach((name, member) -> rules.put(name, member.plain()));
        names.addAll(rules.keySet());
        try {
            List<ComputedField> fields = new ComputedFields(InstantSource.system())
                    .ofMap(rules).stream()
                            .map(field -> TaosxTypes.inZone(field, zone))
                            .toList();
            steps.add(edit(new ComputeRule(fields, OnMismatch.FAIL)));
        } catch (IllegalArgumentException e) {
            throw rule.problem(String.valueOf(e.getMessage()));
        }
    }

    private static void extract(ConfigNode rule, List<TaosxStep> steps, Set<String> names) {
        for (Map.Entry<String, ConfigNode> field : rule.members().entrySet()) {
            TextCutter cutter = cutter(field.getKey(), field.getValue());
            names.addAll(cutter.pieces());
            steps.add(edit(new TextRule(
                    new FieldChoice(List.of(field.getKey()), null, null),
                    cutter,
                    NewFields.of(cutter.pieces(), null),
                    OnMismatch.NULL)));
        }
    }

    private static TextCutter cutter(String field, ConfigNode rule) {
        TaosxScripts.refuse(rule, "regex");
        Map<String, ConfigNode> members = rule.members(CUTTERS);
        ConfigNode regex = members.get("regex");
        ConfigNode split = members.get("split");
        if ((regex == null) == (split == null)) {
            throw rule.problem("expected either regex or split");
        }
        try {
            if (regex != null) {
                return RegexGroups.of(regex.text());
            }
            Object number = rule.required("number").value();
            if (split == null
                    || split.text().isEmpty()
                    || !(number instanceof Long count)
                    || count < 1
                    || count > 1000) {
                throw rule.problem("expected a separator in split and how many pieces in number");
            }
            return new DelimitedText(field, split.text(), count.intValue());
        } catch (IllegalArgumentException e) {
            throw rule.problem(String.valueOf(e.getMessage()));
        }
    }

    private static TaosxStep edit(FieldAdder rule) {
        RowEditor editor = new RowEditor(rule);
        return row -> {
            Row edited = editor.edit(row);
            return edited == null ? null : edited.value();
        };
    }
}
