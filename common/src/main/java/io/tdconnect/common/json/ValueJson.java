// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.json;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of records as JSON: structs and maps as objects, collections as arrays, bytes as Base64; not for use by
 * several threads.
 */
public final class ValueJson {
    private static final int MAX_SCHEMAS = 1000;

    private final OtherValues others;
    private final int maxDepth;
    private final JsonBytes json = new JsonBytes();
    private final IdentityHashMap<Schema, Member[]> members = new IdentityHashMap<>();
    private @Nullable Schema lastSchema;
    private Member[] lastMembers = {};
    private int depth;

    /** Writes the values for which JSON has no form of its own, so that each use chooses one. */
    @FunctionalInterface
    public interface OtherValues {
        /**
         * Writes NaN, an infinity, a decimal, a time, or a value of another class; also an INT64 of a struct whose schema has a
         * name.
         *
         * @param schema of the value, null if it has none
         */
        void write(JsonBytes json, @Nullable Schema schema, Object value);
    }

    /**
     * A field of a struct.
     *
     * @param name as JSON, with the mark before and after it
     * @param named whether it is an INT64 whose schema has a name
     */
    @SuppressWarnings("ArrayRecordComponent") // Read per value and never compared.
    private record Member(Field field, byte[] name, boolean named) {
        static Member of(Field field) {
            JsonBytes name = new JsonBytes();
            name.add(field.index() == 0 ? '{' : ',');
            name.addText(field.name());
            name.add(':');
            Schema schema = field.schema();
            return new Member(field, name.copy(), schema.type() == Schema.Type.INT64 && schema.name() != null);
        }
    }

    /**
     * Writes with this form for other values.
     *
     * @param maxDepth how deep objects and arrays may be nested
     */
    public ValueJson(OtherValues others, int maxDepth) {
        this.others = others;
        this.maxDepth = maxDepth;
    }

    /**
     * The JSON of a value as text.
     *
     * @throws DataException if it is nested too deep
     */
    public String text(@Nullable Object value) {
        begin(value);
        return json.text();
    }

    /**
     * The JSON of a value in UTF-8.
     *
     * @throws DataException if it is nested too deep
     */
    public byte[] bytes(@Nullable Object value) {
        begin(value);
        return json.copy();
    }

    private void begin(@Nullable Object value) {
        json.clear();
        depth = 0;
        write(null, value);
    }

    private void write(@Nullable Schema schema, @Nullable Object value) {
        if (value == null) {
            json.addNull();
        } else if (value instanceof String text) {
            json.addText(text);
        } else if (value instanceof Number number) {
            number(schema, number);
        } else if (value instanceof Boolean) {
            json.addPlain(value.toString());
        } else if (value instanceof byte[] bytes) {
            json.addBase64(bytes);
        } else if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            json.addBase64(copy);
        } else if (value instanceof Struct || value instanceof Map || value instanceof Collection) {
            nested(schema, value);
        } else {
            others.write(json, schema, value);
        }
    }

    private void number(@Nullable Schema schema, Number number) {
        if (number instanceof Double && Double.isFinite(number.doubleValue())) {
            json.addNumber(number.doubleValue());
        } else if (number instanceof Float && Float.isFinite(number.floatValue())) {
            json.addNumber(number.floatValue());
        } else if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte) {
            json.addNumber(number.longValue());
        } else {
            others.write(json, schema, number);
        }
    }

    private void nested(@Nullable Schema schema, Object value) {
        if (++depth > maxDepth) {
            throw new DataException(
                    "Expected objects and arrays that are nested at most " + maxDepth + " deep, found more");
        }
        if (value instanceof Struct struct) {
            struct(struct);
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof Collection<?> list) {
            list(schema == null ? null : schema.valueSchema(), list);
        }
        depth--;
    }

    private void struct(Struct struct) {
        Member[] all = members(struct.schema());
        if (all.length == 0) {
            json.add('{');
        }
        for (Member member : all) {
            json.add(member.name);
            Object value = struct.get(member.field);
            if (member.named && value != null) {
                others.write(json, member.field.schema(), value);
            } else {
                write(member.field.schema(), value);
            }
        }
        json.add('}');
    }

    private void map(Map<?, ?> map) {
        json.add('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!first) {
                json.add(',');
            }
            first = false;
            json.addText(String.valueOf(entry.getKey()));
            json.add(':');
            write(null, entry.getValue());
        }
        json.add('}');
    }

    private void list(@Nullable Schema ofElements, Collection<?> list) {
        json.add('[');
        boolean first = true;
        for (Object element : list) {
            if (!first) {
                json.add(',');
            }
            first = false;
            write(ofElements, element);
        }
        json.add(']');
    }

    @SuppressWarnings("ReferenceEquality") // Equal schemas are mostly the same; others are looked up.
    private Member[] members(Schema schema) {
        if (schema != lastSchema) {
            if (members.size() > MAX_SCHEMAS) {
                members.clear();
            }
            lastMembers = members.computeIfAbsent(
                    schema, added -> added.fields().stream().map(Member::of).toArray(Member[]::new));
            lastSchema = schema;
        }
        return lastMembers;
    }
}
