// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The path of a field in a Struct or Map: names of nested fields joined by dots, in backticks if they contain dots. */
public final class FieldPath {
    private final String text;
    private final List<String> names;

    private FieldPath(String text, List<String> names) {
        this.text = text;
        this.names = List.copyOf(names);
    }

    /**
     * The path of a text such as {@code device.id} or {@code `device.id`.unit}.
     *
     * @throws IllegalArgumentException if a name is empty or a backtick is not closed
     */
    public static FieldPath parse(String text) {
        List<String> names = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            boolean quoted = text.startsWith("`", start);
            int end = text.indexOf(quoted ? '`' : '.', quoted ? start + 1 : start);
            if (quoted && end < 0) {
                throw new IllegalArgumentException("backtick at position " + start + " is not closed");
            }
            end = end < 0 ? text.length() : end;
            String name = text.substring(quoted ? start + 1 : start, end);
            int next = quoted ? end + 1 : end;
            if (name.isEmpty() || (next < text.length() && text.charAt(next) != '.')) {
                throw new IllegalArgumentException("expected a field name and a dot or the end at position " + start);
            }
            names.add(name);
            start = next + 1;
        }
        return new FieldPath(text, names);
    }

    /** Names of the fields from the outermost to the innermost. */
    public List<String> names() {
        return names;
    }

    /**
     * The value of the field, null where it or a field around it is missing or null.
     *
     * @param structOrMap the row; a field whose name is the whole path with its dots takes precedence
     */
    public @Nullable Object read(@Nullable Object structOrMap) {
        if (names.size() > 1 && contains(structOrMap, text)) {
            return child(structOrMap, text);
        }
        Object value = structOrMap;
        for (int i = 0; i < names.size() && value != null; i++) {
            value = child(value, names.get(i));
        }
        return value;
    }

    /** Whether a Struct or Map has a field of this name, null or not. */
    public static boolean contains(@Nullable Object structOrMap, String name) {
        if (structOrMap instanceof Struct struct) {
            return struct.schema().field(name) != null;
        }
        return structOrMap instanceof Map<?, ?> map && map.containsKey(name);
    }

    /** The value of a direct field of a Struct or Map; null if it is missing or null. */
    public static @Nullable Object child(@Nullable Object structOrMap, String name) {
        if (structOrMap instanceof Struct struct) {
            Field field = struct.schema().field(name);
            return field == null ? null : struct.get(field);
        }
        return structOrMap instanceof Map<?, ?> map ? map.get(name) : null;
    }

    @Override
    public String toString() {
        return text;
    }
}
