// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

import io.tdconnect.tdengine.sink.config.RowOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Reads Structs and Maps as flat rows. For use by one thread. */
public final class RowReader {
    // There are many sets of fields only if names of fields are data, and many targets only if each table is one; then
    // clearing the cache is better than running out of memory.
    private static final int MAX_RETAINED = 48_000_000;

    private final Flattener flattener;
    private final RetainedBytes retained = new RetainedBytes(MAX_RETAINED);
    private final Map<Object, RowFields> known = new HashMap<>();
    private final Map<Schema, Boolean> nested = new HashMap<>();
    private @Nullable Object lastKey;
    private RowFields last = new RowFields(List.of(), List.of(), retained);

    /** The values of a flattened row. */
    public static final class FlatRow {
        public final RowFields fields;
        /** In the order of the fields. */
        public final @Nullable Object[] values;

        FlatRow(RowFields fields, @Nullable Object[] values) {
            this.fields = fields;
            this.values = values;
        }
    }

    /** @param delimiter between the names of nested fields */
    public RowReader(String delimiter) {
        flattener = new Flattener(delimiter);
    }

    /**
     * The fields and values of a row.
     *
     * @throws DataException if it is neither Struct nor Map, or two of its fields get the same name
     */
    public FlatRow readRow(@Nullable Object row) {
        if (retained.isFull()) {
            forget();
        }
        if (row instanceof Map<?, ?> map) {
            return ofMap(map);
        }
        if (row instanceof Struct struct) {
            return ofStruct(struct);
        }
        throw new DataException("Expected a Struct or Map, or a list of them, found "
                + (row == null ? "null" : row.getClass().getSimpleName())
                + "; parse text with a converter or the transform ParseJson");
    }

    /** The fields of rows that consist of their time. */
    RowFields timeOnly(String name, @Nullable Schema schema) {
        return fields(Arrays.asList(name, schema), List.of(name), Collections.singletonList(schema), Map.of());
    }

    /** Estimated bytes of the cache. */
    long retained() {
        return retained.bytes() + flattener.retained();
    }

    private void forget() {
        known.clear();
        nested.clear();
        retained.clear();
        lastKey = null;
        last = new RowFields(List.of(), List.of(), retained);
    }

    private FlatRow ofMap(Map<?, ?> map) {
        @Nullable Object[] values = new @Nullable Object[map.size()];
        if (fill(values, map, last.names)) {
            return new FlatRow(last, values);
        }
        for (Object value : map.values()) {
            if (isNested(value)) {
                return flat(flattener.flatten(map), map, false);
            }
        }
        List<String> names = map.keySet().stream().map(String::valueOf).toList();
        RowFields fields = fields(names, names, RowShape.withoutSchemas(names.size()), map);
        return new FlatRow(fields, map.values().toArray());
    }

    /** Whether the map has exactly these fields, in this order; nearly always they are those of the previous row. */
    private static boolean fill(@Nullable Object[] values, Map<?, ?> map, List<String> names) {
        if (names.size() != values.length) {
            return false;
        }
        int i = 0;
        for (Map.Entry<?, ?> field : map.entrySet()) {
            Object value = field.getValue();
            if (!names.get(i).equals(field.getKey()) || isNested(value)) {
                return false;
            }
            values[i++] = value;
        }
        return true;
    }

    private static boolean isNested(@Nullable Object value) {
        if (value == null) {
            return false;
        }
        // Checking for these classes is cheaper than checking for the interfaces, and nearly always enough.
        Class<?> type = value.getClass();
        return type != String.class
                && type != Long.class
                && type != Double.class
                && type != Boolean.class
                && (value instanceof Map || value instanceof Collection || value instanceof Struct);
    }

    private FlatRow ofStruct(Struct struct) {
        Schema schema = struct.schema();
        boolean seenBefore = schema == lastKey;
        if (!seenBefore && nested.computeIfAbsent(schema, this::hasNested)) {
            return flat(flattener.flatten(struct), struct, true);
        }
        List<Field> fields = schema.fields();
        if (!seenBefore) {
            List<@Nullable Schema> schemas = new ArrayList<>();
            fields.forEach(field -> schemas.add(field.schema()));
            fields(schema, fields.stream().map(Field::name).toList(), schemas, struct);
        }
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = struct.get(fields.get(i));
        }
        return new FlatRow(last, values);
    }

    private boolean hasNested(Schema schema) {
        retained.add(schema.fields().stream().map(Field::name).toList());
        return schema.fields().stream().anyMatch(field -> switch (field.schema().type()) {
            case STRUCT, MAP, ARRAY -> true;
            default -> false;
        });
    }

    private FlatRow flat(Flattener.Fields flat, Object row, boolean schemas) {
        @Nullable Object[] values = flat.values().toArray();
        if (flat.names().equals(last.names) && (!schemas || flat.schemas().equals(last.schemas))) {
            return new FlatRow(last, values);
        }
        List<String> names = List.copyOf(flat.names());
        List<@Nullable Schema> types = Collections.unmodifiableList(new ArrayList<>(flat.schemas()));
        return new FlatRow(fields(schemas ? Arrays.asList(names, types) : names, names, types, row), values);
    }

    /**
     * @param key identifies the fields: a schema, the names, or the names and the schemas
     * @param row the first row with these fields
     */
    private RowFields fields(Object key, List<String> names, List<@Nullable Schema> schemas, Object row) {
        RowFields fields = known.get(key);
        if (fields == null) {
            fields = new RowFields(names, schemas, retained);
            String twice = fields.twice();
            if (twice != null) {
                throw new DataException("Expected each field once, found two fields " + twice + " ("
                        + String.join(" and ", flattener.paths(row, twice))
                        + ") when nested ones are made flat, of which one would be lost; choose another "
                        + RowOptions.FLATTEN_DELIMITER);
            }
            known.put(key, fields);
            retained.add(names);
        }
        last = fields;
        lastKey = key;
        return fields;
    }
}
