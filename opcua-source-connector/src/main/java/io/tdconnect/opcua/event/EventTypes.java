// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.event;

import io.tdconnect.opcua.node.NodeText;
import io.tdconnect.opcua.session.OpcuaFailure;
import io.tdconnect.opcua.session.ReferenceBrowser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.jspecify.annotations.Nullable;

/** The types of events of a server, with their names and supertypes. */
final class EventTypes {
    private static final int DEEPEST = 30;

    private final OpcUaClient client;
    private final Map<NodeId, String> names = new HashMap<>();
    private final Map<NodeId, NodeId> supertypes = new HashMap<>();

    private EventTypes(OpcUaClient client) {
        this.client = client;
    }

    /** Reads the types of a server. */
    static EventTypes read(OpcUaClient client) throws UaException, InterruptedException {
        EventTypes types = new EventTypes(client);
        types.names.put(NodeIds.BaseEventType, "BaseEventType");
        ReferenceBrowser references = new ReferenceBrowser(client, NodeIds.HasSubtype, Set.of(NodeClass.ObjectType));
        List<NodeId> level = List.of(NodeIds.BaseEventType);
        for (int depth = 0; depth < DEEPEST && !level.isEmpty(); depth++) {
            List<List<ReferenceDescription>> subtypes = references.from(level);
            List<NodeId> next = new ArrayList<>();
            for (int i = 0; i < level.size(); i++) {
                for (ReferenceDescription subtype : subtypes.get(i)) {
                    NodeId node = subtype.getNodeId()
                            .toNodeId(client.getNamespaceTable())
                            .orElse(null);
                    if (node != null && types.supertypes.putIfAbsent(node, level.get(i)) == null) {
                        types.names.put(
                                node, String.valueOf(subtype.getBrowseName().name()));
                        next.add(node);
                    }
                }
            }
            level = next;
        }
        return types;
    }

    /** The browse name of a type; its node if the name is unknown. */
    String name(NodeId type) {
        String name = names.get(type);
        return name == null ? type.toParseableString() : name;
    }

    /** Whether a type is one of these, or a subtype of one. */
    boolean isAny(@Nullable NodeId type, Set<NodeId> wanted) {
        NodeId at = type;
        for (int depth = 0; depth <= DEEPEST && at != null; depth++) {
            if (wanted.contains(at)) {
                return true;
            }
            at = supertypes.get(at);
        }
        return false;
    }

    /**
     * The types for configured nodes or browse names.
     *
     * @throws OpcuaFailure if the server does not have one of them
     */
    Set<NodeId> resolve(List<String> texts) throws OpcuaFailure {
        Set<NodeId> found = new LinkedHashSet<>();
        for (String text : texts) {
            List<NodeId> matches = new ArrayList<>();
            if (NodeText.problem(text) == null) {
                NodeText.node(text, client.getNamespaceTable())
                        .filter(names::containsKey)
                        .ifPresent(matches::add);
            } else {
                names.forEach((node, name) -> {
                    if (name.equals(text)) {
                        matches.add(node);
                    }
                });
            }
            if (matches.isEmpty()) {
                throw new OpcuaFailure(
                        EventOptions.TYPES,
                        false,
                        "expected types of events that the server has in " + EventOptions.TYPES + ", found " + text,
                        null);
            }
            found.addAll(matches);
        }
        return found;
    }
}
