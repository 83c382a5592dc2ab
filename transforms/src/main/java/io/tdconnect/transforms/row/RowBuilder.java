// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

import io.tdconnect.common.record.FieldNameException;
import io.tdconnect.common.record.SchemaCache;
import io.tdconnect.common.time.IsoText;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Collects the fields of one row after another; not for use by several threads. */
public final class RowBuilder {
    /** The most columns of a TDengine table. */
    public static final int MAX_FIELDS = 4096;

    private static final Object LEFT_OUT = new Object();
    private static final int SMALL = 16;

    private final RowSchema kind;
    private final SchemaCache schemaCache;
    private final boolean distinct;
    private String[] names = new String[SMALL];
    private @Nullable Schema[] schemas = new Schema[SMALL];
    private @Nullable Object[] values = new Object[SMALL];
    private int size;
    private int own = Integer.MAX_VALUE;

    public RowBuilder(RowSchema kind, SchemaCache schemaCache) {
        this(kind, schemaCache, false);
    }

    private RowBuilder(RowSchema kind, SchemaCache schemaCache, boolean distinct) {
        this.kind = kind;
        this.schemaCache = schemaCache;
        this.distinct = distinct;
    }

    /** A builder that refuses rows with two fields of the same name, because one of them would be lost. */
    public static RowBuilder distinct(RowSchema kind) {
        return distinct(kind, new SchemaCache(false));
    }

    /** A builder that refuses rows with two fields of the same name, and shares schemas with others. */
    public static RowBuilder distinct(RowSchema kind, SchemaCache schemaCache) {
        return new RowBuilder(kind, schemaCache, true);
    }

    public void clear() {
        // A new array, as large as the previous row: stores into an old one are expensive because of the garbage
        // collector.
        values = new Object[Math.max(SMALL, size)];
        size = 0;
        own = Integer.MAX_VALUE;
    }

    /** Fields added from here on replace earlier fields of the same name instead of being refused. */
    public void replaceFromHere() {
        own = size;
    }

    /** Removes all fields, and adds these with null values. */
    public void start(String[] slotNames, @Nullable Schema[] slotSchemas) {
        clear();
        for (int i = 0; i < slotNames.length; i++) {
            addField(slotNames[i], slotSchemas[i], null);
        }
    }

    /**
     * Adds a field.
     *
     * @param schema null if the type of the value is unknown: a Struct then lacks the field, a Map has it as null
     */
    @SuppressWarnings("ReferenceEquality") // The old object of an equal name can be used as well.
    public void addField(String name, @Nullable Schema schema, @Nullable Object value) {
        if (size == names.length || size == values.length) {
            grow();
        }
        if (names[size] != name) {
            names[size] = name;
        }
        set(size++, schema, value);
    }

    /** Changes the value of the field at an index. */
    public void set(int index, @Nullable Schema schema, @Nullable Object value) {
        if (value instanceof Timestamp timestamp) {
            boolean struct = kind == RowSchema.STRUCT;
            Precision precision = timestamp.precision();
            put(
                    index,
                    Timestamp.optionalSchema(precision),
                    struct ? timestamp.value() : IsoText.of(timestamp.value(), precision));
        } else {
            put(index, schema, value);
        }
    }

    private void put(int index, @Nullable Schema schema, @Nullable Object value) {
        // Fields are mostly those of the previous row, and reading is cheaper than storing.
        if (schemas[index] != schema) {
            schemas[index] = schema;
        }
        values[index] = value;
    }

    /** The number of added fields. */
    public int size() {
        return size;
    }

    /** Whether the field at an index has no value, and was not replaced by its own fields. */
    public boolean isNull(int index) {
        return values[index] == null;
    }

    /** Drops a field whose values became other fields. */
    public void leaveOut(int index) {
        schemas[index] = null;
        values[index] = LEFT_OUT;
    }

    /**
     * The row of the fields added since {@link #clear}.
     *
     * @throws SameNameException if two of them have the same name, and the builder refuses that
     */
    public Row row() {
        int different = distinct ? Math.min(own, size) : 0;
        if (kind == RowSchema.STRUCT) {
            Struct struct = struct(different);
            return new Row(struct.schema(), struct);
        }
        Map<String, Object> row = new LinkedHashMap<>(size * 2);
        int added = 0;
        for (int i = 0; i < size; i++) {
            if (values[i] != LEFT_OUT) {
                row.put(names[i], values[i]);
                added++;
                if (i < different && row.size() < added) {
                    throw new SameNameException(names[i]);
                }
            }
        }
        return new Row(null, row);
    }

    private Struct struct(int different) {
        try {
            return schemaCache.shape(names, schemas, size, different).struct(values);
        } catch (FieldNameException e) {
            throw e.name().isEmpty()
                    ? new DataException(e.getMessage() + ", which a Struct cannot have; set schema=map, or list the"
                            + " fields by their names")
                    : new SameNameException(e.name());
        }
    }

    private void grow() {
        if (size >= MAX_FIELDS) {
            throw new DataException("Expected at most " + MAX_FIELDS + " fields in a row, found more");
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            schemas = Arrays.copyOf(schemas, size * 2);
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
    }
}
