// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.nodes.UaFolderNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.jspecify.annotations.Nullable;

/** The folder Plant and its variables. */
final class PlantNamespace extends ManagedNamespaceWithLifecycle {
    private static final String FOLDER = "Plant";

    private final Map<NodeId, List<DataItem>> items = new ConcurrentHashMap<>();
    private final RecordedHistory history;
    private final PlantEvents events;

    PlantNamespace(OpcUaServer server, RecordedHistory history, Map<String, Alarm> alarms, AtomicInteger refreshes) {
        super(server, OpcUaTestServer.NAMESPACE);
        this.history = history;
        this.events = new PlantEvents(server, this::newNodeId, alarms, refreshes);
        getLifecycleManager().addStartupTask(this::addFolder);
        getLifecycleManager().addStartupTask(events::answerConditionRefresh);
    }

    void add(String name, Variable variable) {
        UaVariableNode node = new UaVariableNode.UaVariableNodeBuilder(getNodeContext())
                .setNodeId(newNodeId(name))
                .setBrowseName(newQualifiedName(name))
                .setDisplayName(LocalizedText.english(name))
                .setDescription(LocalizedText.english("Variable " + name))
                .setDataType(variable.dataType())
                .setTypeDefinition(NodeIds.BaseDataVariableType)
                .setValueRank(rank(variable.value().value().value()))
                .setHistorizing(variable.historizing())
                .setAccessLevel(access(variable))
                .setUserAccessLevel(access(variable))
                .build();
        node.setValue(variable.value());
        getNodeManager().addNode(node);
        node.addReference(new Reference(
                node.getNodeId(), NodeIds.Organizes, newNodeId(FOLDER).expanded(), Reference.Direction.INVERSE));
    }

    void remove(String name) {
        NodeId id = newNodeId(name);
        getNodeManager().removeNode(id);
        push(id, new DataValue(Variant.NULL_VALUE, new StatusCode(StatusCodes.Bad_NodeIdUnknown)));
    }

    void set(String name, DataValue value) {
        NodeId id = newNodeId(name);
        UaVariableNode node = (UaVariableNode) getNodeManager().getNode(id).orElseThrow();
        node.setValue(value);
        if (node.getHistorizing()) {
            history.add(id, value);
        }
        push(id, value);
    }

    int monitoredItems() {
        return items.values().stream().mapToInt(List::size).sum();
    }

    PlantEvents events() {
        return events;
    }

    @Override
    public void onDataItemsCreated(List<DataItem> created) {
        for (DataItem item : created) {
            NodeId id = item.getReadValueId().getNodeId();
            items.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>()).add(item);
            item.setValue(getNodeManager()
                    .getNode(id)
                    .map(node -> ((UaVariableNode) node).getValue())
                    .orElseGet(() -> new DataValue(new StatusCode(StatusCodes.Bad_NodeIdUnknown))));
        }
    }

    @Override
    public void onDataItemsModified(List<DataItem> modified) {
        // Values are pushed, so the sampling interval does not matter.
    }

    @Override
    public void onDataItemsDeleted(List<DataItem> deleted) {
        for (DataItem item : deleted) {
            items.getOrDefault(item.getReadValueId().getNodeId(), List.of()).remove(item);
        }
    }

    @Override
    public void onMonitoringModeChanged(List<MonitoredItem> changed) {
        // All items report.
    }

    @Override
    public List<HistoryReadResult> historyRead(
            HistoryReadContext context,
            HistoryReadDetails details,
            TimestampsToReturn timestamps,
            List<HistoryReadValueId> nodes) {
        return nodes.stream()
                .map(node -> history.read(details, timestamps, node))
                .toList();
    }

    private void addFolder() {
        UaFolderNode folder = new UaFolderNode(
                getNodeContext(), newNodeId(FOLDER), newQualifiedName(FOLDER), LocalizedText.english(FOLDER));
        getNodeManager().addNode(folder);
        folder.addReference(new Reference(
                folder.getNodeId(), NodeIds.Organizes, NodeIds.ObjectsFolder.expanded(), Reference.Direction.INVERSE));
        StructureVariable.addTo(getNodeContext(), getNamespaceIndex(), newNodeId(FOLDER));
    }

    private void push(NodeId id, DataValue value) {
        items.getOrDefault(id, List.of()).forEach(item -> item.setValue(value));
    }

    private static Set<AccessLevel> access(Variable variable) {
        return variable.historizing()
                ? EnumSet.of(AccessLevel.CurrentRead, AccessLevel.CurrentWrite, AccessLevel.HistoryRead)
                : AccessLevel.READ_WRITE;
    }

    private static int rank(@Nullable Object value) {
        if (value instanceof Matrix matrix) {
            return matrix.getDimensions().length;
        }
        return value != null && value.getClass().isArray() ? 1 : -1;
    }
}
