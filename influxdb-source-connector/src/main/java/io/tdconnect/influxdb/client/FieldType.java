// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import io.tdconnect.common.type.TypeSpec;
import io.tdconnect.common.type.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;

/** The types of fields, in the order in which the server prefers them if a field has several. */
@SuppressWarnings("ImmutableEnumChecker") // The schemas are constants.
public enum FieldType {
    FLOAT(Schema.OPTIONAL_FLOAT64_SCHEMA, Double.class),
    INTEGER(Schema.OPTIONAL_INT64_SCHEMA, Long.class),
    UNSIGNED(TypeSpec.of(ValueType.BIGINT_UNSIGNED).schema(), BigInteger.class),
    STRING(Schema.OPTIONAL_STRING_SCHEMA, String.class),
    BOOLEAN(Schema.OPTIONAL_BOOLEAN_SCHEMA, Boolean.class);

    private final Schema schema;
    private final Class<?> valueClass;

    FieldType(Schema schema, Class<?> valueClass) {
        this.schema = schema;
        this.valueClass = valueClass;
    }

    /** The type with the name that the server uses. */
    static FieldType of(String name) {
        for (FieldType type : values()) {
            if (type.symbol().equals(name)) {
                return type;
            }
        }
        throw new ConnectException("Expected a field of type float, integer, unsigned, string or boolean, found type "
                + name + ", which this version of the connector cannot read; leave the field out with the option "
                + SelectionOptions.FIELDS);
    }

    /** The name that the server uses. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Schema schema() {
        return schema;
    }

    public boolean numeric() {
        return this == FLOAT || this == INTEGER || this == UNSIGNED;
    }

    /** A value for a field with this schema. */
    public static Object example(Schema schema) {
        return switch (schema.type()) {
            case FLOAT64 -> 1.0;
            case INT64 -> 1L;
            case BYTES -> BigDecimal.ONE;
            case BOOLEAN -> true;
            default -> "";
        };
    }

    /** Whether the server returns such a value for a field of this type. */
    public boolean holds(Object value) {
        return valueClass.isInstance(value) || (this == UNSIGNED && value instanceof Long);
    }
}
