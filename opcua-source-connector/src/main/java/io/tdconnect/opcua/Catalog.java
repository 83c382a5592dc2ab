// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

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

/** The points of a task: its share of a list of nodes, a file or what browsing finds. */
final class Catalog implements PointCatalog {
    private static final Logger log = LoggerFactory.getLogger(Catalog.class);

    private final List<PointList> lists;
    private final PointShares shares;
    private final int task;
    private final PointUpdate update;
    private final Duration interval;

    private @Nullable List<Point> before;

    Catalog(List<PointList> lists, PointShares shares, int task, PointUpdate update, Duration interval) {
        this.lists = List.copyOf(lists);
        this.shares = shares;
        this.task = task;
        this.update = update;
        this.interval = interval;
    }

    @Override
    public List<Point> points(OpcUaClient client) throws UaException, InterruptedException {
        List<Point> known = before;
        List<Point> now;
        try {
            now = shares.ofTask(task, all(client));
        } catch (IllegalArgumentException e) {
            if (known == null) {
                throw new ConnectException(PointOptions.POINTS_FILE + ": " + e.getMessage(), e);
            }
            log.warn("{}: {}; the points stay as they were", PointOptions.POINTS_FILE, e.getMessage());
            return known;
        }
        List<Point> points = known == null || update == PointUpdate.UPDATE ? now : appended(known, now);
        before = points;
        return points;
    }

    @Override
    public @Nullable Duration refresh() {
        return update == PointUpdate.NONE ? null : interval;
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
    interface PointList {
        List<Point> points(OpcUaClient client) throws UaException, InterruptedException;
    }
}
