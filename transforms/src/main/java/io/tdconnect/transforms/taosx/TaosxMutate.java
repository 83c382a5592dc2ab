// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.expression.Expression;
import io.tdconnect.transforms.field.ConfigNode;
import io.tdconnect.transforms.field.DelimitedText;
import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.field.NewFields;
import io.tdconnect.transforms.field.QuotedText;
import io.tdconnect.transforms.field.RegexGroups;
import io.tdconnect.transforms.field.TextCutter;
import io.tdconnect.transforms.field.TextFormat;
import io.tdconnect.transforms.row.FieldAdder;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowEditor;
import io.tdconnect.transforms.rule.ComputeRule;
import io.tdconnect.transforms.rule.ComputedField;
import io.tdconnect.transforms.rule.ComputedFields;
import io.tdconnect.transforms.rule.RowFilter;
import io.tdconnect.transforms.rule.RowFilter.OnError;
import io.tdconnect.transforms.rule.RowTypeRule;
import io.tdconnect.transforms.rule.TextRule;
import java.time.InstantSource;
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
    private static final Set<String> CUTTERS = Set.of("regex", "split", "number", "quote", "convert");
    private static final String TYPE = "as";

    static TaosxMutate of(@Nullable ConfigNode mutate, TaosxSettings settings) {
        List<TaosxStep> steps = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (ConfigNode step : mutate == null ? List.<ConfigNode>of() : mutate.list()) {
            for (Map.Entry<String, ConfigNode> rule : step.members(KINDS).entrySet()) {
                switch (rule.getKey()) {
                    case "filter" -> filters(rule.getValue(), steps);
                    case "map" -> map(rule.getValue(), steps, names, settings);
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

    private static void map(ConfigNode rule, List<TaosxStep> steps, Set<String> names, TaosxSettings settings) {
        Map<String, @Nullable Object> rules = new LinkedHashMap<>();
        Map<String, String> types = new LinkedHashMap<>();
        rule.members().forEach((name, member) -> rules.put(name, withoutType(name, member, types)));
        names.addAll(rules.keySet());
        try {
            List<ComputedField> fields = new ComputedFields(InstantSource.system())
                    .ofMap(rules).stream()
                            .map(field -> TaosxTypes.inZone(field, settings.zone()))
                            .toList();
            steps.add(edit(new ComputeRule(fields, settings.mismatch())));
            for (Map.Entry<String, String> type : types.entrySet()) {
                steps.add(edit(new RowTypeRule(type.getKey(), TextFormat.parse(type.getValue()), settings.mismatch())));
            }
        } catch (IllegalArgumentException e) {
            throw rule.problem(String.valueOf(e.getMessage()));
        }
    }

    /** The rule; a type that a field of the row names, such as {@code ${type}}, is put aside. */
    private static @Nullable Object withoutType(String name, ConfigNode rule, Map<String, String> types) {
        ConfigNode type = rule.isObject() ? rule.members().get(TYPE) : null;
        if (type == null || !type.isText() || !type.text().contains("${") || !(rule.plain() instanceof Map<?, ?> all)) {
            return rule.plain();
        }
        types.put(name, type.text());
        Map<Object, @Nullable Object> rest = new LinkedHashMap<>(all);
        rest.remove(TYPE);
        return rest;
    }

    private static void extract(ConfigNode rule, List<TaosxStep> steps, Set<String> names) {
        for (Map.Entry<String, ConfigNode> field : rule.members().entrySet()) {
            ConfigNode values = field.getValue().members(CUTTERS).get("convert");
            if (values != null) {
                steps.add(converted(field.getKey(), values));
                continue;
            }
            TextCutter cutter = cutter(field.getKey(), field.getValue());
            names.addAll(cutter.pieces());
            steps.add(edit(new TextRule(
                    new FieldChoice(List.of(field.getKey()), null, null),
                    cutter,
                    NewFields.of(cutter.pieces(), null),
                    OnMismatch.NULL)));
        }
    }

    /** Replaces values of a field by others. */
    private static TaosxStep converted(String field, ConfigNode values) {
        Map<String, @Nullable Object> rule = new LinkedHashMap<>();
        rule.put("cast", field);
        rule.put("values", values.plain());
        try {
            return edit(new ComputeRule(
                    new ComputedFields(InstantSource.system()).ofMap(Map.of(field, rule)), OnMismatch.FAIL));
        } catch (IllegalArgumentException e) {
            throw values.problem(String.valueOf(e.getMessage()));
        }
    }

    private static TextCutter cutter(String field, ConfigNode rule) {
        TaosxScripts.refuse(rule);
        Map<String, ConfigNode> members = rule.members(CUTTERS);
        ConfigNode regex = members.get("regex");
        ConfigNode split = members.get("split");
        if ((regex == null) == (split == null)) {
            throw rule.problem("expected either regex, split or convert");
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
            ConfigNode quote = members.get("quote");
            return quote == null
                    ? new DelimitedText(field, split.text(), count.intValue())
                    : new QuotedText(field, split.text(), onlyCharacter(quote), count.intValue());
        } catch (IllegalArgumentException e) {
            throw rule.problem(String.valueOf(e.getMessage()));
        }
    }

    private static char onlyCharacter(ConfigNode quote) {
        if (quote.text().length() != 1) {
            throw quote.problem("expected one character in quote");
        }
        return quote.text().charAt(0);
    }

    private static TaosxStep edit(FieldAdder rule) {
        RowEditor editor = new RowEditor(rule);
        return row -> {
            Row edited = editor.edit(row);
            return edited == null ? null : edited.value();
        };
    }
}
