// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import io.tdconnect.common.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link FieldList} in JSON: {@code [{"name":"$.data.id","alias":"id","cast":"INT","default":0}]}, or taosX's
 * short form {@code ["id::int"]}.
 */
public final class FieldListJson {
    private static final Set<String> KEYS = Set.of("name", "alias", "cast", "default");

    private FieldListJson() {}

    /**
     * The fields of a list.
     *
     * @throws IllegalArgumentException if it is malformed; the message contains the place
     */
    public static FieldList parse(ConfigNode list) {
        List<FieldChoice> choices = new ArrayList<>();
        boolean rest = false;
        for (ConfigNode element : list.list()) {
            if ("*".equals(element.value())) {
                rest = true;
            } else {
                choices.add(element.isText() ? shortField(element) : field(element));
            }
        }
        return new FieldList(choices, rest);
    }

    private static FieldChoice shortField(ConfigNode element) {
        String text = element.text();
        int colons = text.lastIndexOf("::");
        return colons < 0
                ? new FieldChoice(path(element, text), null, null)
                : new FieldChoice(
                        path(element, text.substring(0, colons)), null, type(element, text.substring(colons + 2)));
    }

    private static FieldChoice field(ConfigNode element) {
        Map<String, ConfigNode> members = element.members(KEYS);
        ConfigNode name = element.required("name");
        ConfigNode alias = members.get("alias");
        ConfigNode cast = members.get("cast");
        ConfigNode fallback = members.get("default");
        FieldChoice choice = new FieldChoice(
                path(name, name.text()),
                alias == null ? null : alias.text(),
                cast == null ? null : type(cast, cast.text()));
        return fallback == null ? choice : withDefault(choice, fallback);
    }

    private static FieldChoice withDefault(FieldChoice choice, ConfigNode fallback) {
        Object value = fallback.value();
        if (value == null || value instanceof List || value instanceof Map) {
            throw fallback.expected("text, a number, true or false");
        }
        try {
            return choice.withDefault(value);
        } catch (IllegalArgumentException e) {
            throw fallback.problem(String.valueOf(e.getMessage()));
        }
    }

    /** The type with a name from a document. */
    public static DataType type(ConfigNode place, String name) {
        try {
            return DataType.parse(name);
        } catch (IllegalArgumentException e) {
            throw place.problem(String.valueOf(e.getMessage()));
        }
    }

    /** The path of a JSONPath if the name starts with $, else of a field with this name. */
    static List<String> path(ConfigNode place, @Nullable String name) {
        if (name == null || name.isBlank()) {
            throw place.problem("expected a name, found an empty one");
        }
        if (!name.startsWith("$")) {
            return List.of(name);
        }
        try {
            FieldList parsed = new FieldListParser(name).fields();
            FieldChoice only = parsed.choices().size() == 1 && !parsed.rest()
                    ? parsed.choices().get(0)
                    : null;
            if (only == null || only.alias() != null || only.type() != null) {
                throw place.problem("expected one JSONPath");
            }
            return only.path();
        } catch (IllegalArgumentException e) {
            throw place.problem(String.valueOf(e.getMessage()));
        }
    }
}
