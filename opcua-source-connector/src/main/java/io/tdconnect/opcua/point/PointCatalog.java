// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.point;

import io.tdconnect.opcua.node.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The points of a task: its share of a list of nodes, of a points file, or of browsed nodes. */
public final class PointCatalog {
    private static final Logger log = LoggerFactory.getLogger(PointCatalog.class);

    private final List<PointList> lists;
    private final PointShares shares;
    private final int task;
    private final PointOptions.PointUpdate update;
    private final Duration interval;

    private @Nullable List<Point> before;

    private PointCatalog(List<PointList> lists, PointShares shares, int task, PointOptions options) {
        this.lists = List.copyOf(lists);
        this.shares = shares;
        this.task = task;
        this.update = options.update();
        this.interval = options.updateInterval();
    }

    /** The points that the options choose. */
    public static PointCatalog of(PointOptions options, PointShares shares, int task) {
        List<PointList> lists = new ArrayList<>();
        if (options.hasFile()) {
            lists.add(client -> options.ofFile());
        } else {
            List<Point> nodes = options.ofNodes();
            lists.add(client -> nodes);
            if (options.browses()) {
                lists.add(client -> new PointBrowser(client, options.browse()).points());
            }
        }
        return new PointCatalog(lists, shares, task, options);
    }

    /** Points that never change, such as the notifiers of events. */
    public static PointCatalog fixed(List<Point> points, PointShares shares, int task, PointOptions options) {
        return new PointCatalog(List.of(client -> points), shares, task, options);
    }

    /**
     * The points of this task at present.
     *
     * @throws ConnectException if the list of points cannot be used
     */
    public List<Point> points(OpcUaClient client) throws UaException, InterruptedException {
        List<Point> known = before;
        List<Point> now;
        try {
            now = shares.ofTask(task, all(client));
        } catch (IllegalArgumentException e) {
            if (known == null) {
                throw new ConnectException(PointOptions.POINTS_FILE + ": " + e.getMessage(), e);
            }
            log.warn("{}: {}; the points before are kept", PointOptions.POINTS_FILE, e.getMessage());
            return known;
        }
        List<Point> points = known == null || update == PointOptions.PointUpdate.UPDATE ? now : appended(known, now);
        before = points;
        return points;
    }

    /** How often the points are looked up again; null if they do not change. */
    @Nullable
    public Duration refresh() {
        return update == PointOptions.PointUpdate.NONE ? null : interval;
    }

    private List<Point> all(OpcUaClient client) throws UaException, InterruptedException {
        Set<String> nodes = new HashSet<>();
        List<Point> all = new ArrayList<>();
        for (PointList list : lists) {
            for (Point point : list.points(client)) {
                if (nodes.add(point.node())) {
                    all.add(point);
                }
            }
        }
        return all;
    }

    private static List<Point> appended(List<Point> known, List<Point> now) {
        Set<String> nodes = new HashSet<>();
        known.forEach(point -> nodes.add(point.node()));
        List<Point> points = new ArrayList<>(known);
        now.stream().filter(point -> nodes.add(point.node())).forEach(points::add);
        return points;
    }

    /** A list of points that may change. */
    @FunctionalInterface
    private interface PointList {
        List<Point> points(OpcUaClient client) throws UaException, InterruptedException;
    }
}
