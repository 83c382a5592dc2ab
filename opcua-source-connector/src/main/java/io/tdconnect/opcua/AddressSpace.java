// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.Listing;
import io.tdconnect.common.explore.Node;
import io.tdconnect.opcua.node.NodeText;
import io.tdconnect.opcua.session.OpcuaFailure;
import io.tdconnect.opcua.session.ReferenceBrowser;
import io.tdconnect.opcua.session.ServerLimits;
import io.tdconnect.opcua.session.ServerProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.jspecify.annotations.Nullable;

/** The nodes of a server, level by level from the folder Objects on. */
final class AddressSpace {
    private static final String VARIABLE = "variable:";
    private static final String OBJECT = "object:";
    private static final int LONGEST_VALUE = 100;

    private final OpcUaClient client;
    private final ReferenceBrowser references;

    AddressSpace(OpcUaClient client) {
        this.client = client;
        references = new ReferenceBrowser(
                client, NodeIds.HierarchicalReferences, Set.of(NodeClass.Object, NodeClass.Variable));
    }

    /** The id of a variable. */
    static String variable(String node) {
        return VARIABLE + node;
    }

    static boolean isVariable(String id) {
        return id.startsWith(VARIABLE);
    }

    /**
     * The text of the node of an id.
     *
     * @throws ExploreException if it is no id
     */
    static String node(String id) throws ExploreException {
        String node = id.substring(id.indexOf(':') + 1);
        if (!(isVariable(id) || id.startsWith(OBJECT)) || NodeText.isPath(node) || NodeText.problem(node) != null) {
            throw new ExploreException("expected a node of an earlier list, found " + id);
        }
        return node;
    }

    /** A page of the nodes below one. */
    Listing children(@Nullable String id, @Nullable String cursor)
            throws UaException, ExploreException, InterruptedException {
        NodeId parent = id == null
                ? NodeIds.ObjectsFolder
                : NodeText.node(node(id), client.getNamespaceTable())
                        .orElseThrow(() -> new ExploreException("The server has no such namespace: " + id));
        List<ReferenceDescription> children = references.some(parent, Listing.offset(cursor) + Listing.PAGE + 1);
        Listing page = Listing.page(children, cursor, this::node);
        return new Listing(detailed(page.nodes()), page.cursor());
    }

    private Node node(ReferenceDescription reference) {
        NodeId node = reference.getNodeId().toNodeId(client.getNamespaceTable()).orElse(NodeId.NULL_VALUE);
        boolean variable = reference.getNodeClass() == NodeClass.Variable;
        String display = reference.getDisplayName().text();
        String name = String.valueOf(reference.getBrowseName().name());
        Node found = new Node(
                (variable ? VARIABLE : OBJECT) + node.toParseableString(),
                display == null || display.isEmpty() ? name : display,
                reference.getNodeClass().name(),
                Map.of(),
                !variable,
                !node.equals(NodeId.NULL_VALUE));
        Node withNode = found.with("node", node.toParseableString());
        return found.name().equals(name) ? withNode : withNode.with("browse name", name);
    }

    /** With values and their types, and whether variables have variables below them. */
    private List<Node> detailed(List<Node> nodes) throws UaException, InterruptedException {
        List<NodeId> variables = nodes.stream()
                .filter(node -> isVariable(node.id()))
                .map(node -> NodeId.parse(node.id().substring(VARIABLE.length())))
                .toList();
        List<DataValue> values = values(variables);
        List<List<ReferenceDescription>> below = references.from(variables);
        List<Node> detailed = new ArrayList<>();
        int next = 0;
        for (Node node : nodes) {
            if (isVariable(node.id())) {
                detailed.add(detailed(node, values.get(next), !below.get(next).isEmpty()));
                next++;
            } else {
                detailed.add(node);
            }
        }
        return detailed;
    }

    private List<DataValue> values(List<NodeId> variables) throws UaException, InterruptedException {
        int perCall = ServerLimits.of(client, ServerProfile.AUTO).nodesPerRead();
        List<DataValue> values = new ArrayList<>();
        for (int from = 0; from < variables.size(); from += perCall) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            values.addAll(client.readValues(
                    0,
                    TimestampsToReturn.Neither,
                    variables.subList(from, Math.min(variables.size(), from + perCall))));
        }
        return values;
    }

    private static Node detailed(Node node, DataValue value, boolean hasChildren) {
        Node known = new Node(node.id(), node.name(), node.type(), node.details(), hasChildren, node.selectable());
        Object content = value.value().value();
        if (content != null) {
            String text = content instanceof Object[] array ? "array of " + array.length : String.valueOf(content);
            known = known.with("type", content.getClass().getSimpleName())
                    .with("value", text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + '…' : text);
        }
        return value.statusCode() == null || value.statusCode().isGood()
                ? known
                : known.with("status", OpcuaFailure.name(value.statusCode().value()));
    }
}
