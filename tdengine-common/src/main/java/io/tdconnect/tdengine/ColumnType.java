// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.type.TypeSpec;
import io.tdconnect.common.type.ValueType;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The column types of TDengine, with their numbers on the wire. */
public enum ColumnType {
    /** True or false. */
    BOOL(1, 1, ValueType.BOOL),
    /** Whole numbers of 8 bits. */
    TINYINT(2, 1, ValueType.TINYINT),
    /** Whole numbers of 16 bits. */
    SMALLINT(3, 2, ValueType.SMALLINT),
    /** Whole numbers of 32 bits. */
    INT(4, 4, ValueType.INT),
    /** Whole numbers of 64 bits. */
    BIGINT(5, 8, ValueType.BIGINT),
    /** Single precision. */
    FLOAT(6, 4, ValueType.FLOAT),
    /** Double precision. */
    DOUBLE(7, 8, ValueType.DOUBLE),
    /** Text; its length counts bytes of UTF-8. */
    VARCHAR(8, 0, ValueType.VARCHAR),
    /** A time in the precision of the database. */
    TIMESTAMP(9, 8, ValueType.TIMESTAMP),
    /** Text; its length counts characters. */
    NCHAR(10, 0, ValueType.NCHAR),
    /** 0 to 2^8-1. */
    TINYINT_UNSIGNED(11, 1, ValueType.TINYINT_UNSIGNED),
    /** 0 to 2^16-1. */
    SMALLINT_UNSIGNED(12, 2, ValueType.SMALLINT_UNSIGNED),
    /** 0 to 2^32-1. */
    INT_UNSIGNED(13, 4, ValueType.INT_UNSIGNED),
    /** 0 to 2^64-1. */
    BIGINT_UNSIGNED(14, 8, ValueType.BIGINT_UNSIGNED),
    /** JSON text; only as a tag. */
    JSON(15, 0, ValueType.JSON),
    /** Bytes. */
    VARBINARY(16, 0, ValueType.VARBINARY),
    /** A decimal number of up to 38 digits. */
    DECIMAL(17, 0, ValueType.DECIMAL),
    /** Bytes of up to 4 MB. */
    BLOB(18, 0, ValueType.BLOB),
    /** A shape in well-known binary form. */
    GEOMETRY(20, 0, ValueType.GEOMETRY),
    /** A decimal number of up to 18 digits. */
    DECIMAL64(21, 0, ValueType.DECIMAL);

    private static final Schema UNSIGNED_SCHEMA =
            TypeSpec.of(ValueType.BIGINT_UNSIGNED).schema();
    private static final Map<ValueType, ColumnType> BY_VALUES = new EnumMap<>(ValueType.class);
    private static final @Nullable ColumnType[] BY_CODE = new ColumnType[32];

    static {
        for (ColumnType type : values()) {
            BY_VALUES.putIfAbsent(type.values, type);
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final int width;
    private final ValueType values;

    ColumnType(int code, int width, ValueType values) {
        this.code = code;
        this.width = width;
        this.values = values;
    }

    /**
     * The type with this name in {@code DESCRIBE}.
     *
     * @throws DataException if it is unknown
     */
    public static ColumnType of(String sql) {
        String name = sql.trim().toUpperCase(Locale.ROOT);
        int parenthesis = name.indexOf('(');
        ValueType values = ValueType.named(parenthesis < 0 ? name : name.substring(0, parenthesis));
        ColumnType type = values == null ? null : BY_VALUES.get(values);
        if (type == null) {
            throw new DataException("Column type " + sql + " is not known");
        }
        return type == DECIMAL && digits(name, parenthesis) <= 18 ? DECIMAL64 : type;
    }

    /** The type with this number on the wire; null if it is unknown. */
    public static @Nullable ColumnType ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** The number of the type on the wire. */
    public int code() {
        return code;
    }

    /** Bytes of a value; 0 if they vary. */
    public int width() {
        return width;
    }

    /** The name in SQL, without a length. */
    public String sql() {
        return values.sql();
    }

    /** The type of the values in such columns. */
    public ValueType holds() {
        return values;
    }

    /** Whether the length of values varies. */
    public boolean isVariable() {
        return width == 0;
    }

    /** Whether a definition names a length. */
    public boolean hasLength() {
        return values.hasLength();
    }

    /**
     * The schema of an optional field with values of this type.
     *
     * @param precision of the database, for TIMESTAMP
     */
    public Schema schema(Precision precision) {
        return switch (this) {
            case BOOL -> Schema.OPTIONAL_BOOLEAN_SCHEMA;
            case TINYINT -> Schema.OPTIONAL_INT8_SCHEMA;
            case SMALLINT, TINYINT_UNSIGNED -> Schema.OPTIONAL_INT16_SCHEMA;
            case INT, SMALLINT_UNSIGNED -> Schema.OPTIONAL_INT32_SCHEMA;
            case BIGINT, INT_UNSIGNED -> Schema.OPTIONAL_INT64_SCHEMA;
            case BIGINT_UNSIGNED -> UNSIGNED_SCHEMA;
            case FLOAT -> Schema.OPTIONAL_FLOAT32_SCHEMA;
            case DOUBLE -> Schema.OPTIONAL_FLOAT64_SCHEMA;
            case TIMESTAMP -> Timestamp.optionalSchema(precision);
            case VARCHAR, NCHAR, JSON, DECIMAL, DECIMAL64 -> Schema.OPTIONAL_STRING_SCHEMA;
            case VARBINARY, BLOB, GEOMETRY -> Schema.OPTIONAL_BYTES_SCHEMA;
        };
    }

    /**
     * The type of a new column for fields of this schema: the declared one, see {@link DeclaredType}; null where it
     * depends on the values: decimals without a fraction, which are mostly signed numbers of other databases, and text,
     * which is VARCHAR or NCHAR.
     *
     * @throws DataException if no column can hold such values
     */
    public static @Nullable ColumnType of(Schema schema) {
        String declared = DeclaredType.of(schema);
        if (declared != null) {
            return of(declared);
        }
        if (isTimestamp(schema)) {
            return TIMESTAMP;
        }
        if (Decimal.LOGICAL_NAME.equals(schema.name())) {
            return "0".equals(schema.parameters().get(Decimal.SCALE_FIELD)) ? null : DOUBLE;
        }
        return switch (schema.type()) {
            case BOOLEAN -> BOOL;
            case INT8 -> TINYINT;
            case INT16 -> SMALLINT;
            case INT32 -> INT;
            case INT64 -> BIGINT;
            case FLOAT32 -> FLOAT;
            case FLOAT64 -> DOUBLE;
            case STRING -> null;
            case BYTES -> VARBINARY;
            case ARRAY, MAP, STRUCT ->
                throw new DataException("Expected a plain value, found a nested " + schema.type());
        };
    }

    /** Whether fields of this schema are points in time. */
    public static boolean isTimestamp(Schema schema) {
        return Timestamp.SCHEMA_NAME.equals(schema.name())
                || org.apache.kafka.connect.data.Timestamp.LOGICAL_NAME.equals(schema.name())
                || org.apache.kafka.connect.data.Date.LOGICAL_NAME.equals(schema.name());
    }

    private static int digits(String name, int parenthesis) {
        int comma = name.indexOf(',', parenthesis);
        return parenthesis < 0 || comma < 0
                ? Integer.MAX_VALUE
                : Integer.parseInt(name.substring(parenthesis + 1, comma).trim());
    }
}
