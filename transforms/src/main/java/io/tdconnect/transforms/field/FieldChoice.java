// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import io.tdconnect.common.record.FieldPath;
import io.tdconnect.common.type.DataType;
import io.tdconnect.common.type.TimestampType;
import io.tdconnect.transforms.type.JsonValues;
import java.time.ZoneId;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A field that an option names.
 *
 * @param path names and array indexes from the outermost to the innermost; the text alone of {@code places}
 * @param places finds several values, which become an array; null for a path to one place
 * @param alias name in the row; null for the joined names of the path
 * @param type to which the value is converted; null to keep its type
 * @param fallback replaces null and a missing value; of the type
 */
public record FieldChoice(
        List<String> path,
        @Nullable SeveralPlaces places,
        @Nullable String alias,
        @Nullable DataType type,
        @Nullable Object fallback) {
    private static final int MAX_INDEX_DIGITS = 9;

    public FieldChoice {
        path = List.copyOf(path);
    }

    public FieldChoice(List<String> path, @Nullable String alias, @Nullable DataType type) {
        this(path, null, alias, type, null);
    }

    /**
     * A field of several values.
     *
     * @throws IllegalArgumentException if it has no name
     */
    static FieldChoice ofSeveral(SeveralPlaces places, @Nullable String alias, @Nullable DataType type) {
        if (alias == null) {
            throw new IllegalArgumentException("expected a name for the values of " + places.path()
                    + ", found none; add as and a name, in JSON the key alias");
        }
        return new FieldChoice(List.of(places.path().toString()), places, alias, type, null);
    }

    /**
     * The same field with a default.
     *
     * @throws IllegalArgumentException if it does not fit the type
     */
    FieldChoice withDefault(Object value) {
        try {
            return new FieldChoice(path, places, alias, type, type == null ? value : type.convert(value, null));
        } catch (DataException e) {
            throw new IllegalArgumentException("default of " + text() + ": " + e.getMessage(), e);
        }
    }

    /** The same field with a zone for times in text without an offset. */
    FieldChoice inZone(ZoneId zone) {
        return type instanceof TimestampType time ? withType(time.inZone(zone)) : this;
    }

    /** The same field with another type. */
    public FieldChoice withType(@Nullable DataType other) {
        return new FieldChoice(path, places, alias, other, fallback);
    }

    /** The same field, for which several values become what is wanted. */
    FieldChoice withHits(PathHits hits) {
        return places == null
                ? this
                : new FieldChoice(path, new SeveralPlaces(places.path(), hits), alias, type, fallback);
    }

    /** Schema of the default. */
    @Nullable
    public Schema fallbackSchema() {
        return type == null ? JsonValues.schema(fallback) : type.schema();
    }

    /** Name in the row. */
    public String name(String delimiter) {
        return alias != null ? alias : String.join(delimiter, path);
    }

    /** The path with dots, for messages. */
    public String text() {
        return String.join(".", path);
    }

    /**
     * The value in a row; null if it, or an object around it, is missing or null.
     *
     * @param row if it has a field whose name is the whole path with dots, that field is used
     */
    @Nullable
    public Object valueIn(Object row) {
        if (places != null) {
            return places.valueIn(row);
        }
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

    /** Whether a row has the field, null or not. */
    public boolean isIn(Object row) {
        if (places != null) {
            return places.valueIn(row) != null;
        }
        if (FieldPath.contains(row, text())) {
            return true;
        }
        Object around = row;
        for (int i = 0; i < path.size() - 1 && around != null; i++) {
            around = child(around, path.get(i));
        }
        String last = path.get(path.size() - 1);
        return around instanceof List<?> list
                ? index(last) >= 0 && index(last) < list.size()
                : FieldPath.contains(around, last);
    }

    /** The schema of the field in rows of a schema; null if these have no such field. */
    @Nullable
    public Schema schema(Schema row) {
        Field whole = row.field(text());
        if (whole != null) {
            return whole.schema();
        }
        Schema schema = row;
        for (int i = 0; i < path.size() && schema != null; i++) {
            schema = child(schema, path.get(i));
        }
        return schema;
    }

    /** The schema of a field or element in values of a schema; null if these have no such field or element. */
    public static @Nullable Schema child(Schema schema, String name) {
        return switch (schema.type()) {
            case STRUCT -> {
                Field field = schema.field(name);
                yield field == null ? null : field.schema();
            }
            case ARRAY -> index(name) < 0 ? null : schema.valueSchema();
            case MAP -> schema.valueSchema();
            default -> null;
        };
    }

    /** The field or element of a value; null if it has no such field or element. */
    public static @Nullable Object child(Object value, String name) {
        if (value instanceof List<?> list) {
            int index = index(name);
            return index >= 0 && index < list.size() ? list.get(index) : null;
        }
        return FieldPath.child(value, name);
    }

    /** The name as an index of an array; negative if it is not an index. */
    private static int index(String name) {
        int length = name.length();
        if (length == 0 || length > MAX_INDEX_DIGITS || (length > 1 && name.charAt(0) == '0')) {
            return -1;
        }
        int index = 0;
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            index = index * 10 + (c - '0');
        }
        return index;
    }
}
