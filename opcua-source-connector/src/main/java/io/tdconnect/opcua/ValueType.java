// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.jspecify.annotations.Nullable;

/** What a value is to TDengine, and with which schema it travels. */
@SuppressWarnings("ImmutableEnumChecker") // Schemas and the list do not change, though their types do not tell.
enum ValueType {
    BOOL(Schema.OPTIONAL_BOOLEAN_SCHEMA, "bool", "b", "boolean"),
    TINYINT(Schema.OPTIONAL_INT8_SCHEMA, "tinyint", "i8", "sbyte"),
    TINYINT_UNSIGNED(unsigned(Schema.Type.INT16, "TINYINT UNSIGNED"), "tinyint_unsigned", "u8", "byte"),
    SMALLINT(Schema.OPTIONAL_INT16_SCHEMA, "smallint", "i16", "small", "int16"),
    SMALLINT_UNSIGNED(unsigned(Schema.Type.INT32, "SMALLINT UNSIGNED"), "smallint_unsigned", "u16", "uint16"),
    INT(Schema.OPTIONAL_INT32_SCHEMA, "int", "i32", "inti32", "integer", "int32"),
    INT_UNSIGNED(unsigned(Schema.Type.INT64, "INT UNSIGNED"), "int_unsigned", "u32", "uint32"),
    BIGINT(Schema.OPTIONAL_INT64_SCHEMA, "bigint", "i64", "int64"),
    BIGINT_UNSIGNED(
            Decimal.builder(0)
                    .optional()
                    .parameter(DeclaredType.PARAMETER, "BIGINT UNSIGNED")
                    .build(),
            "bigint_unsigned",
            "u64",
            "uint64"),
    FLOAT(Schema.OPTIONAL_FLOAT32_SCHEMA, "float", "f32"),
    DOUBLE(Schema.OPTIONAL_FLOAT64_SCHEMA, "double", "f64"),
    TIMESTAMP(Timestamp.optionalSchema(Precision.NS), "timestamp", "datetime"),
    VARCHAR(Schema.OPTIONAL_STRING_SCHEMA, "varchar", "binary", "string"),
    NCHAR(Schema.OPTIONAL_STRING_SCHEMA, "nchar"),
    JSON(Schema.OPTIONAL_STRING_SCHEMA, "json"),
    VARBINARY(Schema.OPTIONAL_BYTES_SCHEMA, "varbinary", "bytestring");

    private final Schema schema;
    private final List<String> names;

    ValueType(Schema schema, String... names) {
        this.schema = schema;
        this.names = List.of(names);
    }

    /** The schema of values that may be null. */
    Schema schema() {
        return schema;
    }

    /** What stands for the variable {@code type} in names of tables, as in {@code meters_float}. */
    String inNames() {
        return names.get(0);
    }

    boolean isText() {
        return this == VARCHAR || this == NCHAR || this == JSON;
    }

    boolean isReal() {
        return this == FLOAT || this == DOUBLE;
    }

    /** The type called so in a list of points, null if none is: TDengine's names, those of OPC UA, and i8 … f64. */
    static @Nullable ValueType named(String name) {
        String key = name.trim().toLowerCase(Locale.ROOT).replace(' ', '_');
        for (ValueType type : values()) {
            if (type.names.contains(key)) {
                return type;
            }
        }
        return null;
    }

    /** What values of a built-in type become; null for structures and what may hold any type. */
    static @Nullable ValueType of(OpcUaDataType builtIn) {
        return switch (builtIn) {
            case Boolean -> BOOL;
            case SByte -> TINYINT;
            case Byte -> TINYINT_UNSIGNED;
            case Int16 -> SMALLINT;
            case UInt16 -> SMALLINT_UNSIGNED;
            case Int32 -> INT;
            case UInt32, StatusCode -> INT_UNSIGNED;
            case Int64 -> BIGINT;
            case UInt64 -> BIGINT_UNSIGNED;
            case Float -> FLOAT;
            case Double -> DOUBLE;
            case DateTime -> TIMESTAMP;
            case ByteString -> VARBINARY;
            case String, Guid, XmlElement, NodeId, ExpandedNodeId, QualifiedName, LocalizedText -> VARCHAR;
            case ExtensionObject, DataValue, Variant, DiagnosticInfo -> null;
        };
    }

    private static Schema unsigned(Schema.Type type, String column) {
        return DeclaredType.schema(type, column);
    }
}
