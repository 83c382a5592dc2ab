// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.value;

import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.type.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.XmlElement;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.jspecify.annotations.Nullable;

/** Single values of built-in types as values of Connect, in the type of {@link ColumnSpec#of(OpcUaDataType)}. */
public final class ScalarValues {
    private ScalarValues() {}

    /** The type of a single value of a built-in type; null for structures and other types. */
    public static @Nullable ValueType type(Object value) {
        return type(value.getClass());
    }

    /** The type of single values of a class of the client library. */
    public static @Nullable ValueType type(Class<?> valueClass) {
        return OpcUaDataType.isBuiltin(valueClass) ? ColumnSpec.of(OpcUaDataType.fromBackingClass(valueClass)) : null;
    }

    /**
     * A single value as Boolean, Byte, Short, Integer, Long, Float, Double, {@link BigDecimal} for unsigned 64 bit,
     * text, bytes, or {@link Timestamp}; values of other types are returned unchanged. Null for a time that means "not
     * set".
     */
    public static @Nullable Object of(Object value) {
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof DateTime time) {
            return UaTime.timestamp(time);
        }
        if (value instanceof ByteString bytes) {
            return bytes.bytes();
        }
        if (value instanceof StatusCode status) {
            return status.getValue();
        }
        if (value instanceof LocalizedText text) {
            return text.text();
        }
        return text(value);
    }

    /** Whether a value is an array or a matrix. */
    public static boolean isArray(Object value) {
        return value instanceof Matrix || value.getClass().isArray();
    }

    private static Number number(Number value) {
        if (value instanceof UByte number) {
            return number.shortValue();
        }
        if (value instanceof UShort number) {
            return number.intValue();
        }
        if (value instanceof UInteger number) {
            return number.longValue();
        }
        if (value instanceof ULong number) {
            BigInteger whole = number.toBigInteger();
            return new BigDecimal(whole);
        }
        return value;
    }

    private static @Nullable Object text(Object value) {
        if (value instanceof UUID guid) {
            return guid.toString();
        }
        if (value instanceof XmlElement xml) {
            return xml.fragment();
        }
        if (value instanceof NodeId node) {
            return node.toParseableString();
        }
        if (value instanceof ExpandedNodeId node) {
            return node.toParseableString();
        }
        return value instanceof QualifiedName name ? name.toParseableString() : value;
    }
}
