// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import io.tdconnect.common.template.MissingVariableException;
import io.tdconnect.opcua.layout.PointLayout;
import io.tdconnect.opcua.layout.PointVariables;
import io.tdconnect.opcua.layout.TableNames;
import io.tdconnect.opcua.node.KnownPoints;
import io.tdconnect.opcua.node.NodeInfo;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.value.UaValues;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mappings of the points of a session; only the thread that builds them may use them. */
final class PointMappings {
    private static final Logger log = LoggerFactory.getLogger(PointMappings.class);

    private final RecordOptions options;
    private final CompoundFields compounds;
    private final Map<String, PointMapping> byNode = new HashMap<>();
    private final IdentityHashMap<Point, PointMapping> byPoint = new IdentityHashMap<>();

    private PointMappings(RecordOptions options, UaValues values) {
        this.options = options;
        this.compounds = new CompoundFields(options, values);
    }

    /**
     * Builds the mappings of points.
     *
     * @param before mappings of the session before; null for the first session
     */
    static PointMappings of(KnownPoints known, RecordOptions options, @Nullable PointMappings before) {
        PointMappings mappings = new PointMappings(options, known.values());
        Map<String, Integer> users = new HashMap<>();
        for (Point point : known.points()) {
            PointLayout layout = options.layouts().of(point);
            users.merge(mappings.table(point, layout, info(point, known.infos())), 1, Integer::sum);
        }
        Map<String, Point> cells = new HashMap<>();
        // Sorted, so that after a restart the same point gets the suffix.
        for (Point point : known.points().stream()
                .sorted(Comparator.comparing(Point::node))
                .toList()) {
            PointLayout layout = options.layouts().of(point);
            NodeInfo info = info(point, known.infos());
            String table = mappings.table(point, layout, info);
            Point other = cells.putIfAbsent(table + '\n' + layout.value().name(), point);
            String suffix = other == null ? "" : TableNames.hash(point.node());
            if (other != null) {
                log.warn(
                        "{} and {} both have the table {}: the table of the latter gets the suffix {}",
                        other.node(),
                        point.node(),
                        table,
                        suffix);
            }
            boolean shared = other == null && users.getOrDefault(table, 0) > 1;
            mappings.put(new PointMapping(point, layout, info, new PointDestination.TableUse(shared, suffix)), before);
        }
        return mappings;
    }

    CompoundFields compounds() {
        return compounds;
    }

    /** The mapping of a point; for an unknown point one without information from the server. */
    PointMapping mapping(Point point) {
        PointMapping known = byPoint.get(point);
        if (known == null) {
            PointMapping sameNode = byNode.get(point.node());
            known = sameNode != null && sameNode.point.equals(point)
                    ? sameNode
                    : new PointMapping(
                            point,
                            options.layouts().of(point),
                            NodeInfo.UNKNOWN,
                            new PointDestination.TableUse(false, ""));
            byNode.put(point.node(), known);
            byPoint.put(point, known);
        }
        return known;
    }

    private void put(PointMapping mapping, @Nullable PointMappings before) {
        PointMapping earlier = before == null ? null : before.byNode.get(mapping.point.node());
        if (earlier != null && earlier.point.equals(mapping.point)) {
            mapping.continueFrom(earlier);
        }
        byNode.put(mapping.point.node(), mapping);
        byPoint.put(mapping.point, mapping);
    }

    private String table(Point point, PointLayout layout, NodeInfo info) {
        try {
            return PointDestination.table(layout, PointVariables.of(point, info, null), options.names(), "");
        } catch (MissingVariableException e) {
            return point.node();
        }
    }

    private static NodeInfo info(Point point, Map<String, NodeInfo> infos) {
        return infos.getOrDefault(point.node(), NodeInfo.UNKNOWN);
    }
}
