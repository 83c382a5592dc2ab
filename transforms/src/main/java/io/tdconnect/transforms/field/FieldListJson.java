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
     * @param several whether paths may name several places
     * @throws IllegalArgumentException if it is malformed; the message contains the place
     */
    public static FieldList parse(ConfigNode list, boolean several) {
        List<FieldChoice> choices = new ArrayList<>();
        boolean rest = false;
        for (ConfigNode element : list.list()) {
            if ("*".equals(element.value())) {
                rest = true;
            } else {
                choices.add(element.isText() ? shortField(element, several) : field(element, several));
            }
        }
        return new FieldList(choices, rest);
    }

    private static FieldChoice shortField(ConfigNode element, boolean several) {
        String text = element.text();
        int colons = text.lastIndexOf("::");
        return colons < 0
                ? choice(element, text, several, null, null)
                : choice(element, text.substring(0, colons), several, null, type(element, text.substring(colons + 2)));
    }

    private static FieldChoice field(ConfigNode element, boolean several) {
        Map<String, ConfigNode> members = element.members(KEYS);
        ConfigNode name = element.required("name");
        ConfigNode alias = members.get("alias");
        ConfigNode cast = members.get("cast");
        ConfigNode fallback = members.get("default");
        FieldChoice choice = choice(
                name,
                name.text(),
                several,
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

    /** Of a JSONPath if the name starts with $, else of a field with this name. */
    private static FieldChoice choice(
            ConfigNode place, String name, boolean several, @Nullable String alias, @Nullable DataType type) {
        if (name.isBlank()) {
            throw place.problem("expected a name, found an empty one");
        }
        if (!name.startsWith("$")) {
            return new FieldChoice(List.of(name), alias, type);
        }
        try {
            return new FieldListParser(name, several).onlyPath(alias, type);
        } catch (IllegalArgumentException e) {
            throw place.problem(String.valueOf(e.getMessage()));
        }
    }
}
