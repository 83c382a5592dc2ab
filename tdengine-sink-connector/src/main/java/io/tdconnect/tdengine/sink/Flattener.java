// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Makes the fields of nested Structs and Maps fields of the row, named by their path; arrays become JSON text.
 *
 * <p>Joined names are remembered, so that the rows that follow cost no new text. For use by one thread.
 */
final class Flattener {
    private static final int MAX_NAMES = 100_000;

    private final String delimiter;
    private Name root = new Name("");
    private int remembered;

    Flattener(String delimiter) {
        this.delimiter = delimiter;
    }

    /** The fields of a Map. */
    Fields flatten(Map<?, ?> row) {
        Fields fields = start();
        addAll(fields, root, row, null);
        return fields;
    }

    /** The fields of a Struct, also those within a nested Struct that is null. */
    Fields flatten(Struct row) {
        Fields fields = start();
        addAll(fields, root, row.schema(), row);
        return fields;
    }

    private Fields start() {
        if (remembered > MAX_NAMES) {
            root = new Name("");
            remembered = 0;
        }
        return new Fields(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    private void addAll(Fields fields, Name parent, Map<?, ?> map, @Nullable Schema valueSchema) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            add(fields, child(parent, String.valueOf(entry.getKey())), entry.getValue(), valueSchema);
        }
    }

    private void addAll(Fields fields, Name parent, Schema schema, @Nullable Struct struct) {
        for (Field field : schema.fields()) {
            Object value = struct == null ? null : struct.get(field);
            add(fields, child(parent, field.name()), value, field.schema());
        }
    }

    private void add(Fields fields, Name name, @Nullable Object value, @Nullable Schema schema) {
        if (value instanceof Map<?, ?> map) {
            addAll(fields, name, map, schema == null ? null : schema.valueSchema());
        } else if (value instanceof Struct struct) {
            addAll(fields, name, struct.schema(), struct);
        } else if (value == null && schema != null && schema.type() == Schema.Type.STRUCT) {
            addAll(fields, name, schema, null);
        } else if (value instanceof Collection) {
            fields.add(name.text, JsonText.of(value), schema == null ? null : Schema.OPTIONAL_STRING_SCHEMA);
        } else if (schema != null && schema.type() == Schema.Type.ARRAY) {
            fields.add(name.text, null, Schema.OPTIONAL_STRING_SCHEMA);
        } else if (schema == null || schema.type() != Schema.Type.MAP) {
            fields.add(name.text, value, schema);
        }
    }

    private Name child(Name parent, String name) {
        Name child = parent.children.get(name);
        if (child == null) {
            child = new Name(parent == root ? name : parent.text + delimiter + name);
            parent.children.put(name, child);
            remembered++;
        }
        return child;
    }

    /** Fields in their order; schemas are null where there are none. */
    record Fields(List<String> names, List<@Nullable Object> values, List<@Nullable Schema> schemas) {
        void add(String name, @Nullable Object value, @Nullable Schema schema) {
            names.add(name);
            values.add(value);
            schemas.add(schema);
        }
    }

    private static final class Name {
        final String text;
        final Map<String, Name> children = new HashMap<>();

        Name(String text) {
            this.text = text;
        }
    }
}
