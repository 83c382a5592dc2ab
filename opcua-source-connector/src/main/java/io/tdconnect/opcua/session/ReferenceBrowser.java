// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.session;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.jspecify.annotations.Nullable;

/** Browses the forward references of nodes, in requests as large as the server accepts. */
public final class ReferenceBrowser {
    private static final int USUAL_BATCH = 200;

    private final OpcUaClient client;
    private final NodeId type;
    private final int classes;
    private final int batch;

    /** For references of a type and its subtypes to nodes of these classes. */
    public ReferenceBrowser(OpcUaClient client, NodeId type, Set<NodeClass> classes) {
        this.client = client;
        this.type = type;
        this.classes = classes.stream().mapToInt(NodeClass::getValue).sum();
        this.batch = batch(client);
    }

    /** The references of each node, in the order of the nodes. */
    public List<List<ReferenceDescription>> from(List<NodeId> nodes) throws UaException, InterruptedException {
        List<List<ReferenceDescription>> all = new ArrayList<>(nodes.size());
        for (int from = 0; from < nodes.size(); from += batch) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            browse(nodes.subList(from, Math.min(nodes.size(), from + batch)), all);
        }
        return all;
    }

    private void browse(List<NodeId> nodes, List<List<ReferenceDescription>> all) throws UaException {
        List<BrowseDescription> requests = nodes.stream()
                .map(node -> new BrowseDescription(
                        node,
                        BrowseDirection.Forward,
                        type,
                        true,
                        uint(classes),
                        uint(BrowseResultMask.All.getValue())))
                .toList();
        for (BrowseResult result : client.browse(requests)) {
            List<ReferenceDescription> found = new ArrayList<>();
            add(found, result.getReferences());
            ByteString more = result.getContinuationPoint();
            while (more != null && more.isNotNull()) {
                BrowseResult[] rest = Objects.requireNonNullElse(
                        client.browseNext(false, List.of(more)).getResults(), new BrowseResult[0]);
                more = null;
                if (rest.length > 0) {
                    add(found, rest[0].getReferences());
                    more = rest[0].getContinuationPoint();
                }
            }
            all.add(found);
        }
    }

    private static void add(List<ReferenceDescription> found, ReferenceDescription @Nullable [] references) {
        if (references != null) {
            found.addAll(List.of(references));
        }
    }

    private static int batch(OpcUaClient client) {
        try {
            return client.getOperationLimits()
                    .maxNodesPerBrowse()
                    .map(limit -> limit.intValue() > 0 ? Math.min(limit.intValue(), USUAL_BATCH) : USUAL_BATCH)
                    .orElse(USUAL_BATCH);
        } catch (UaException e) {
            // Servers may have no limits; they answer requests that are too large with an error.
            return USUAL_BATCH;
        }
    }
}
