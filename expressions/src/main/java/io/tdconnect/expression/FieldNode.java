// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import io.tdconnect.common.record.FieldPath;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A field of the row, or of a nested value. */
final class FieldNode implements Node {
    private static final String LENGTH = "len";

    private final String[] path;
    private final String whole;
    private final boolean required;
    private @Nullable Schema lastSchema;
    private @Nullable Field lastField;
    private boolean lastIsWhole;

    /** The field at {@code path}; names and indexes from the outermost to the innermost. */
    FieldNode(List<String> path, boolean required) {
        this.path = path.toArray(new String[0]);
        this.whole = String.join(".", path);
        this.required = required;
    }

    @Override
    public @Nullable Object value(Object row) {
        Object value = row instanceof Struct struct ? ofStruct(struct) : ofMap(row);
        if (value == null) {
            return missing(row);
        }
        return ValueRules.plain(value);
    }

    /** The value at this path in null: null, or 0 for a length. */
    private @Nullable Object missing(Object row) {
        if (FieldPath.contains(row, whole)) {
            return null;
        }
        int last = path.length - 1;
        boolean length = last > 0 && LENGTH.equals(path[last]) && isNull(row, last);
        if (required && !present(row, length ? last : path.length)) {
            throw new DataException("expected a field " + whole + " in the row, found none");
        }
        return length ? ValueRules.length(null) : null;
    }

    private boolean isNull(Object row, int steps) {
        Object around = row;
        for (int i = 0; i < steps && around != null; i++) {
            around = child(around, path[i]);
        }
        return around == null;
    }

    private @Nullable Object ofStruct(Struct row) {
        Schema schema = row.schema();
        if (schema != lastSchema) {
            Field named = path.length == 1 ? null : schema.field(whole);
            lastIsWhole = named != null;
            lastField = named != null ? named : schema.field(path[0]);
            lastSchema = schema;
        }
        Field field = lastField;
        Object outermost = field == null ? null : row.get(field);
        return lastIsWhole ? outermost : inner(outermost);
    }

    private @Nullable Object ofMap(Object row) {
        if (path.length > 1 && FieldPath.contains(row, whole)) {
            return FieldPath.child(row, whole);
        }
        return inner(FieldPath.child(row, path[0]));
    }

    private @Nullable Object inner(@Nullable Object outermost) {
        Object value = outermost;
        for (int i = 1; i < path.length && value != null; i++) {
            value = child(value, path[i]);
        }
        return value;
    }

    private boolean present(Object row, int steps) {
        Object around = row;
        for (int i = 0; i < steps - 1 && around != null; i++) {
            around = child(around, path[i]);
        }
        return FieldPath.contains(around, path[steps - 1]);
    }

    /** The nested value of a field, at an index, or a length; null if it is missing. */
    static @Nullable Object child(Object value, String name) {
        if (value instanceof Struct || value instanceof Map) {
            return FieldPath.child(value, name);
        }
        if (LENGTH.equals(name)) {
            return ValueRules.length(value);
        }
        if (value instanceof List<?> list && isIndex(name)) {
            int index = Integer.parseInt(name);
            return index < list.size() ? list.get(index) : null;
        }
        return null;
    }

    /** The nested value of null: null, except for its length. */
    static @Nullable Object ofNull(String name) {
        return LENGTH.equals(name) ? ValueRules.length(null) : null;
    }

    private static boolean isIndex(String name) {
        return name.length() <= 9 && name.chars().allMatch(c -> c >= '0' && c <= '9') && !name.isEmpty();
    }
}
