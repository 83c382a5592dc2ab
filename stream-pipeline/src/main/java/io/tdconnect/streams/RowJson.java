// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Writes rows as JSON objects; not for use by several threads. */
final class RowJson {
    private static final int MAX_SCHEMAS = 1000;
    private static final JsonFactory JSON = new JsonFactory().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    private final TimestampFormat timestamps;
    private final ByteArrayBuilder buffer = new ByteArrayBuilder();
    private final IdentityHashMap<Schema, Column[]> columns = new IdentityHashMap<>();
    private @Nullable Schema lastSchema;
    private Column[] lastColumns = {};

    RowJson(TimestampFormat timestamps) {
        this.timestamps = timestamps;
    }

    /** A field of a schema, with its name as the generator writes it best. */
    private record Column(Field field, SerializedString name, ColumnKind kind) {}

    /** The row as UTF-8. */
    byte[] bytes(Object row) {
        buffer.reset();
        try (JsonGenerator json = JSON.createGenerator(buffer)) {
            write(json, null, row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.toByteArray();
    }

    private void struct(JsonGenerator json, Struct struct) throws IOException {
        json.writeStartObject();
        for (Column column : columns(struct.schema())) {
            json.writeFieldName(column.name);
            Object value = struct.get(column.field);
            switch (column.kind) {
                case TIMESTAMP -> timestamp(json, column.field.schema(), value);
                case DATE -> date(json, column.field.schema(), value);
                default -> write(json, column.field.schema(), value);
            }
        }
        json.writeEndObject();
    }

    private void write(JsonGenerator json, @Nullable Schema schema, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Number number) {
            number(json, number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Struct struct) {
            struct(json, struct);
        } else if (value instanceof Map<?, ?> map) {
            map(json, map);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, schema == null ? null : schema.valueSchema(), element);
            }
            json.writeEndArray();
        } else {
            other(json, schema, value);
        }
    }

    private void map(JsonGenerator json, Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName(String.valueOf(entry.getKey()));
            write(json, null, entry.getValue());
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, Number number) throws IOException {
        if (number instanceof Double real) {
            json.writeNumber(real);
        } else if (number instanceof Float real) {
            json.writeNumber(real);
        } else if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else {
            json.writeNumber(number.longValue());
        }
    }

    private static void other(JsonGenerator json, @Nullable Schema schema, Object value) throws IOException {
        if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            json.writeBinary(copy);
        } else if (value instanceof Date) {
            date(json, schema, value);
        } else {
            json.writeString(value.toString());
        }
    }

    private void timestamp(JsonGenerator json, Schema schema, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (timestamps == TimestampFormat.NUMBER) {
            json.writeNumber((Long) value);
        } else {
            json.writeString(TimeText.of((Long) value, ColumnKind.precision(schema)));
        }
    }

    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    private static void date(JsonGenerator json, @Nullable Schema schema, @Nullable Object value) throws IOException {
        if (value instanceof Date date) {
            json.writeString(TimeText.ofDate(date.getTime(), schema == null ? null : schema.name()));
        } else {
            json.writeNull();
        }
    }

    @SuppressWarnings("ReferenceEquality") // Equal schemas are mostly the same; others are looked up.
    private Column[] columns(Schema schema) {
        if (schema != lastSchema) {
            if (columns.size() > MAX_SCHEMAS) {
                columns.clear();
            }
            lastColumns = columns.computeIfAbsent(schema, RowJson::columnsOf);
            lastSchema = schema;
        }
        return lastColumns;
    }

    private static Column[] columnsOf(Schema schema) {
        return schema.fields().stream()
                .map(field -> new Column(field, new SerializedString(field.name()), ColumnKind.of(field.schema())))
                .toArray(Column[]::new);
    }
}
