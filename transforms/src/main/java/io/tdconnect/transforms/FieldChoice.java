// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.record.FieldPath;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A field that an option names.
 *
 * @param path names and array indexes from the outermost to the innermost
 * @param alias name in the row, null for the names of the path joined
 * @param type what the value is converted to, null to keep its type
 * @param fallback what a missing value and null become, of the type
 */
record FieldChoice(
        List<String> path,
        @Nullable String alias,
        @Nullable DataType type,
        @Nullable Object fallback) {
    FieldChoice {
        path = List.copyOf(path);
    }

    FieldChoice(List<String> path, @Nullable String alias, @Nullable DataType type) {
        this(path, alias, type, null);
    }

    /**
     * The same field with a default.
     *
     * @throws IllegalArgumentException if it does not fit the type
     */
    FieldChoice withDefault(Object value) {
        try {
            return new FieldChoice(path, alias, type, type == null ? value : type.convert(value, null));
        } catch (DataException e) {
            throw new IllegalArgumentException("default of " + text() + ": " + e.getMessage(), e);
        }
    }

    /** Schema of the default. */
    @Nullable
    Schema fallbackSchema() {
        return type == null ? JsonValues.schema(fallback) : type.schema();
    }

    /** Name in the row. */
    String name(String delimiter) {
        return alias != null ? alias : String.join(delimiter, path);
    }

    /** The path with dots, as messages show it. */
    String text() {
        return String.join(".", path);
    }

    /** The value in a row; a field whose name is the whole path with its dots comes first; null where it or something around it is missing or null. */
    @Nullable
    Object read(Object row) {
        if (path.size() == 1) {
            return FieldPath.child(row, path.get(0));
        }
        if (FieldPath.contains(row, text())) {
            return FieldPath.child(row, text());
        }
        Object value = row;
        for (int i = 0; i < path.size() && value != null; i++) {
            value = child(value, path.get(i));
        }
        return value;
    }

    private static @Nullable Object child(Object value, String name) {
        if (value instanceof Struct || value instanceof Map) {
            return FieldPath.child(value, name);
        }
        if (value instanceof List<?> list && name.matches("\\d{1,9}")) {
            int index = Integer.parseInt(name);
            return index < list.size() ? list.get(index) : null;
        }
        return null;
    }
}
