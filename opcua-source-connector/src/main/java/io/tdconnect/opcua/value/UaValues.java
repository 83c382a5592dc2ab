// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.value;

import io.tdconnect.common.type.ValueType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.eclipse.milo.opcua.sdk.core.types.DynamicEnumType;
import org.eclipse.milo.opcua.sdk.core.types.DynamicOptionSetType;
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.sdk.core.types.DynamicUnionType;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.UaEnumeratedType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureField;
import org.jspecify.annotations.Nullable;

/**
 * Values of any type as Connect data: arrays and matrices become arrays, structures become Structs. An array with
 * elements of different types becomes JSON text, because an array of Connect has one type.
 */
public final class UaValues {
    private final Encoding encoding;

    /** Decodes structures with this encoding. */
    public UaValues(Encoding encoding) {
        this.encoding = encoding;
    }

    /**
     * The members of a structure in their order, the elements of an array or matrix as a list (of lists), or a single
     * value that {@link ScalarValues#of} has made.
     *
     * @throws DataException if a structure cannot be decoded
     */
    @Nullable
    public Object plain(@Nullable Object value) {
        Object inner = unwrapped(value);
        if (inner == null) {
            return null;
        }
        if (inner instanceof Matrix matrix) {
            return matrix.isNull() ? null : plain(matrix.nestedArrayValue());
        }
        if (inner.getClass().isArray()) {
            List<@Nullable Object> elements = new ArrayList<>(Array.getLength(inner));
            for (int i = 0; i < Array.getLength(inner); i++) {
                elements.add(plain(Array.get(inner, i)));
            }
            return elements;
        }
        if (inner instanceof UaEnumeratedType number) {
            return number.getValue();
        }
        Map<String, @Nullable Object> members = members(inner);
        return members == null ? ScalarValues.of(inner) : members;
    }

    /** A value with its schema; null for a null of unknown type. */
    @Nullable
    public SchemaAndValue connect(@Nullable Object value) {
        Object inner = unwrapped(value);
        if (inner == null) {
            return null;
        }
        if (inner instanceof Matrix matrix) {
            return matrix.isNull() ? null : connect(matrix.nestedArrayValue());
        }
        if (inner.getClass().isArray()) {
            return array(inner);
        }
        if (inner instanceof UaEnumeratedType number) {
            return new SchemaAndValue(Schema.OPTIONAL_INT32_SCHEMA, number.getValue());
        }
        Map<String, @Nullable Object> members = rawMembers(inner);
        if (members != null) {
            return struct(members, inner);
        }
        ValueType type = ScalarValues.type(inner);
        if (type == null) {
            throw undecodable(inner);
        }
        Object plain = ScalarValues.of(inner);
        return new SchemaAndValue(
                ColumnSpec.of(type).schema(),
                plain == null ? null : ScalarConversion.convert(ColumnSpec.of(type), plain));
    }

    private SchemaAndValue array(Object array) {
        List<@Nullable Object> elements = new ArrayList<>(Array.getLength(array));
        Schema schema = elementSchema(array.getClass().getComponentType());
        for (int i = 0; i < Array.getLength(array); i++) {
            Object raw = unwrapped(Array.get(array, i));
            SchemaAndValue element = connect(raw);
            if (element != null) {
                schema = schema == null ? element.schema() : schema;
                if (isMixed(raw, element) || !schema.equals(element.schema())) {
                    return new SchemaAndValue(Schema.OPTIONAL_STRING_SCHEMA, JsonText.of(plain(array)));
                }
            }
            elements.add(element == null ? null : element.value());
        }
        Schema known = schema == null ? Schema.OPTIONAL_STRING_SCHEMA : schema;
        return new SchemaAndValue(SchemaBuilder.array(known).optional().build(), elements);
    }

    /** Whether an element is an array that became text because its elements have different types. */
    private static boolean isMixed(@Nullable Object raw, SchemaAndValue element) {
        return raw != null && ScalarValues.isArray(raw) && element.schema().type() != Schema.Type.ARRAY;
    }

    private static @Nullable Schema elementSchema(Class<?> type) {
        if (type.isArray()) {
            Schema inner = elementSchema(type.getComponentType());
            return inner == null ? null : SchemaBuilder.array(inner).optional().build();
        }
        ValueType known = ScalarValues.type(type);
        return known == null ? null : ColumnSpec.of(known).schema();
    }

    private SchemaAndValue struct(Map<String, @Nullable Object> members, Object structure) {
        SchemaBuilder builder = SchemaBuilder.struct().optional();
        List<@Nullable Object> values = new ArrayList<>();
        for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
            SchemaAndValue value = connect(member.getValue());
            builder.field(member.getKey(), value == null ? declared(structure, member.getKey()) : value.schema());
            values.add(value == null ? null : value.value());
        }
        Schema schema = builder.build();
        Struct struct = new Struct(schema);
        for (int i = 0; i < values.size(); i++) {
            struct.put(schema.fields().get(i), values.get(i));
        }
        return new SchemaAndValue(schema, struct);
    }

    /** The schema of a member whose value is null. */
    private static Schema declared(Object structure, String name) {
        if (structure instanceof DynamicStructType struct) {
            for (StructureField field : struct.getDataTypeDefinition().getFields()) {
                OpcUaDataType builtIn = OpcUaDataType.fromNodeId(field.getDataType());
                ValueType type = builtIn == null ? null : ColumnSpec.of(builtIn);
                if (name.equals(field.getName()) && type != null) {
                    return field.getValueRank() >= 1
                            ? SchemaBuilder.array(ColumnSpec.of(type).schema())
                                    .optional()
                                    .build()
                            : ColumnSpec.of(type).schema();
                }
            }
        }
        return Schema.OPTIONAL_STRING_SCHEMA;
    }

    private @Nullable Map<String, @Nullable Object> members(Object value) {
        Map<String, @Nullable Object> raw = rawMembers(value);
        if (raw != null) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            raw.forEach((name, member) -> members.put(name, plain(member)));
            return members;
        }
        return null;
    }

    private static @Nullable Map<String, @Nullable Object> rawMembers(Object value) {
        if (value instanceof DynamicStructType struct) {
            return new LinkedHashMap<>(struct.getMembers());
        }
        if (value instanceof DynamicUnionType union) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            union.getValue().ifPresent(chosen -> members.put(chosen.fieldName(), chosen.fieldValue()));
            return members;
        }
        return null;
    }

    /** The value within a variant, an extension object or an option set. */
    @Nullable
    public Object unwrapped(@Nullable Object value) {
        Object inner = value instanceof Variant variant ? variant.getValue() : value;
        if (inner instanceof ExtensionObject object) {
            if (object.isNull()) {
                return null;
            }
            try {
                inner = object.decode(encoding.context());
            } catch (UaException | RuntimeException e) {
                // Where bytes are missing, the client library also throws exceptions of buffers.
                throw new DataException(
                        "expected a structure of a type that the server describes, found one of the encoding "
                                + object.getEncodingOrTypeId().toParseableString(),
                        e);
            }
        }
        if (inner instanceof DynamicOptionSetType options) {
            return options.getValue();
        }
        return inner instanceof DynamicEnumType number ? (Object) number.getValue() : inner;
    }

    private static DataException undecodable(Object value) {
        return new DataException("expected a value of a built-in type or a structure that the server describes, found "
                + value.getClass().getSimpleName());
    }

    /** Provides the descriptions of structures. */
    @FunctionalInterface
    public interface Encoding {
        EncodingContext context() throws UaException;
    }
}
