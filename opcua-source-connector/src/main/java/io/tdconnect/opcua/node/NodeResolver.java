// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.node;

import io.tdconnect.common.source.TaskSplit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathResult;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.eclipse.milo.opcua.stack.core.types.structured.TranslateBrowsePathsToNodeIdsResponse;

/** Finds the nodes of points in a session: namespace indexes and paths may change when a server restarts. */
public final class NodeResolver {
    private final OpcUaClient client;
    private final int pathsPerCall;
    private final Map<Point, NodeId> nodes = new LinkedHashMap<>();
    private final Map<Point, String> problems = new LinkedHashMap<>();

    public NodeResolver(OpcUaClient client, int pathsPerCall) {
        this.client = client;
        this.pathsPerCall = pathsPerCall;
    }

    /** Resolves points, in addition to those resolved before. */
    public NodeResolver resolve(List<Point> points) throws UaException {
        List<Point> paths = new ArrayList<>();
        for (Point point : points) {
            if (NodeText.isPath(point.node())) {
                paths.add(point);
            } else {
                Optional<NodeId> node = NodeText.node(point.node(), client.getNamespaceTable());
                node.ifPresentOrElse(
                        found -> nodes.put(point, found),
                        () -> problems.put(point, "the server has no such namespace"));
            }
        }
        if (!paths.isEmpty()) {
            int calls = (paths.size() + pathsPerCall - 1) / pathsPerCall;
            for (List<Point> call : TaskSplit.split(paths, calls)) {
                translate(call);
            }
        }
        return this;
    }

    /** The points that were found, in order. */
    public Map<Point, NodeId> nodes() {
        return nodes;
    }

    /** The points that were not found, with the reason. */
    public Map<Point, String> problems() {
        return problems;
    }

    private void translate(List<Point> points) throws UaException {
        List<BrowsePath> paths = new ArrayList<>();
        for (Point point : points) {
            paths.add(new BrowsePath(NodeIds.ObjectsFolder, relative(point.node())));
        }
        TranslateBrowsePathsToNodeIdsResponse response = client.translateBrowsePaths(paths);
        BrowsePathResult[] results = response.getResults();
        for (int i = 0; i < points.size(); i++) {
            BrowsePathResult result = results == null || i >= results.length ? null : results[i];
            if (result == null
                    || !result.getStatusCode().isGood()
                    || result.getTargets() == null
                    || result.getTargets().length == 0) {
                problems.put(points.get(i), "the server has no such path");
                continue;
            }
            Point point = points.get(i);
            result.getTargets()[0]
                    .getTargetId()
                    .toNodeId(client.getNamespaceTable())
                    .ifPresentOrElse(
                            node -> nodes.put(point, node),
                            () -> problems.put(point, "the path ends at another server"));
        }
    }

    private RelativePath relative(String text) {
        String uri = NodeText.pathNamespace(text);
        int namespace = 0;
        if (uri != null) {
            // No server has this index, so the path is not found.
            namespace = Optional.ofNullable(client.getNamespaceTable().getIndex(uri))
                    .map(Number::intValue)
                    .orElse(0xFFFF);
        }
        List<RelativePathElement> elements = new ArrayList<>();
        for (QualifiedName name : NodeText.names(text, namespace)) {
            elements.add(new RelativePathElement(NodeIds.HierarchicalReferences, false, true, name));
        }
        return new RelativePath(elements.toArray(RelativePathElement[]::new));
    }
}
