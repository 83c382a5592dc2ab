// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.common.json.JsonBytes;
import io.tdconnect.common.time.Precision;
import java.math.BigDecimal;
import java.math.BigInteger;
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

    /** A number of more places has an exponent, so that it cannot fill the memory. */
    private static final int MAX_PLACES = 10_000;

    private final TimestampFormat timestamps;
    private final JsonBytes json = new JsonBytes();
    private final byte[] time = new byte[TimeText.LENGTH];
    private final IdentityHashMap<Schema, Column[]> columns = new IdentityHashMap<>();
    private @Nullable Schema lastSchema;
    private Column[] lastColumns = {};

    RowJson(TimestampFormat timestamps) {
        this.timestamps = timestamps;
    }

    /**
     * A field of a schema.
     *
     * @param name as JSON, with what stands before and after it
     * @param precision of a timestamp
     */
    @SuppressWarnings("ArrayRecordComponent") // Read per row and never compared.
    private record Column(Field field, byte[] name, ColumnKind kind, Precision precision) {
        static Column of(Field field, boolean first) {
            JsonBytes name = new JsonBytes();
            name.add(first ? '{' : ',');
            name.addText(field.name());
            name.add(':');
            ColumnKind kind = ColumnKind.of(field.schema());
            Precision precision = kind == ColumnKind.TIMESTAMP ? ColumnKind.precision(field.schema()) : Precision.MS;
            return new Column(field, name.copy(), kind, precision);
        }
    }

    /** The row as UTF-8. */
    byte[] bytes(Object row) {
        json.clear();
        write(null, row);
        return json.copy();
    }

    private void struct(Struct struct) {
        Column[] all = columns(struct.schema());
        if (all.length == 0) {
            json.add('{');
        }
        for (Column column : all) {
            json.add(column.name);
            Object value = struct.get(column.field);
            if (value == null) {
                json.addNull();
            } else if (column.kind == ColumnKind.TIMESTAMP) {
                timestamp((Long) value, column.precision);
            } else {
                write(column.field.schema(), value);
            }
        }
        json.add('}');
    }

    private void write(@Nullable Schema schema, @Nullable Object value) {
        if (value == null) {
            json.addNull();
        } else if (value instanceof String text) {
            json.addText(text);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Boolean) {
            json.addPlain(value.toString());
        } else if (value instanceof Struct struct) {
            struct(struct);
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof List<?> list) {
            list(schema == null ? null : schema.valueSchema(), list);
        } else {
            other(schema, value);
        }
    }

    private void list(@Nullable Schema ofElements, List<?> list) {
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

    private void number(Number number) {
        if (number instanceof Double) {
            json.addNumber(number.doubleValue());
        } else if (number instanceof Float real) {
            json.addNumber(real.floatValue());
        } else if (number instanceof BigDecimal decimal) {
            json.addPlain(Math.abs(decimal.scale()) < MAX_PLACES ? decimal.toPlainString() : decimal.toString());
        } else if (number instanceof BigInteger) {
            json.addPlain(number.toString());
        } else {
            json.addNumber(number.longValue());
        }
    }

    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    private void other(@Nullable Schema schema, Object value) {
        if (value instanceof byte[] bytes) {
            json.addBase64(bytes);
        } else if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            json.addBase64(copy);
        } else if (value instanceof Date date) {
            json.addText(TimeText.ofDate(date.getTime(), schema == null ? null : schema.name()));
        } else {
            json.addText(value.toString());
        }
    }

    private void timestamp(long value, Precision precision) {
        if (timestamps == TimestampFormat.NUMBER) {
            json.addNumber(value);
            return;
        }
        int length = TimeText.write(value, precision, time, 0);
        if (length < 0) {
            json.addText(TimeText.of(value, precision));
        } else {
            json.add('"');
            json.add(time, 0, length);
            json.add('"');
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
                .map(field -> Column.of(field, field.index() == 0))
                .toArray(Column[]::new);
    }
}
