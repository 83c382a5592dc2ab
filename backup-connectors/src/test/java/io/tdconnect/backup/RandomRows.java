// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup;

import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Rows with any columns and values, and the tag g. */
final class RandomRows {
    private final Random random;
    private final List<Schema> types;

    RandomRows(Random random) {
        this.random = random;
        types = List.of(
                Schema.OPTIONAL_BOOLEAN_SCHEMA,
                Schema.OPTIONAL_INT8_SCHEMA,
                Schema.OPTIONAL_INT16_SCHEMA,
                Schema.OPTIONAL_INT32_SCHEMA,
                Schema.OPTIONAL_INT64_SCHEMA,
                Schema.OPTIONAL_FLOAT32_SCHEMA,
                Schema.OPTIONAL_FLOAT64_SCHEMA,
                DeclaredType.schema(Schema.Type.STRING, "NCHAR(40)"),
                DeclaredType.schema(Schema.Type.BYTES, "BLOB"),
                Timestamp.optionalSchema(Precision.US),
                Decimal.builder(3)
                        .optional()
                        .parameter("td.type", "DECIMAL(20,3)")
                        .build());
    }

    /** Columns: a timestamp, some others, and the tag. */
    Schema schema() {
        SchemaBuilder builder = SchemaBuilder.struct().field("ts", Timestamp.schema(Precision.US));
        int first = random.nextInt(types.size());
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            int type = (first + i) % types.size();
            builder.field("c" + type, types.get(type));
        }
        return builder.field("g", DeclaredType.schema(Schema.Type.STRING, "VARCHAR(20)"))
                .build();
    }

    Struct row(Schema schema) {
        Struct row = new Struct(schema);
        for (Field field : schema.fields()) {
            boolean empty = field.schema().isOptional() && random.nextInt(6) == 0;
            row.put(field, empty ? null : value(field.schema()));
        }
        return row;
    }

    private @Nullable Object value(Schema schema) {
        if (Decimal.LOGICAL_NAME.equals(schema.name())) {
            return new BigDecimal(new BigInteger(60, random).subtract(BigInteger.ONE.shiftLeft(59)), 3);
        }
        return switch (schema.type()) {
            case BOOLEAN -> random.nextBoolean();
            case INT8 -> (byte) random.nextInt();
            case INT16 -> (short) random.nextInt();
            case INT32 -> random.nextInt();
            case INT64 -> random.nextLong();
            case FLOAT32 -> Float.intBitsToFloat(random.nextInt());
            case FLOAT64 -> Double.longBitsToDouble(random.nextLong());
            case STRING -> text();
            case BYTES -> {
                byte[] bytes = new byte[random.nextInt(20)];
                random.nextBytes(bytes);
                yield bytes;
            }
            default -> throw new IllegalStateException(schema.type().toString());
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append((char) random.nextInt(Character.MAX_VALUE + 1));
        }
        return text.toString();
    }
}
