// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.table;

import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.json.JoinedNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A place in rows with named fields below it, and the rest of the values there.
 *
 * <p>An object or array of which nothing remains is dropped.
 */
final class RemainingFields {
    /** Marks a value of which nothing remains. */
    static final Object NOTHING = new Object();

    private final Map<String, RemainingFields> inner = new HashMap<>();
    private final String path;
    private boolean taken;

    private RemainingFields(String path) {
        this.path = path;
    }

    /**
     * The places of fields in rows.
     *
     * @param whole whether the rows have a field of this name, which then is used instead of the path with the same text
     */
    static RemainingFields of(List<FieldChoice> fields, Predicate<String> whole) {
        RemainingFields root = new RemainingFields("");
        for (FieldChoice field : fields) {
            if (field.places() != null) {
                continue;
            }
            root.take(whole.test(field.text()) ? List.of(field.text()) : field.path());
        }
        return root;
    }

    private void take(List<String> names) {
        RemainingFields place = this;
        for (String name : names) {
            String below = place.path.isEmpty() ? name : place.path + '.' + name;
            place = place.inner.computeIfAbsent(name, absent -> new RemainingFields(below));
        }
        place.taken = true;
    }

    /** The place of a field; null if nothing of it is named. */
    @Nullable
    RemainingFields inner(String name) {
        return inner.get(name);
    }

    /**
     * The rest of a value; {@link #NOTHING} if nothing remains.
     *
     * @param schema of the rest, see {@link #schema}; null if it is not known
     */
    @Nullable
    Object of(@Nullable Object value, @Nullable Schema schema) {
        if (taken) {
            return NOTHING;
        }
        if (value instanceof Struct struct) {
            return of(struct, schema == null ? schema(struct.schema()) : schema);
        }
        if (value instanceof Map<?, ?> map) {
            return of(map, schema);
        }
        return value instanceof List<?> list ? of(list, schema) : value;
    }

    private Object of(Struct struct, @Nullable Schema schema) {
        if (schema == null) {
            return NOTHING;
        }
        Struct left = new Struct(schema);
        boolean emptied = false;
        boolean any = false;
        for (Field field : schema.fields()) {
            RemainingFields place = inner.get(field.name());
            Object value = struct.get(field.name());
            Object kept = place == null ? value : place.of(value, field.schema());
            if (kept == NOTHING) {
                emptied = true;
                kept = empty(field.schema());
            }
            any |= kept != null;
            left.put(field, kept);
        }
        return emptied && !any && schema.isOptional() ? NOTHING : left;
    }

    /** The value in a Struct for a field of which nothing remains. */
    private static @Nullable Object empty(Schema schema) {
        return schema.isOptional() ? null : schema.type() == Schema.Type.ARRAY ? List.of() : Map.of();
    }

    private Object of(Map<?, ?> map, @Nullable Schema schema) {
        Map<Object, @Nullable Object> left = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            RemainingFields place = inner.get(String.valueOf(name));
            Object kept = place == null ? value : place.of(value, schema == null ? null : schema.valueSchema());
            if (kept != NOTHING) {
                left.put(name, kept);
            }
        });
        return left.isEmpty() && !map.isEmpty() ? NOTHING : left;
    }

    private Object of(List<?> list, @Nullable Schema schema) {
        List<@Nullable Object> left = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            RemainingFields place = inner.get(JoinedNames.index(i));
            Object kept =
                    place == null ? list.get(i) : place.of(list.get(i), schema == null ? null : schema.valueSchema());
            if (kept != NOTHING) {
                left.add(kept);
            }
        }
        return left.isEmpty() && !list.isEmpty() ? NOTHING : left;
    }

    /**
     * The schema of the rest of values of a schema; null if nothing remains.
     *
     * @throws DataException if the rest of the elements of an array would have different schemas
     */
    @Nullable
    Schema schema(Schema schema) {
        if (taken) {
            return null;
        }
        return switch (schema.type()) {
            case STRUCT -> struct(schema);
            case ARRAY, MAP -> uniform(schema);
            default -> schema;
        };
    }

    private @Nullable Schema struct(Schema schema) {
        SchemaBuilder left = SchemaBuilder.struct().name(schema.name()).version(schema.version());
        if (schema.isOptional()) {
            left.optional();
        }
        for (Field field : schema.fields()) {
            RemainingFields place = inner.get(field.name());
            Schema kept = place == null ? field.schema() : place.schema(field.schema());
            if (kept != null) {
                left.field(field.name(), kept);
            }
        }
        return left.fields().isEmpty() && !schema.fields().isEmpty() ? null : left.build();
    }

    private Schema uniform(Schema schema) {
        for (RemainingFields place : inner.values()) {
            if (!place.taken && !schema.valueSchema().equals(place.schema(schema.valueSchema()))) {
                throw new DataException(
                        "Field " + path + ": expected elements that keep one type, found that a field of"
                                + " one of them is named beside *; parse with schema=map, or name the fields without *");
            }
        }
        return schema;
    }
}
