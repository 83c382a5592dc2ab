// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.rule;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.type.DataType;
import io.tdconnect.expression.Expression;
import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.field.TextFormat;
import io.tdconnect.transforms.row.Row;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The mapping rules of taosX. */
final class Calculations {
    private static final DataType TEXT = DataType.parse("VARCHAR");
    private static final Row NOTHING = new Row(null, null);
    private static final Map<Class<?>, Schema> SCHEMAS = Map.of(
            Boolean.class, Schema.OPTIONAL_BOOLEAN_SCHEMA,
            Byte.class, Schema.OPTIONAL_INT8_SCHEMA,
            Short.class, Schema.OPTIONAL_INT16_SCHEMA,
            Integer.class, Schema.OPTIONAL_INT32_SCHEMA,
            Long.class, Schema.OPTIONAL_INT64_SCHEMA,
            Float.class, Schema.OPTIONAL_FLOAT32_SCHEMA,
            Double.class, Schema.OPTIONAL_FLOAT64_SCHEMA,
            String.class, Schema.OPTIONAL_STRING_SCHEMA,
            byte[].class, Schema.OPTIONAL_BYTES_SCHEMA);

    private Calculations() {}

    /** The value of another field, with its schema. */
    static Calculation mapping(FieldChoice field) {
        return row -> {
            Object value = field.valueIn(row);
            Schema schema = row instanceof Struct struct ? field.schema(struct.schema()) : null;
            return schema == null ? typed(value) : new Row(schema, value);
        };
    }

    /** A constant. */
    static Calculation value(@Nullable Object constant) {
        Row value = typed(constant);
        return row -> value;
    }

    /** The result of an expression. */
    static Calculation expression(String text) {
        Expression expression = Expression.parse(text, false);
        return row -> typed(expression.value(row));
    }

    /** Text that contains values, such as {@code ${a}-${b}}. */
    static Calculation format(String text) {
        TextFormat format = TextFormat.parse(text);
        return row -> new Row(Schema.OPTIONAL_STRING_SCHEMA, format.render(row));
    }

    /** The joined texts of several fields, without nulls. */
    static Calculation join(List<FieldChoice> fields, String separator) {
        return row -> new Row(
                Schema.OPTIONAL_STRING_SCHEMA,
                values(fields, row).stream()
                        .map(value -> (String) TEXT.convert(value, null))
                        .collect(Collectors.joining(separator)));
    }

    /** The sum of several fields, without nulls. */
    static Calculation sum(List<FieldChoice> fields) {
        return row -> typed(Expression.sum(values(fields, row)));
    }

    /** The time at which the rule runs. */
    static Calculation now(InstantSource clock) {
        return row -> {
            Timestamp now = Timestamp.of(clock.instant(), Precision.MS);
            return new Row(Timestamp.optionalSchema(Precision.MS), now);
        };
    }

    /** A value with the schema for its class; without a schema for lists, maps and null. */
    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    static Row typed(@Nullable Object value) {
        if (value == null) {
            return NOTHING;
        }
        if (value instanceof BigDecimal decimal) {
            return new Row(Decimal.builder(decimal.scale()).optional().build(), value);
        }
        if (value instanceof Struct struct) {
            return new Row(struct.schema(), value);
        }
        if (value instanceof ByteBuffer) {
            return new Row(Schema.OPTIONAL_BYTES_SCHEMA, value);
        }
        return new Row(SCHEMAS.get(value.getClass()), value);
    }

    private static List<Object> values(List<FieldChoice> fields, Object row) {
        List<Object> values = new ArrayList<>(fields.size());
        for (FieldChoice field : fields) {
            Object value = field.valueIn(row);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }
}
