// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.rule;

import io.tdconnect.common.type.DataType;
import io.tdconnect.common.type.TimeFormat;
import io.tdconnect.common.type.TimestampType;
import io.tdconnect.transforms.field.ConfigNode;
import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.field.FieldList;
import io.tdconnect.transforms.field.TransformValidators;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses the descriptions of computed fields; each method throws an IllegalArgumentException with the problem. */
public final class ComputedFields {
    /** The syntax of {@link #ofLines}, for the documentation of options. */
    public static final String LINES = "`name[:TYPE] = expression`, separated by line ends or semicolons";

    private static final Set<String> KINDS =
            Set.of("mapping", "cast", "value", "generator", "join", "format", "sum", "expr");
    private static final Set<String> DETAILS = Set.of("as", "default", "values", "with", "tz");

    private final InstantSource clock;

    public ComputedFields(InstantSource clock) {
        this.clock = clock;
    }

    /** Fields such as {@code power:DOUBLE = voltage * current; site = "north"}. */
    public List<ComputedField> ofLines(String text) {
        List<ComputedField> fields = new ArrayList<>();
        for (String line : text.split("[;\\n]", -1)) {
            if (!line.isBlank()) {
                fields.add(ofLine(line.trim()));
            }
        }
        return fields;
    }

    /** Fields of a JSON object such as {@code {"power": {"expr": "voltage * current", "as": "DOUBLE"}}}. */
    public List<ComputedField> ofJson(String text) {
        if (!(ConfigNode.parse(text).plain() instanceof Map<?, ?> rules)) {
            throw new IllegalArgumentException("expected one JSON object whose names are those of the fields");
        }
        return ofMap(rules);
    }

    /** Fields of a parsed JSON object. */
    public List<ComputedField> ofMap(Map<?, ?> rules) {
        List<ComputedField> fields = new ArrayList<>();
        for (Map.Entry<?, ?> rule : rules.entrySet()) {
            String name = String.valueOf(rule.getKey());
            try {
                fields.add(ofRule(name, rule.getValue()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("rule for field " + name + ": " + e.getMessage(), e);
            }
        }
        return fields;
    }

    private static ComputedField ofLine(String line) {
        int equals = line.indexOf('=');
        String target = equals < 0 ? "" : line.substring(0, equals).trim();
        if (target.isEmpty() || line.startsWith("=", equals + 1)) {
            throw new IllegalArgumentException("expected " + LINES + ", found a line without name and =");
        }
        List<FieldChoice> choices = FieldList.parse(target).choices();
        if (choices.size() != 1 || choices.get(0).alias() != null) {
            throw new IllegalArgumentException("expected the name of one field before =, found " + target);
        }
        FieldChoice choice = choices.get(0);
        try {
            return ComputedField.of(
                    choice.name("."), Calculations.expression(line.substring(equals + 1)), choice.type());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("field " + choice.name(".") + ": " + e.getMessage(), e);
        }
    }

    private ComputedField ofRule(String name, @Nullable Object rule) {
        if (!(rule instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("expected an object with one of " + KINDS);
        }
        Set<Object> kinds = new HashSet<>(map.keySet());
        kinds.removeAll(DETAILS);
        if (kinds.size() != 1 || !KINDS.containsAll(kinds)) {
            throw new IllegalArgumentException(
                    "expected exactly one of " + KINDS + " and any of " + DETAILS + ", found " + map.keySet());
        }
        String kind = String.valueOf(kinds.iterator().next());
        Object argument = map.get(kind);
        return new ComputedField(
                name,
                calculation(kind, argument, "join".equals(kind) ? map.get("with") : null),
                map.get("values") == null ? null : replacements(map.get("values")),
                scalar(map.get("default"), "default"),
                type(kind, map));
    }

    /**
     * The type of a rule; for a TIMESTAMP, as in taosX, {@code with} is the pattern of its text and {@code tz} its zone.
     */
    private static @Nullable DataType type(String kind, Map<?, ?> rule) {
        DataType type = rule.get("as") == null ? null : DataType.parse(text(rule.get("as"), "as"));
        Object pattern = "join".equals(kind) ? null : rule.get("with");
        Object zone = rule.get("tz");
        if (pattern == null && zone == null) {
            return type;
        }
        if (!(type instanceof TimestampType time) || time.format() != null) {
            throw new IllegalArgumentException("expected " + (pattern == null ? "tz" : "with") + " beside"
                    + (pattern == null ? "" : " join, or beside") + " a TIMESTAMP in as without a pattern of its own");
        }
        TimeFormat format = TimeFormat.ofStrftime(
                pattern == null ? null : text(pattern, "with"), zone == null ? null : text(zone, "tz"));
        return new TimestampType(time.unit(), time.precision(), format);
    }

    private Calculation calculation(String kind, @Nullable Object argument, @Nullable Object separator) {
        return switch (kind) {
            case "value" -> Calculations.value(scalar(argument, kind));
            case "generator" -> generator(text(argument, kind));
            case "join" -> Calculations.join(fields(argument, kind), separator == null ? "" : text(separator, "with"));
            case "sum" -> Calculations.sum(fields(argument, kind));
            case "format" -> Calculations.format(text(argument, kind));
            case "expr" -> Calculations.expression(text(argument, kind));
            default -> Calculations.mapping(field(text(argument, kind)));
        };
    }

    private Calculation generator(String name) {
        if (!"now".equals(name)) {
            throw new IllegalArgumentException("expected generator now, found " + name);
        }
        return Calculations.now(clock);
    }

    private static Map<String, Object> replacements(@Nullable Object values) {
        if (!(values instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("expected an object in values, such as {\"on\": 1, \"off\": 0}");
        }
        Map<String, Object> replacements = new LinkedHashMap<>();
        map.forEach((from, to) -> {
            Object replacement = scalar(to, "values");
            if (replacement == null) {
                throw new IllegalArgumentException("expected text, numbers, true or false in values, found null");
            }
            replacements.put(String.valueOf(from), replacement);
        });
        return replacements;
    }

    private static List<FieldChoice> fields(@Nullable Object names, String kind) {
        if (!(names instanceof List<?> list) || list.isEmpty()) {
            throw new IllegalArgumentException("expected a list of fields in " + kind);
        }
        return list.stream().map(name -> field(text(name, kind))).toList();
    }

    /** A field by its plain name, which may contain any character, or by a path. */
    private static FieldChoice field(String name) {
        try {
            return TransformValidators.field(name);
        } catch (IllegalArgumentException e) {
            if (name.isBlank()) {
                throw e;
            }
            return new FieldChoice(List.of(name), null, null);
        }
    }

    private static String text(@Nullable Object value, String where) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("expected text in " + where);
    }

    private static @Nullable Object scalar(@Nullable Object value, String where) {
        if (value instanceof Map || value instanceof List) {
            throw new IllegalArgumentException("expected text, a number, true or false in " + where);
        }
        return value;
    }
}
