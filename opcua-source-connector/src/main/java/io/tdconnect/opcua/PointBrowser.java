// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.errors.ConnectException;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NodeIds;
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

/**
 * Finds points below some nodes. They get their names and path as properties: {@code BrowseName}, {@code DisplayName} and
 * {@code Path}, the browse names from the root on with dots between them.
 */
final class PointBrowser {
    private static final int USUAL_BATCH = 200;
    private static final int RESULT_MASK = BrowseResultMask.All.getValue();
    private static final int CLASS_MASK = NodeClass.Object.getValue() | NodeClass.Variable.getValue();

    private final OpcUaClient client;
    private final BrowseRule rule;
    private final NodeForm form;
    private final Map<NodeId, Place> seen = new LinkedHashMap<>();
    private final List<Point> points = new ArrayList<>();

    PointBrowser(OpcUaClient client, BrowseRule rule, NodeForm form) {
        this.client = client;
        this.rule = rule;
        this.form = form;
    }

    /**
     * The points that the rule names, sorted by node.
     *
     * @throws ConnectException if the server has none of the roots
     */
    List<Point> points() throws UaException, InterruptedException {
        List<Place> level = roots();
        for (int depth = 0; depth < rule.depth() && !level.isEmpty(); depth++) {
            List<Place> next = new ArrayList<>();
            int batch = batch();
            for (int from = 0; from < level.size(); from += batch) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                browse(level.subList(from, Math.min(level.size(), from + batch)), next);
            }
            level = next;
        }
        points.sort(Comparator.comparing(Point::node));
        return points;
    }

    private List<Place> roots() throws UaException {
        List<Point> wanted = rule.roots().stream()
                .map(text -> new Point(text, text, Map.of()))
                .toList();
        Map<Point, NodeId> nodes =
                new NodeResolver(client, USUAL_BATCH).resolve(wanted).nodes();
        List<Place> roots = new ArrayList<>();
        for (Point root : wanted) {
            String text = root.node();
            NodeId node = nodes.get(root);
            if (node == null) {
                throw new ConnectException("expected nodes of the server in " + PointOptions.BROWSE_ROOTS + ", found "
                        + text + ", which it does not have");
            }
            Place place = new Place(node, node.equals(NodeIds.ObjectsFolder) ? "Objects" : text);
            roots.add(place);
            seen.put(node, place);
        }
        return roots;
    }

    private int batch() {
        try {
            return client.getOperationLimits()
                    .maxNodesPerBrowse()
                    .map(limit -> limit.intValue() > 0 ? Math.min(limit.intValue(), USUAL_BATCH) : USUAL_BATCH)
                    .orElse(USUAL_BATCH);
        } catch (UaException e) {
            // A server need not have the limits; it answers with an error to what is too much.
            return USUAL_BATCH;
        }
    }

    private void browse(List<Place> places, List<Place> next) throws UaException {
        List<BrowseDescription> requests = places.stream()
                .map(place -> new BrowseDescription(
                        place.node,
                        BrowseDirection.Forward,
                        NodeIds.HierarchicalReferences,
                        true,
                        uint(CLASS_MASK),
                        uint(RESULT_MASK)))
                .toList();
        List<BrowseResult> results = client.browse(requests);
        for (int i = 0; i < results.size(); i++) {
            BrowseResult result = results.get(i);
            add(places.get(i), result.getReferences(), next);
            ByteString more = result.getContinuationPoint();
            while (more != null && more.isNotNull()) {
                BrowseResult[] rest = Objects.requireNonNullElse(
                        client.browseNext(false, List.of(more)).getResults(), new BrowseResult[0]);
                more = null;
                if (rest.length > 0) {
                    add(places.get(i), rest[0].getReferences(), next);
                    more = rest[0].getContinuationPoint();
                }
            }
        }
    }

    private void add(Place parent, ReferenceDescription @Nullable [] references, List<Place> next) {
        for (ReferenceDescription reference : Objects.requireNonNullElse(references, new ReferenceDescription[0])) {
            NodeId node =
                    reference.getNodeId().toNodeId(client.getNamespaceTable()).orElse(null);
            String name = String.valueOf(reference.getBrowseName().name());
            if (node != null && !seen.containsKey(node)) {
                Place place = new Place(node, parent.path + "." + name);
                seen.put(node, place);
                next.add(place);
                boolean property = NodeIds.HasProperty.equals(reference.getReferenceTypeId());
                if (reference.getNodeClass() == NodeClass.Variable
                        && rule.matches(node, name, property, client.getNamespaceTable())) {
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
        String node = form.text(place.node, client.getNamespaceTable());
        return new Point(node, node, properties);
    }

    private record Place(NodeId node, String path) {}
}
