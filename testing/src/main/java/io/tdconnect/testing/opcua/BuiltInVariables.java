// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ulong;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.XmlElement;

/** A variable of each built-in type, named like the type, and some arrays and matrices. */
final class BuiltInVariables {
    private BuiltInVariables() {}

    static void addTo(Map<String, Variable> variables) {
        variables.put("Boolean", Variable.of(true));
        variables.put("SByte", Variable.of((byte) -8));
        variables.put("Byte", Variable.of(ubyte(200)));
        variables.put("Int16", Variable.of((short) -1600));
        variables.put("UInt16", Variable.of(ushort(60_000)));
        variables.put("Int32", Variable.of(-320_000));
        variables.put("UInt32", Variable.of(uint(4_000_000_000L)));
        variables.put("Int64", Variable.of(Long.MIN_VALUE));
        variables.put("UInt64", Variable.of(ulong("18446744073709551615")));
        variables.put("Float", Variable.of(1.5f));
        variables.put("Double", Variable.of(2.25));
        variables.put("String", Variable.of("text"));
        variables.put("DateTime", Variable.of(new DateTime(Instant.parse("2026-01-02T03:04:05.1234567Z"))));
        variables.put("Guid", Variable.of(UUID.fromString("72962b91-fa75-4ae6-8d28-b404dc7daf63")));
        variables.put("ByteString", Variable.of(ByteString.of(new byte[] {1, 2, 3})));
        variables.put("XmlElement", Variable.of(XmlElement.of("<a>1</a>")));
        variables.put("NodeId", Variable.of(new NodeId(1, "a")));
        variables.put("QualifiedName", Variable.of(new QualifiedName(1, "name")));
        variables.put("LocalizedText", Variable.of(new LocalizedText("de", "Ofen")));
        variables.put("StatusCode", Variable.of(StatusCode.GOOD));
        variables.put("Enumeration", Variable.of(2, NodeIds.ServerState));
        variables.put("Doubles", Variable.of(new Double[] {1.0, 2.0, Double.NaN}, NodeIds.Double));
        variables.put("Strings", Variable.of(new String[] {"a", null, "c"}, NodeIds.String));
        variables.put("Bytes", Variable.of(ByteString.of("ä".getBytes(StandardCharsets.UTF_8))));
        variables.put("Matrix", Variable.of(Matrix.ofInt32(new Integer[][] {{1, 2, 3}, {4, 5, 6}}), NodeIds.Int32));
        variables.put("Counter", Variable.of(0.0).withHistory());
    }
}
