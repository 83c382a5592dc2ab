// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.node;

import io.tdconnect.common.type.ValueType;
import io.tdconnect.opcua.value.ColumnSpec;
import io.tdconnect.opcua.value.UaValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.core.typetree.DataTypeTree;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumField;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.jspecify.annotations.Nullable;

/** Asks a server for the data types and names of nodes. */
public final class NodeInfoReader {
    private static final List<AttributeId> ATTRIBUTES = List.of(
            AttributeId.DataType,
            AttributeId.ValueRank,
            AttributeId.BrowseName,
            AttributeId.DisplayName,
            AttributeId.Description);
    private static final int USUAL_BATCH = 1_000;
    private static final int PATHS_PER_CALL = 100;
    private static final int SCALAR = -1;

    private final OpcUaClient client;
    private @Nullable DataTypeTree types;
    private boolean structures;

    private NodeInfoReader(OpcUaClient client) {
        this.client = client;
    }

    /** Points with what the server reports about their nodes. */
    public static KnownPoints read(OpcUaClient client, List<Point> points) throws UaException {
        NodeInfoReader reader = new NodeInfoReader(client);
        return new KnownPoints(points, reader.infos(points), reader.values());
    }

    /** Node infos by the texts of the nodes. */
    private Map<String, NodeInfo> infos(List<Point> points) throws UaException {
        Map<Point, NodeId> resolved =
                new NodeResolver(client, PATHS_PER_CALL).resolve(points).nodes();
        List<Point> found = List.copyOf(resolved.keySet());
        List<NodeInfo> infos = attributes(List.copyOf(resolved.values()));
        Map<String, NodeInfo> byText = new HashMap<>();
        for (int i = 0; i < infos.size(); i++) {
            byText.put(found.get(i).node(), infos.get(i));
        }
        return byText;
    }

    private UaValues values() throws UaException {
        if (structures) {
            // Reads all types of the server now, which would delay the thread that makes records.
            client.getDynamicEncodingContext();
        }
        return new UaValues(client::getDynamicEncodingContext);
    }

    private List<NodeInfo> attributes(List<NodeId> nodes) throws UaException {
        int perCall = Math.max(1, batch() / ATTRIBUTES.size());
        List<NodeInfo> infos = new ArrayList<>(nodes.size());
        for (int from = 0; from < nodes.size(); from += perCall) {
            List<NodeId> some = nodes.subList(from, Math.min(nodes.size(), from + perCall));
            List<ReadValueId> reads = new ArrayList<>();
            for (NodeId node : some) {
                ATTRIBUTES.forEach(
                        attribute -> reads.add(new ReadValueId(node, attribute.uid(), null, QualifiedName.NULL_VALUE)));
            }
            DataValue[] answers = Objects.requireNonNullElse(
                    client.read(0, TimestampsToReturn.Neither, reads).getResults(), new DataValue[0]);
            for (int i = 0; i < some.size(); i++) {
                infos.add(info(answers, i * ATTRIBUTES.size()));
            }
        }
        return infos;
    }

    private int batch() {
        try {
            return client.getOperationLimits()
                    .maxNodesPerRead()
                    .map(limit -> limit.intValue() > 0 ? Math.min(limit.intValue(), USUAL_BATCH) : USUAL_BATCH)
                    .orElse(USUAL_BATCH);
        } catch (UaException e) {
            // Servers may have no limits; they answer requests that are too large with an error.
            return USUAL_BATCH;
        }
    }

    private NodeInfo info(DataValue[] answers, int from) throws UaException {
        Map<String, String> texts = new HashMap<>();
        put(texts, "BrowseName", value(answers, from + 2));
        put(texts, "DisplayName", value(answers, from + 3));
        put(texts, "Description", value(answers, from + 4));
        if (!(value(answers, from) instanceof NodeId dataType)) {
            return new NodeInfo(null, Map.of(), texts);
        }
        boolean single = value(answers, from + 1) instanceof Integer rank && rank == SCALAR;
        OpcUaDataType builtIn = OpcUaDataType.fromNodeId(dataType);
        if (builtIn != null) {
            return new NodeInfo(single ? ColumnSpec.of(builtIn) : null, Map.of(), texts);
        }
        DataTypeTree tree = tree();
        structures |= tree.isStructType(dataType);
        if (!single) {
            return new NodeInfo(null, Map.of(), texts);
        }
        return tree.isEnumType(dataType)
                ? new NodeInfo(ValueType.INT, numbers(tree, dataType), texts)
                : new NodeInfo(ofSubtype(tree, dataType), Map.of(), texts);
    }

    /** Null for abstract types such as Number: only the value has a type there. */
    private static @Nullable ValueType ofSubtype(DataTypeTree tree, NodeId dataType) {
        OpcUaDataType builtIn = tree.getBuiltinType(dataType);
        return builtIn == null ? null : ColumnSpec.of(builtIn);
    }

    private static Map<Integer, String> numbers(DataTypeTree tree, NodeId dataType) {
        Map<Integer, String> numbers = new HashMap<>();
        if (tree.getDataTypeDefinition(dataType) instanceof EnumDefinition definition) {
            for (EnumField field : Objects.requireNonNullElse(definition.getFields(), new EnumField[0])) {
                numbers.put(field.getValue().intValue(), String.valueOf(field.getName()));
            }
        }
        return numbers;
    }

    private DataTypeTree tree() throws UaException {
        if (types == null) {
            types = client.getDataTypeTree();
        }
        return types;
    }

    private static void put(Map<String, String> texts, String name, @Nullable Object value) {
        String text = value instanceof QualifiedName qualified
                ? qualified.name()
                : value instanceof LocalizedText localized ? localized.text() : null;
        if (text != null && !text.isEmpty()) {
            texts.put(name, text);
        }
    }

    private static @Nullable Object value(DataValue[] answers, int index) {
        boolean good = index < answers.length && !answers[index].getStatusCode().isBad();
        return good ? answers[index].getValue().getValue() : null;
    }
}
