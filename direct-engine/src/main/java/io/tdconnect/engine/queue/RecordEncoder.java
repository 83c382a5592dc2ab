// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.queue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Writes records so that {@link RecordDecoder} gives equal ones: each value with the kind of its class, whatever its schema
 * says. Schemas and names are written once for each file, before the first record that refers to them by number.
 */
@SuppressWarnings("JavaUtilDate") // Values of Connect's logical types.
final class RecordEncoder {
    private static final int MAX_DEPTH = 200;
    private static final int MOST_KNOWN_OBJECTS = 1_000;

    private final Bytes definitions;
    private final Bytes body = new Bytes();
    private final IdentityHashMap<Schema, Integer> sameSchemas = new IdentityHashMap<>();
    private final Map<Schema, Integer> equalSchemas = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private int depth;

    /** Appends to {@code out}, starting a new file. */
    RecordEncoder(Bytes out) {
        definitions = out;
    }

    /** How many schemas and names the file has defined. */
    int defined() {
        return equalSchemas.size() + names.size();
    }

    /**
     * Appends a record, after the schemas and names that are new in it.
     *
     * @throws DataException if it contains an object of a class that Connect does not have
     */
    void add(ConnectRecord<?> entry) {
        body.clear();
        depth = 0;
        body.addByte(Kind.RECORD.code());
        body.addUnsigned(name(entry.topic()));
        body.addLong(entry.kafkaPartition() == null ? -1 : entry.kafkaPartition());
        body.addByte(entry.timestamp() == null ? 0 : 1);
        if (entry.timestamp() != null) {
            body.addLong(entry.timestamp());
        }
        schemaAndValue(entry.keySchema(), entry.key());
        schemaAndValue(entry.valueSchema(), entry.value());
        body.addUnsigned(entry.headers().size());
        for (Header header : entry.headers()) {
            body.addUnsigned(name(header.key()));
            schemaAndValue(header.schema(), header.value());
        }
        definitions.add(body.array(), body.size());
    }

    private void schemaAndValue(@Nullable Schema schema, @Nullable Object value) {
        body.addUnsigned(number(schema));
        value(body, value);
    }

    /** The number of a name, from 1; 0 stands for null. */
    private int name(@Nullable String name) {
        if (name == null) {
            return 0;
        }
        Integer known = names.get(name);
        if (known != null) {
            return known;
        }
        definitions.addByte(Kind.NAME.code());
        definitions.addText(name);
        names.put(name, names.size() + 1);
        return names.size();
    }

    /** The number of a schema, from 1; 0 stands for null. */
    private int number(@Nullable Schema schema) {
        if (schema == null) {
            return 0;
        }
        Integer known = sameSchemas.get(schema);
        if (known == null) {
            known = equalSchemas.get(schema);
            if (known == null) {
                known = define(schema);
            }
            if (sameSchemas.size() >= MOST_KNOWN_OBJECTS) {
                sameSchemas.clear();
            }
            sameSchemas.put(schema, known);
        }
        return known;
    }

    private int define(Schema schema) {
        enter();
        Bytes definition = new Bytes();
        definition.addByte(Kind.SCHEMA.code());
        definition.addText(schema.type().name());
        definition.addByte((schema.isOptional() ? 1 : 0) | (schema.parameters() == null ? 0 : 2));
        value(definition, schema.name());
        value(definition, schema.version());
        value(definition, schema.doc());
        value(definition, schema.defaultValue());
        if (schema.parameters() != null) {
            value(definition, schema.parameters());
        }
        switch (schema.type()) {
            case ARRAY -> definition.addUnsigned(number(schema.valueSchema()));
            case MAP -> {
                definition.addUnsigned(number(schema.keySchema()));
                definition.addUnsigned(number(schema.valueSchema()));
            }
            case STRUCT -> {
                definition.addUnsigned(schema.fields().size());
                for (Field field : schema.fields()) {
                    definition.addUnsigned(name(field.name()));
                    definition.addUnsigned(number(field.schema()));
                }
            }
            default -> {}
        }
        definitions.add(definition.array(), definition.size());
        equalSchemas.put(schema, equalSchemas.size() + 1);
        depth--;
        return equalSchemas.size();
    }

    private void value(Bytes out, @Nullable Object value) {
        if (value == null) {
            out.addByte(Kind.NULL.code());
        } else if (value instanceof String text) {
            out.addByte(Kind.TEXT.code());
            out.addText(text);
        } else if (value instanceof Number number) {
            number(out, number);
        } else if (value instanceof Boolean flag) {
            out.addByte((flag ? Kind.TRUE : Kind.FALSE).code());
        } else if (value instanceof byte[] bytes) {
            out.addByte(Kind.BYTES.code());
            out.addBytes(bytes);
        } else if (value instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            out.addByte(Kind.BUFFER.code());
            out.addBytes(copy);
        } else if (value instanceof Date date) {
            out.addByte(Kind.DATE.code());
            out.addLong(date.getTime());
        } else {
            enter();
            nested(out, value);
            depth--;
        }
    }

    private void nested(Bytes out, Object value) {
        if (value instanceof Struct struct) {
            int schema = number(struct.schema());
            out.addByte(Kind.STRUCT.code());
            out.addUnsigned(schema);
            for (Field field : struct.schema().fields()) {
                value(out, inStruct(struct, field));
            }
        } else if (value instanceof List<?> list) {
            out.addByte(Kind.LIST.code());
            out.addUnsigned(list.size());
            list.forEach(element -> value(out, element));
        } else if (value instanceof Map<?, ?> map) {
            out.addByte(Kind.MAP.code());
            out.addUnsigned(map.size());
            map.forEach((key, element) -> {
                value(out, key);
                value(out, element);
            });
        } else {
            throw new DataException("Expected a value of one of Connect's classes for the queue, found a "
                    + value.getClass().getName());
        }
    }

    /** The value itself: {@code get} would return the default of the schema in place of null. */
    private static @Nullable Object inStruct(Struct struct, Field field) {
        return field.schema().defaultValue() == null ? struct.get(field) : struct.getWithoutDefault(field.name());
    }

    private static void number(Bytes out, Number number) {
        if (number instanceof Long) {
            out.addByte(Kind.LONG.code());
            out.addLong(number.longValue());
        } else if (number instanceof Double) {
            out.addByte(Kind.DOUBLE.code());
            out.addFixedLong(Double.doubleToRawLongBits(number.doubleValue()));
        } else if (number instanceof Integer) {
            out.addByte(Kind.INT.code());
            out.addLong(number.longValue());
        } else if (number instanceof Float) {
            out.addByte(Kind.FLOAT.code());
            out.addFixedInt(Float.floatToRawIntBits(number.floatValue()));
        } else if (number instanceof Short) {
            out.addByte(Kind.SHORT.code());
            out.addLong(number.longValue());
        } else if (number instanceof Byte) {
            out.addByte(Kind.BYTE.code());
            out.addByte(number.intValue());
        } else if (number instanceof BigDecimal decimal) {
            out.addByte(Kind.DECIMAL.code());
            out.addLong(decimal.scale());
            out.addBytes(decimal.unscaledValue().toByteArray());
        } else if (number instanceof BigInteger integer) {
            out.addByte(Kind.INTEGER.code());
            out.addBytes(integer.toByteArray());
        } else {
            throw new DataException("Expected a number of one of Connect's classes for the queue, found a "
                    + number.getClass().getName());
        }
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new DataException("Expected values nested at most " + MAX_DEPTH + " deep for the queue, found more");
        }
    }
}
