// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

import io.tdconnect.common.json.JsonBytes;
import io.tdconnect.common.json.ValueJson;
import io.tdconnect.common.type.PlainDecimal;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Flattens nested Structs and Maps: their fields become fields of the row, named by their path; arrays become JSON text.
 *
 * <p>Joined names are cached, so that later rows create no new text. For use by one thread.
 */
final class Flattener {
    /** The most characters of a joined name; names of columns have at most 64 bytes. */
    static final int MAX_PATH = 1_000;
    /** How deep objects and arrays can be nested. */
    static final int MAX_DEPTH = 100;
    /** The most fields of a row, also nested ones that contain no value; a table has 4,096 columns and 128 tags. */
    static final int MAX_FIELDS = 10_000;

    private static final int MAX_RETAINED = 16_000_000;

    private final String delimiter;
    private final RetainedBytes retained = new RetainedBytes(MAX_RETAINED);
    private final ValueJson json = new ValueJson(Flattener::writeOther, MAX_DEPTH);
    private Name root = new Name("", 0);
    private int visited;

    Flattener(String delimiter) {
        this.delimiter = delimiter;
    }

    /**
     * The fields of a Map.
     *
     * @throws RowException if there are too many of them, or they are nested too deep
     */
    Fields flatten(Map<?, ?> row) {
        Fields fields = start();
        addAll(fields, root, row, null);
        return fields;
    }

    /**
     * The fields of a Struct, also those within a nested Struct that is null.
     *
     * @throws RowException if there are too many of them, or they are nested too deep
     */
    Fields flatten(Struct row) {
        Fields fields = start();
        addAll(fields, root, row.schema(), row);
        return fields;
    }

    /**
     * The paths of the fields of a row that get a certain name, for messages; with dots, or with slashes if the delimiter
     * is a dot.
     */
    List<String> paths(Object row, String name) {
        Fields joined = fields(row);
        Fields places = new Flattener(delimiter.equals(".") ? "/" : ".").fields(row);
        return IntStream.range(0, joined.names.size())
                .filter(i -> joined.names.get(i).equals(name))
                .mapToObj(places.names::get)
                .toList();
    }

    /** Estimated bytes of the cached names. */
    long retained() {
        return retained.bytes();
    }

    private Fields fields(Object row) {
        return row instanceof Struct struct ? flatten(struct) : flatten((Map<?, ?>) row);
    }

    private Fields start() {
        if (retained.isFull()) {
            root = new Name("", 0);
            retained.clear();
        }
        visited = 0;
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
            fields.add(name.text, json.text(value), schema == null ? null : Schema.OPTIONAL_STRING_SCHEMA);
        } else if (schema != null && schema.type() == Schema.Type.ARRAY) {
            fields.add(name.text, null, Schema.OPTIONAL_STRING_SCHEMA);
        } else if (schema == null || schema.type() != Schema.Type.MAP) {
            fields.add(name.text, value, schema);
        }
    }

    /** Times are ISO-8601 text in JSON, and numbers that JSON cannot express are null. */
    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    private static void writeOther(JsonBytes json, @Nullable Schema schema, Object value) {
        if (value instanceof Double || value instanceof Float) {
            json.addNull();
        } else if (value instanceof Number number) {
            json.addPlain(PlainDecimal.text(number));
        } else {
            json.addText(value instanceof Date date ? date.toInstant().toString() : value.toString());
        }
    }

    private Name child(Name parent, String name) {
        if (++visited > MAX_FIELDS) {
            throw new RowException(
                    Fault.OTHER,
                    "Expected at most " + MAX_FIELDS + " fields in a row, nested ones included, found more");
        }
        Name child = parent.children.get(name);
        if (child == null) {
            child = newChild(parent, name);
        }
        return child;
    }

    private Name newChild(Name parent, String name) {
        if (parent.depth >= MAX_DEPTH) {
            throw tooDeep();
        }
        int length = parent.text.length() + delimiter.length() + name.length();
        if (length > MAX_PATH) {
            throw new RowException(
                    Fault.BAD_NAME,
                    "Expected names of nested fields of at most " + MAX_PATH + " characters when joined, found one of "
                            + length);
        }
        Name child = new Name(parent == root ? name : parent.text + delimiter + name, parent.depth + 1);
        parent.children.put(name, child);
        retained.add(child.text.length() + name.length());
        return child;
    }

    private static RowException tooDeep() {
        return new RowException(
                Fault.OTHER, "Expected objects and arrays that are nested at most " + MAX_DEPTH + " deep, found more");
    }

    /** Fields in their order; the schema of a field may be null. */
    record Fields(List<String> names, List<@Nullable Object> values, List<@Nullable Schema> schemas) {
        void add(String name, @Nullable Object value, @Nullable Schema schema) {
            names.add(name);
            values.add(value);
            schemas.add(schema);
        }
    }

    private static final class Name {
        final String text;
        final int depth;
        final Map<String, Name> children = new HashMap<>();

        Name(String text, int depth) {
            this.text = text;
            this.depth = depth;
        }
    }
}
