// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.session;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.ViewDescription;
import org.jspecify.annotations.Nullable;

/** Browses the forward references of nodes, in requests as large as the server accepts. */
public final class ReferenceBrowser {
    private static final int USUAL_BATCH = 200;
    private static final int MOST_IN_ANSWER = 1_000;
    private static final ViewDescription WHOLE = new ViewDescription(NodeId.NULL_VALUE, DateTime.MIN_VALUE, uint(0));

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

    /** References of a node: all, or at least so many. The session then has an unfinished answer. */
    public List<ReferenceDescription> some(NodeId node, int enough) throws UaException, InterruptedException {
        BrowseResult[] results = Objects.requireNonNullElse(
                client.browse(WHOLE, uint(MOST_IN_ANSWER), List.of(request(node)))
                        .getResults(),
                new BrowseResult[0]);
        List<ReferenceDescription> found = new ArrayList<>();
        if (results.length > 0) {
            add(found, results[0].getReferences());
            addRest(found, results[0].getContinuationPoint(), enough);
        }
        return found;
    }

    private void browse(List<NodeId> nodes, List<List<ReferenceDescription>> all)
            throws UaException, InterruptedException {
        List<BrowseDescription> requests = nodes.stream().map(this::request).toList();
        // Without a limit the answer for a folder with very many nodes is larger than a message may be.
        BrowseResult[] results = Objects.requireNonNullElse(
                client.browse(WHOLE, uint(MOST_IN_ANSWER), requests).getResults(), new BrowseResult[0]);
        for (int i = 0; i < nodes.size(); i++) {
            List<ReferenceDescription> found = new ArrayList<>();
            BrowseResult result = i < results.length ? results[i] : null;
            if (result != null && noContinuationPoint(result) && nodes.size() > 1) {
                // The server remembers fewer unfinished answers than this request would need.
                List<List<ReferenceDescription>> alone = new ArrayList<>();
                browse(List.of(nodes.get(i)), alone);
                found = alone.get(0);
            } else if (result != null) {
                add(found, result.getReferences());
                addRest(found, result.getContinuationPoint(), Integer.MAX_VALUE);
            }
            all.add(found);
        }
    }

    private BrowseDescription request(NodeId node) {
        return new BrowseDescription(
                node, BrowseDirection.Forward, type, true, uint(classes), uint(BrowseResultMask.All.getValue()));
    }

    private void addRest(List<ReferenceDescription> found, @Nullable ByteString first, int enough)
            throws UaException, InterruptedException {
        ByteString more = first;
        while (more != null && more.isNotNull() && found.size() < enough) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            BrowseResult[] rest = Objects.requireNonNullElse(
                    client.browseNext(false, List.of(more)).getResults(), new BrowseResult[0]);
            more = null;
            if (rest.length > 0) {
                add(found, rest[0].getReferences());
                more = rest[0].getContinuationPoint();
            }
        }
    }

    private static boolean noContinuationPoint(BrowseResult result) {
        return result.getStatusCode().value() == StatusCodes.Bad_NoContinuationPoints;
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
