// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.value;

import io.tdconnect.common.type.TypeSpec;
import io.tdconnect.common.type.ValueType;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column or tag, such as {@code INT UNSIGNED}, {@code f32} or {@code VARCHAR(200)}.
 *
 * @param typeSpec type to which values are converted
 * @param unit unit of whole numbers in a column of times
 * @param schema schema of the field, with a length if the type has one
 */
public record ColumnSpec(TypeSpec typeSpec, String unit, Schema schema) {
    private static final Pattern TIME = Pattern.compile("([A-Za-z0-9_ ]+?)\\s*\\(\\s*(ms|us|ns)\\s*\\)");

    /** Names that TDengine does not know: those of OPC UA, and i8 … f64. */
    private static final Map<String, ValueType> ALIASES = Map.ofEntries(
            Map.entry("b", ValueType.BOOL),
            Map.entry("i8", ValueType.TINYINT),
            Map.entry("sbyte", ValueType.TINYINT),
            Map.entry("u8", ValueType.TINYINT_UNSIGNED),
            Map.entry("byte", ValueType.TINYINT_UNSIGNED),
            Map.entry("i16", ValueType.SMALLINT),
            Map.entry("small", ValueType.SMALLINT),
            Map.entry("int16", ValueType.SMALLINT),
            Map.entry("u16", ValueType.SMALLINT_UNSIGNED),
            Map.entry("uint16", ValueType.SMALLINT_UNSIGNED),
            Map.entry("i32", ValueType.INT),
            Map.entry("inti32", ValueType.INT),
            Map.entry("integer", ValueType.INT),
            Map.entry("int32", ValueType.INT),
            Map.entry("u32", ValueType.INT_UNSIGNED),
            Map.entry("uint32", ValueType.INT_UNSIGNED),
            Map.entry("i64", ValueType.BIGINT),
            Map.entry("int64", ValueType.BIGINT),
            Map.entry("u64", ValueType.BIGINT_UNSIGNED),
            Map.entry("uint64", ValueType.BIGINT_UNSIGNED),
            Map.entry("f32", ValueType.FLOAT),
            Map.entry("f64", ValueType.DOUBLE),
            Map.entry("datetime", ValueType.TIMESTAMP),
            Map.entry("string", ValueType.VARCHAR),
            Map.entry("bytestring", ValueType.VARBINARY));

    private static final String DEFAULT_UNIT = "ms";

    private static final Map<ValueType, ColumnSpec> NATURAL = new EnumMap<>(ValueType.class);

    static {
        for (ValueType type : ValueType.values()) {
            TypeSpec spec = TypeSpec.of(type);
            NATURAL.put(type, new ColumnSpec(spec, DEFAULT_UNIT, spec.schema()));
        }
    }

    /**
     * The type with this name.
     *
     * @throws IllegalArgumentException if no type has this name
     */
    public static ColumnSpec parse(String text) {
        Matcher time = TIME.matcher(text.trim());
        boolean hasUnit = time.matches();
        TypeSpec spec = spec(hasUnit ? time.group(1) : text);
        if (spec == null || (hasUnit && spec.type() != ValueType.TIMESTAMP)) {
            throw new IllegalArgumentException(
                    "expected a type such as FLOAT, INT UNSIGNED, VARCHAR(200) or TIMESTAMP(ms), found " + text);
        }
        return new ColumnSpec(spec, hasUnit ? time.group(2) : DEFAULT_UNIT, spec.schema());
    }

    /** The type of values without a configured type. */
    public static ColumnSpec of(ValueType type) {
        return Objects.requireNonNull(NATURAL.get(type));
    }

    /** The value of the variable {@code type} in names of tables, as in {@code meters_float}. */
    public static String inNames(ValueType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    public ValueType type() {
        return typeSpec.type();
    }

    private static @Nullable TypeSpec spec(String text) {
        int end = text.indexOf('(');
        String name = (end < 0 ? text : text.substring(0, end)).trim().replace('_', ' ');
        ValueType alias = ALIASES.get(name.toLowerCase(Locale.ROOT));
        try {
            return TypeSpec.parse((alias == null ? name : alias.sql()) + (end < 0 ? "" : text.substring(end)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The type for values of a built-in type; null for structures and for types that may hold any value. */
    public static @Nullable ValueType of(OpcUaDataType builtIn) {
        return switch (builtIn) {
            case Boolean -> ValueType.BOOL;
            case SByte -> ValueType.TINYINT;
            case Byte -> ValueType.TINYINT_UNSIGNED;
            case Int16 -> ValueType.SMALLINT;
            case UInt16 -> ValueType.SMALLINT_UNSIGNED;
            case Int32 -> ValueType.INT;
            case UInt32, StatusCode -> ValueType.INT_UNSIGNED;
            case Int64 -> ValueType.BIGINT;
            case UInt64 -> ValueType.BIGINT_UNSIGNED;
            case Float -> ValueType.FLOAT;
            case Double -> ValueType.DOUBLE;
            case DateTime -> ValueType.TIMESTAMP;
            case ByteString -> ValueType.VARBINARY;
            case String, Guid, XmlElement, NodeId, ExpandedNodeId, QualifiedName, LocalizedText -> ValueType.VARCHAR;
            case ExtensionObject, DataValue, Variant, DiagnosticInfo -> null;
        };
    }
}
