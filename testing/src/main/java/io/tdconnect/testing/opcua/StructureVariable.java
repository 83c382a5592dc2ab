// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.nodes.UaDataTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNodeContext;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.enumerated.StructureType;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureField;

/** The variable Structure of a type that only this server has: x 1.5, n 7, tags [a, b]. */
final class StructureVariable {
    private StructureVariable() {}

    static void addTo(UaNodeContext context, UShort namespace, NodeId folder) {
        NodeId type = new NodeId(namespace, "Sample");
        NodeId encoding = new NodeId(namespace, "Sample.Binary");
        StructureField[] fields = {
            field("x", NodeIds.Double, -1), field("n", NodeIds.Int32, -1), field("tags", NodeIds.String, 1)
        };
        UaDataTypeNode typeNode = new UaDataTypeNode(
                context,
                type,
                new QualifiedName(namespace, "Sample"),
                LocalizedText.english("Sample"),
                LocalizedText.NULL_VALUE,
                UInteger.MIN,
                UInteger.MIN,
                null,
                null,
                null,
                false,
                new StructureDefinition(encoding, NodeIds.Structure, StructureType.Structure, fields));
        context.getNodeManager().addNode(typeNode);
        typeNode.addReference(
                new Reference(type, NodeIds.HasSubtype, NodeIds.Structure.expanded(), Reference.Direction.INVERSE));
        UaObjectNode encodingNode = new UaObjectNode.UaObjectNodeBuilder(context)
                .setNodeId(encoding)
                .setBrowseName(new QualifiedName(0, "Default Binary"))
                .setDisplayName(LocalizedText.english("Default Binary"))
                .setTypeDefinition(NodeIds.DataTypeEncodingType)
                .build();
        context.getNodeManager().addNode(encodingNode);
        typeNode.addReference(
                new Reference(type, NodeIds.HasEncoding, encoding.expanded(), Reference.Direction.FORWARD));
        addVariable(context, namespace, folder, type, encoding);
    }

    private static void addVariable(
            UaNodeContext context, UShort namespace, NodeId folder, NodeId type, NodeId encoding) {
        UaVariableNode variable = new UaVariableNode.UaVariableNodeBuilder(context)
                .setNodeId(new NodeId(namespace, "Structure"))
                .setBrowseName(new QualifiedName(namespace, "Structure"))
                .setDisplayName(LocalizedText.english("Structure"))
                .setDataType(type)
                .setTypeDefinition(NodeIds.BaseDataVariableType)
                .build();
        variable.setValue(new DataValue(new Variant(ExtensionObject.of(ByteString.of(sample()), encoding))));
        context.getNodeManager().addNode(variable);
        variable.addReference(
                new Reference(variable.getNodeId(), NodeIds.Organizes, folder.expanded(), Reference.Direction.INVERSE));
    }

    private static StructureField field(String name, NodeId type, int rank) {
        return new StructureField(name, LocalizedText.NULL_VALUE, type, rank, null, uint(0), false);
    }

    private static byte[] sample() {
        ByteBuffer body = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        body.putDouble(1.5).putInt(7).putInt(2);
        for (String tag : new String[] {"a", "b"}) {
            byte[] text = tag.getBytes(StandardCharsets.UTF_8);
            body.putInt(text.length).put(text);
        }
        byte[] bytes = new byte[body.position()];
        body.flip().get(bytes);
        return bytes;
    }
}
