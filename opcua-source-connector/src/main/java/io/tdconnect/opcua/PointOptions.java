// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.source.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.jspecify.annotations.Nullable;

/** The options that say which points are read, and how tasks share them. */
final class PointOptions {
    static final String NODES = "nodes";

    /** Nodes of the task; set by the connector. */
    static final String TASK_NODES = "task.nodes";

    private PointOptions() {}

    static void addTo(Options options) {
        options.group("Points")
                .optional(
                        NODES,
                        Type.LIST,
                        List.of(),
                        "The nodes that are read, each with a code that its subtable is named after:"
                                + " ns=2;i=2::DSF1312,ns=2;i=3::DSF1313.");
    }

    /** The tasks' parts of the configuration: at least one, at most {@code maxTasks}. */
    static List<Map<String, String>> tasks(AbstractConfig config, int maxTasks) {
        List<Map<String, String>> tasks = new ArrayList<>();
        for (List<String> nodes : Work.split(config.getList(NODES), maxTasks)) {
            tasks.add(new HashMap<>(Map.of(TASK_NODES, String.join(",", nodes))));
        }
        return tasks.isEmpty() ? List.of(Map.of(TASK_NODES, "")) : tasks;
    }

    static PointCatalog catalog(AbstractConfig config) {
        List<Point> points = new ArrayList<>();
        String ofTask = Objects.toString(config.originals().get(TASK_NODES), null);
        List<String> nodes = ofTask == null ? config.getList(NODES) : List.of(ofTask.split(","));
        for (String node : nodes) {
            int at = node.lastIndexOf("::");
            points.add(
                    new Point(at < 0 ? node : node.substring(0, at), at < 0 ? node : node.substring(at + 2), Map.of()));
        }
        return new Fixed(points);
    }

    private record Fixed(List<Point> all) implements PointCatalog {
        @Override
        public List<Point> points(OpcUaClient client) {
            return all;
        }

        @Override
        public @Nullable Duration refresh() {
            return null;
        }
    }
}
