// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.point;

import io.tdconnect.opcua.node.NodeResolver;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.session.ReferenceBrowser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;

/**
 * Finds points below some nodes. Their properties are {@code BrowseName}, {@code DisplayName} and {@code Path}, the
 * browse names from the root on, separated by dots.
 */
final class PointBrowser {
    private static final int PATHS_PER_CALL = 200;

    private final OpcUaClient client;
    private final BrowseOptions options;
    private final Map<NodeId, Place> seen = new LinkedHashMap<>();
    private final List<Point> points = new ArrayList<>();

    PointBrowser(OpcUaClient client, BrowseOptions options) {
        this.client = client;
        this.options = options;
    }

    /**
     * The points that match the options, sorted by node.
     *
     * @throws ConnectException if the server does not have one of the roots
     */
    List<Point> points() throws UaException, InterruptedException {
        List<Place> level = roots();
        ReferenceBrowser references = new ReferenceBrowser(
                client, NodeIds.HierarchicalReferences, Set.of(NodeClass.Object, NodeClass.Variable));
        for (int depth = 0; depth < options.depth() && !level.isEmpty(); depth++) {
            List<Place> next = new ArrayList<>();
            List<List<ReferenceDescription>> found =
                    references.from(level.stream().map(Place::node).toList());
            for (int i = 0; i < level.size(); i++) {
                add(level.get(i), found.get(i), next);
            }
            level = next;
        }
        points.sort(Comparator.comparing(Point::node));
        return points;
    }

    private List<Place> roots() throws UaException {
        List<Point> wanted = options.roots().stream()
                .map(text -> new Point(text, text, Map.of()))
                .toList();
        Map<Point, NodeId> nodes =
                new NodeResolver(client, PATHS_PER_CALL).resolve(wanted).nodes();
        List<Place> roots = new ArrayList<>();
        for (Point root : wanted) {
            String text = root.node();
            NodeId node = nodes.get(root);
            if (node == null) {
                throw new ConnectException("expected nodes of the server in " + BrowseOptions.ROOTS + ", found " + text
                        + ", which it does not have");
            }
            Place place = new Place(node, node.equals(NodeIds.ObjectsFolder) ? "Objects" : text);
            roots.add(place);
            seen.put(node, place);
        }
        return roots;
    }

    private void add(Place parent, List<ReferenceDescription> references, List<Place> next) {
        for (ReferenceDescription reference : references) {
            NodeId node =
                    reference.getNodeId().toNodeId(client.getNamespaceTable()).orElse(null);
            String name = String.valueOf(reference.getBrowseName().name());
            if (node != null && !seen.containsKey(node)) {
                Place place = new Place(node, parent.path + "." + name);
                seen.put(node, place);
                next.add(place);
                boolean property = NodeIds.HasProperty.equals(reference.getReferenceTypeId());
                if (reference.getNodeClass() == NodeClass.Variable
                        && options.matches(node, name, property, client.getNamespaceTable())) {
                    points.add(point(place, name, reference));
                }
            }
        }
    }

    private Point point(Place place, String name, ReferenceDescription reference) {
        Map<String, String> properties = new HashMap<>();
        properties.put("BrowseName", name);
        properties.put("Path", place.path);
        String display = reference.getDisplayName().text();
        if (display != null && !display.isEmpty()) {
            properties.put("DisplayName", display);
        }
        String node = options.text(place.node, client.getNamespaceTable());
        return new Point(node, node, properties);
    }

    private record Place(NodeId node, String path) {}
}
