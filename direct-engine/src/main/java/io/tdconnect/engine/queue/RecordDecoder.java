// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.queue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Reads the records of one file of the queue, from its beginning. */
@SuppressWarnings("JavaUtilDate") // Values of Connect's logical types.
final class RecordDecoder {
    private final List<Schema> schemas = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private ByteSource in = new ByteSource(new byte[0], 0);

    /**
     * Appends the records of a frame, the next one of the file.
     *
     * @throws DataException if the bytes are no records
     */
    void read(ByteSource frame, List<SourceRecord> records) {
        in = frame;
        while (!in.atEnd()) {
            Kind kind = Kind.of(in.readByte());
            switch (kind) {
                case NAME -> names.add(in.readText());
                case SCHEMA -> schemas.add(schemaDefinition());
                case RECORD -> records.add(message());
                default -> throw new DataException("Expected a record in the queue, found " + kind);
            }
        }
    }

    private SourceRecord message() {
        String topic = name();
        long partition = in.readLong();
        Long timestamp = in.readByte() == 0 ? null : Long.valueOf(in.readLong());
        Schema keySchema = schema();
        Object key = value();
        Schema valueSchema = schema();
        Object value = value();
        int count = in.readCount();
        ConnectHeaders headers = new ConnectHeaders();
        for (int i = 0; i < count; i++) {
            String header = name();
            Schema schema = schema();
            // Not checked against the schema again: it was what the source had.
            headers.add(header, value(), schema);
        }
        return new SourceRecord(
                null,
                null,
                topic,
                partition < 0 ? null : Math.toIntExact(partition),
                keySchema,
                key,
                valueSchema,
                value,
                timestamp,
                headers);
    }

    private @Nullable String name() {
        int number = (int) in.readUnsigned();
        return number == 0 ? null : names.get(number - 1);
    }

    private @Nullable Schema schema() {
        int number = (int) in.readUnsigned();
        return number == 0 ? null : schemas.get(number - 1);
    }

    @SuppressWarnings("unchecked") // As it was written.
    private Schema schemaDefinition() {
        Schema.Type type = Schema.Type.valueOf(in.readText());
        int flags = in.readByte();
        String name = (String) value();
        Integer version = (Integer) value();
        String doc = (String) value();
        Object defaultValue = value();
        Map<String, String> parameters = (flags & 2) == 0 ? null : (Map<String, String>) value();
        Schema ofKeys = null;
        Schema ofValues = null;
        List<Field> fields = null;
        switch (type) {
            case ARRAY -> ofValues = schema();
            case MAP -> {
                ofKeys = schema();
                ofValues = schema();
            }
            case STRUCT -> {
                int count = in.readCount();
                fields = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    fields.add(new Field(name(), i, schema()));
                }
            }
            default -> {}
        }
        return new ConnectSchema(
                type, (flags & 1) != 0, defaultValue, name, version, doc, parameters, fields, ofKeys, ofValues);
    }

    private @Nullable Object value() {
        Kind kind = Kind.of(in.readByte());
        return switch (kind) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case BYTE -> (byte) in.readByte();
            case SHORT -> (short) in.readLong();
            case INT -> (int) in.readLong();
            case LONG -> in.readLong();
            case FLOAT -> Float.intBitsToFloat(in.readFixedInt());
            case DOUBLE -> Double.longBitsToDouble(in.readFixedLong());
            case DECIMAL -> decimal();
            case INTEGER -> new BigInteger(in.readBytes());
            case TEXT -> in.readText();
            case BYTES -> in.readBytes();
            case BUFFER -> ByteBuffer.wrap(in.readBytes());
            case DATE -> new Date(in.readLong());
            case LIST -> list();
            case MAP -> map();
            case STRUCT -> struct();
            default -> throw new DataException("Expected a value in the queue, found " + kind);
        };
    }

    private BigDecimal decimal() {
        int scale = (int) in.readLong();
        return new BigDecimal(new BigInteger(in.readBytes()), scale);
    }

    private List<@Nullable Object> list() {
        int count = in.readCount();
        List<@Nullable Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(value());
        }
        return list;
    }

    private Map<@Nullable Object, @Nullable Object> map() {
        int count = in.readCount();
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Object key = value();
            map.put(key, value());
        }
        return map;
    }

    private Struct struct() {
        Schema schema = Objects.requireNonNull(schema());
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            Object value = value();
            if (value != null) {
                struct.put(field, value);
            }
        }
        return struct;
    }
}
