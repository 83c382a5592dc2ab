// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tdconnect.common.json.JsonBytes;
import io.tdconnect.common.record.CompositeKey;
import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A column or tag of stored rows.
 *
 * @param type as in CREATE TABLE, such as {@code NCHAR(20)}; where the schema states none, STRING, BYTES or DECIMAL
 * @param form how values are written
 * @param unit of a timestamp
 * @param scale digits after the point of a decimal
 * @param required whether it is never null
 * @param key whether it identifies a row together with the timestamp
 */
record StoredColumn(
        String name, String type, ValueForm form, @Nullable Precision unit, int scale, boolean required, boolean key) {

    /**
     * The column of a field.
     *
     * @throws DataException if its values are nested, or a time of the day
     */
    static StoredColumn of(Field field) {
        Schema schema = field.schema();
        boolean key = CompositeKey.isMarked(schema);
        boolean required = !schema.isOptional();
        String declared = DeclaredType.of(schema);
        String logical = schema.name();
        if (Timestamp.SCHEMA_NAME.equals(logical)) {
            Precision unit = Timestamp.of(0L, schema, TimestampUnit.MS).precision();
            return new StoredColumn(field.name(), "TIMESTAMP", ValueForm.TIMESTAMP, unit, 0, required, key);
        }
        if (org.apache.kafka.connect.data.Timestamp.LOGICAL_NAME.equals(logical) || Date.LOGICAL_NAME.equals(logical)) {
            return new StoredColumn(field.name(), "TIMESTAMP", ValueForm.TIMESTAMP, Precision.MS, 0, required, key);
        }
        if (Time.LOGICAL_NAME.equals(logical)) {
            throw new DataException("Field " + field.name() + ": expected a type of TDengine, found a time of the day");
        }
        if (Decimal.LOGICAL_NAME.equals(logical)) {
            int scale = Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD));
            String type = declared == null ? ValueForm.DECIMAL.natural() : declared;
            return new StoredColumn(field.name(), type, ValueForm.DECIMAL, null, scale, required, key);
        }
        try {
            ValueForm form = ValueForm.of(schema.type());
            String type = declared == null ? form.natural() : declared;
            return new StoredColumn(field.name(), type, form, null, 0, required, key);
        } catch (DataException e) {
            throw new DataException("Field " + field.name() + ": " + e.getMessage(), e);
        }
    }

    /** The schema of the field in a record. */
    Schema schema() {
        Schema plain = plainSchema();
        return key ? CompositeKey.mark(plain) : plain;
    }

    private Schema plainSchema() {
        if (form == ValueForm.TIMESTAMP && unit != null) {
            return required ? Timestamp.schema(unit) : Timestamp.optionalSchema(unit);
        }
        SchemaBuilder builder =
                form == ValueForm.DECIMAL ? Decimal.builder(scale) : SchemaBuilder.type(form.schemaType());
        if (!required) {
            builder.optional();
        }
        if (!type.equals(form.natural())) {
            builder.parameter(DeclaredType.PARAMETER, type);
        }
        return builder.build();
    }

    /** Adds the column as JSON. */
    void write(JsonBytes json) {
        json.addPlain("{\"name\":");
        json.addText(name);
        json.addPlain(",\"type\":");
        json.addText(type);
        json.addPlain(",\"as\":");
        json.addText(form.text());
        if (unit != null) {
            json.addPlain(",\"unit\":");
            json.addText(unit.symbol());
        }
        if (form == ValueForm.DECIMAL) {
            json.addPlain(",\"scale\":");
            json.addNumber(scale);
        }
        json.addPlain((required ? ",\"required\":true" : "") + (key ? ",\"key\":true" : "") + "}");
    }

    /**
     * The column in an object of JSON.
     *
     * @throws DataException if a member is missing or wrong
     */
    static StoredColumn of(Map<?, ?> json) {
        if (json.get("name") instanceof String name
                && json.get("type") instanceof String type
                && json.get("as") instanceof String as) {
            ValueForm form = ValueForm.named(as);
            Precision unit = form == ValueForm.TIMESTAMP ? unit(json.get("unit")) : null;
            int scale = json.get("scale") instanceof Number number ? number.intValue() : 0;
            return new StoredColumn(
                    name,
                    type,
                    form,
                    unit,
                    scale,
                    Boolean.TRUE.equals(json.get("required")),
                    Boolean.TRUE.equals(json.get("key")));
        }
        throw new DataException("Expected a column with name, type and as, found another object");
    }

    private static Precision unit(@Nullable Object text) {
        try {
            return Precision.of(String.valueOf(text));
        } catch (IllegalArgumentException e) {
            throw new DataException("Unit of a column: " + e.getMessage(), e);
        }
    }

    /** Adds a value. */
    void write(JsonBytes json, @Nullable Object value) {
        if (value == null) {
            json.addNull();
        } else {
            form.write(json, value);
        }
    }

    /** The value that is the parser's current token. */
    @Nullable
    Object read(JsonParser parser, JsonToken token) throws IOException {
        return token == JsonToken.VALUE_NULL ? null : form.read(parser, token);
    }
}
