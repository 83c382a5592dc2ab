// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import io.tdconnect.common.record.FieldPath;
import io.tdconnect.common.record.SchemaCache;
import io.tdconnect.transforms.row.RowBuilder;
import io.tdconnect.transforms.row.RowSchema;
import io.tdconnect.transforms.type.JsonValues;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Copies fields of Structs and Maps into new rows; not for use by several threads. */
public final class FieldCopier {
    private final RowSchema ofMaps;
    private final RowBuilder structs = new RowBuilder(RowSchema.STRUCT, new SchemaCache(false));
    private final RowBuilder maps = new RowBuilder(RowSchema.MAP, new SchemaCache(false));

    /**
     * Makes Structs of Structs.
     *
     * @param ofMaps what it makes of Maps
     */
    public FieldCopier(RowSchema ofMaps) {
        this.ofMaps = ofMaps;
    }

    /** An empty builder for the copy of a row. */
    public RowBuilder start(Object row) {
        RowBuilder builder = row instanceof Struct || ofMaps == RowSchema.STRUCT ? structs : maps;
        builder.clear();
        return builder;
    }

    /** Adds the fields of a row whose names fulfil a condition. */
    public void copy(Object row, Predicate<String> wanted, RowBuilder target) {
        if (row instanceof Struct struct) {
            for (Field field : struct.schema().fields()) {
                if (wanted.test(field.name())) {
                    target.addField(field.name(), field.schema(), struct.get(field));
                }
            }
        } else {
            ((Map<?, ?>) row).forEach((key, value) -> {
                String name = String.valueOf(key);
                if (wanted.test(name)) {
                    add(name, null, value, target);
                }
            });
        }
    }

    /**
     * Adds a field.
     *
     * @param schema null to derive one from the value, if the row has a schema
     * @throws DataException if the row has a schema, and none can be derived from the value
     */
    public void add(String name, @Nullable Schema schema, @Nullable Object value, RowBuilder target) {
        boolean nested = value instanceof Map || value instanceof List;
        if (schema == null && nested && target == structs) {
            throw new DataException("Field " + name + ": expected a value other than an object or array, because rows"
                    + " have a schema; set schema=map, or split it before");
        }
        target.addField(name, schema == null && target == structs ? schemaOf(value) : schema, value);
    }

    private static @Nullable Schema schemaOf(@Nullable Object value) {
        if (value instanceof Integer) {
            return Schema.OPTIONAL_INT32_SCHEMA;
        }
        return value instanceof Float ? Schema.OPTIONAL_FLOAT32_SCHEMA : JsonValues.schema(value);
    }

    /**
     * The value of a direct field; null if it is missing or null.
     *
     * @throws DataException if it is missing, and the name is the path of a nested field
     */
    public static @Nullable Object direct(Object row, String name) {
        Object value = FieldPath.child(row, name);
        if (value == null && name.indexOf('.') > 0 && !FieldPath.contains(row, name)) {
            if (new FieldChoice(List.of(name.split("\\.", -1)), null, null).isIn(row)) {
                throw new DataException("Field " + name + ": expected a field of the row itself, found a nested one;"
                        + " flatten the row before, as ParseJson does with nested=flatten");
            }
        }
        return value;
    }

    /** The schema of a field of a Struct; null for a Map. */
    public static @Nullable Schema schema(Object row, String name) {
        Field field = row instanceof Struct struct ? struct.schema().field(name) : null;
        return field == null ? null : field.schema();
    }
}
