// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Builds one Struct schema for each shape of row, and forgets the least recently used shapes. */
public final class SchemaCache {
    /** Weight of a field in addition to the characters of its name. */
    private static final int WEIGHT_OF_FIELD = 50;

    /** Weight of a shape with about twenty fields. */
    private static final long WEIGHT_OF_SHAPE = 1_500;

    private final boolean optional;
    private final BoundedCache<Shape, Shape> shapes;
    private @Nullable Shape last;

    /** A cache of optional schemas, which nested ones must be, or of required ones. */
    public SchemaCache(boolean optional) {
        this(optional, new BoundedCache<>());
    }

    /** A cache for many shapes whose names do not come from messages. */
    public SchemaCache(boolean optional, int maxShapes) {
        this(optional, new BoundedCache<>(maxShapes, maxShapes * WEIGHT_OF_SHAPE));
    }

    private SchemaCache(boolean optional, BoundedCache<Shape, Shape> shapes) {
        this.optional = optional;
        this.shapes = shapes;
    }

    /**
     * The shape of a row.
     *
     * @param schemas one for each name; a field without a schema is left out, and of equal names the last one counts
     * @param different number of fields, from the first, that must have different names; equal for all rows of the same
     *     fields
     * @throws FieldNameException if two of these have the same name, or a name is empty
     */
    public Shape shape(String[] names, @Nullable Schema[] schemas, int size, int different) {
        Shape recent = last;
        if (recent != null && recent.matches(names, schemas, size)) {
            return recent;
        }
        Shape wanted = new Shape(Arrays.copyOf(names, size), Arrays.copyOf(schemas, size));
        Shape known = shapes.get(wanted);
        if (known == null) {
            wanted.build(optional, different);
            shapes.put(wanted, wanted, wanted.weight());
            known = wanted;
        }
        last = known;
        return known;
    }

    public int size() {
        return shapes.size();
    }

    /** Names and schemas of fields, and the Struct schema made of them. */
    public static final class Shape {
        private final String[] names;
        private final @Nullable Schema[] schemas;
        private final int hash;
        private final @Nullable Field[] targets;
        private Schema struct = Schema.OPTIONAL_STRING_SCHEMA;

        private Shape(String[] names, @Nullable Schema[] schemas) {
            this.names = names;
            this.schemas = schemas;
            this.hash = 31 * Arrays.hashCode(names) + Arrays.hashCode(schemas);
            this.targets = new Field[names.length];
        }

        /** A Struct of values, one for each name. */
        public Struct struct(@Nullable Object[] values) {
            Struct row = new Struct(struct);
            for (int i = 0; i < targets.length; i++) {
                Field target = targets[i];
                Object value = values[i];
                if (target != null && value != null) {
                    row.put(target, value);
                }
            }
            return row;
        }

        private long weight() {
            long weight = 0;
            for (String name : names) {
                weight += name.length() + WEIGHT_OF_FIELD;
            }
            return weight;
        }

        private boolean matches(String[] otherNames, @Nullable Schema[] otherSchemas, int size) {
            if (size != names.length) {
                return false;
            }
            for (int i = 0; i < size; i++) {
                if (otherSchemas[i] != schemas[i]) {
                    return false;
                }
            }
            return Arrays.equals(names, 0, size, otherNames, 0, size);
        }

        private void build(boolean optional, int different) {
            requireDifferent(different);
            boolean[] counts = new boolean[names.length];
            Set<String> seen = new HashSet<>();
            for (int i = names.length - 1; i >= 0; i--) {
                boolean first = seen.add(names[i]);
                if (names[i].isEmpty()) {
                    throw new FieldNameException("", "Expected names of fields, found an empty one");
                }
                counts[i] = first && schemas[i] != null;
            }
            SchemaBuilder builder = SchemaBuilder.struct();
            for (int i = 0; i < names.length; i++) {
                Schema schema = schemas[i];
                if (counts[i] && schema != null) {
                    builder.field(names[i], schema);
                }
            }
            struct = (optional ? builder.optional() : builder).build();
            for (int i = 0; i < names.length; i++) {
                targets[i] = counts[i] ? nameless(struct.field(names[i])) : null;
            }
        }

        private void requireDifferent(int count) {
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < count; i++) {
                if (!seen.add(names[i])) {
                    throw new FieldNameException(names[i], "Expected each field once, found two fields " + names[i]);
                }
            }
        }

        /** The same place without its name, from which Struct.put would make the text of a possible error each time. */
        private static Field nameless(Field field) {
            return new Field(null, field.index(), field.schema());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Shape shape
                    && hash == shape.hash
                    && Arrays.equals(names, shape.names)
                    && Arrays.equals(schemas, shape.schemas);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
