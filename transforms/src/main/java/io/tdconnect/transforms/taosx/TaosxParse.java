// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.common.type.DataType;
import io.tdconnect.common.type.TimeFormat;
import io.tdconnect.common.type.TimestampType;
import io.tdconnect.transforms.field.ConfigNode;
import io.tdconnect.transforms.field.FieldList;
import io.tdconnect.transforms.field.FieldListJson;
import io.tdconnect.transforms.field.Selection;
import io.tdconnect.transforms.json.JsonOptions;
import io.tdconnect.transforms.json.JsonOptions.Nesting;
import io.tdconnect.transforms.row.MissingField;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part {@code parse} of a parser document: the fields that are read from a record.
 *
 * @param input reads the fields
 * @param names of the fields; null if some are only known from messages
 * @param ofColumns whether the payload is a row, whose other columns may stand in names of tables
 */
record TaosxParse(TaosxInput input, @Nullable Set<String> names, boolean ofColumns) {
    private static final Set<String> JSON_KEYS = Set.of("json");
    private static final Set<String> REGEX_KEYS = Set.of("regex");
    private static final Set<String> FIELD_KEYS = Set.of("as", "alias", "with", "tz");
    private static final FieldList ALL = FieldList.parse(null);

    /** Reads the part; without it, the payload is JSON, and all of its fields are used. */
    static TaosxParse of(@Nullable ConfigNode parse, TaosxSettings settings) {
        List<TaosxField> fields = new ArrayList<>();
        TaosxGroups groups = null;
        String json = parse == null ? "payload" : null;
        FieldList ofJson = parse == null ? ALL : null;
        for (Map.Entry<String, ConfigNode> entry : parse == null
                ? Set.<Map.Entry<String, ConfigNode>>of()
                : sources(parse).entrySet()) {
            ConfigNode rule = entry.getValue();
            ConfigNode list = rule.members().get("json");
            ConfigNode regex = rule.members().get("regex");
            if (list == null && regex == null) {
                fields.add(differentFrom(fields, field(entry.getKey(), rule, settings.zone()), rule));
                continue;
            }
            if (list == null) {
                groups = onlyText(groups(entry.getKey(), rule), groups, json, rule);
                continue;
            }
            TaosxScripts.refuse(rule);
            rule.members(JSON_KEYS);
            if (json != null || groups != null) {
                throw list.problem("expected JSON or regex in one part of the message, found a second");
            }
            json = entry.getKey();
            ofJson = json(list).inZone(settings.zone()).withHits(settings.hits());
        }
        if (parse != null && fields.isEmpty() && ofJson == null && groups == null) {
            throw parse.problem("expected at least one source of fields, such as payload, found none");
        }
        JsonOptions options = ofJson == null
                ? null
                : new JsonOptions(
                        settings.schema(), Nesting.FLATTEN, "_", ofJson, MissingField.NULL, settings.mismatch());
        boolean ofColumns = fields.stream().anyMatch(field -> !TaosxField.SOURCES.contains(field.source()));
        return new TaosxParse(
                new TaosxInput(fields, json, options, groups, settings), names(fields, ofJson, groups), ofColumns);
    }

    private static TaosxGroups groups(String source, ConfigNode rule) {
        Map<String, ConfigNode> members = rule.members(REGEX_KEYS);
        ConfigNode regex = Objects.requireNonNull(members.get("regex"));
        try {
            return TaosxGroups.of(source, regex.text());
        } catch (IllegalArgumentException e) {
            throw regex.problem(String.valueOf(e.getMessage()));
        }
    }

    private static TaosxGroups onlyText(
            TaosxGroups groups, @Nullable TaosxGroups other, @Nullable String json, ConfigNode rule) {
        if (other != null || json != null) {
            throw rule.problem("expected JSON or regex in one part of the message, found a second");
        }
        return groups;
    }

    /** Other names than those of parts of a message are columns, unless a part is JSON. */
    private static Map<String, ConfigNode> sources(ConfigNode parse) {
        Map<String, ConfigNode> all = parse.members();
        boolean json = all.values().stream()
                .anyMatch(rule -> rule.isObject()
                        && (rule.members().containsKey("json") || rule.members().containsKey("regex")));
        return json ? parse.members(TaosxField.SOURCES) : all;
    }

    private static FieldList json(ConfigNode list) {
        if (list.isText() && list.text().isBlank()) {
            return ALL;
        }
        FieldList fields = TaosxTypes.declared(FieldListJson.parse(list, true));
        try {
            fields.requireDistinctNames();
            Selection.of(fields.choices());
        } catch (IllegalArgumentException e) {
            throw list.problem(String.valueOf(e.getMessage()));
        }
        return fields.choices().isEmpty() ? ALL : fields;
    }

    private static TaosxField differentFrom(List<TaosxField> others, TaosxField field, ConfigNode rule) {
        if (others.stream().anyMatch(other -> other.name().equals(field.name()))) {
            throw rule.problem("expected fields of different names, found " + field.name() + " twice");
        }
        return field;
    }

    private static TaosxField field(String source, ConfigNode rule, @Nullable ZoneId fallbackZone) {
        TaosxScripts.refuse(rule);
        Map<String, ConfigNode> members = rule.members(FIELD_KEYS);
        ConfigNode alias = members.get("alias");
        ConfigNode type = members.get("as");
        DataType wanted = type == null ? null : type(type, members.get("with"), members.get("tz"));
        if (type == null && (members.containsKey("with") || members.containsKey("tz"))) {
            throw rule.problem("expected the key as with a TIMESTAMP beside with and tz");
        }
        return new TaosxField(
                source,
                alias == null ? source : alias.text(),
                TaosxTypes.declared(TaosxTypes.inZone(wanted, fallbackZone)));
    }

    private static DataType type(ConfigNode type, @Nullable ConfigNode with, @Nullable ConfigNode zone) {
        DataType plain = FieldListJson.type(type, type.text());
        if (with == null && zone == null) {
            return plain;
        }
        if (!(plain instanceof TimestampType time)) {
            throw type.problem("expected TIMESTAMP beside with and tz");
        }
        String zoneName = zone == null ? null : zone.text();
        ConfigNode place = with == null ? type : with;
        try {
            TimeFormat format = TimeFormat.ofStrftime(with == null ? null : with.text(), zoneName);
            return new TimestampType(time.unit(), time.precision(), format);
        } catch (IllegalArgumentException e) {
            throw place.problem(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Set<String> names(
            List<TaosxField> fields, @Nullable FieldList json, @Nullable TaosxGroups groups) {
        if (json != null && (json.rest() || json.choices().isEmpty())) {
            return null;
        }
        Set<String> names = new LinkedHashSet<>();
        fields.forEach(field -> names.add(field.name()));
        if (groups != null) {
            names.addAll(groups.groups().pieces());
        }
        if (json != null) {
            json.choices().forEach(choice -> names.add(choice.name("_")));
        }
        return names;
    }
}
