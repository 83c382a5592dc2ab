// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.read;

import io.tdconnect.common.source.RecordBuffer;
import io.tdconnect.opcua.node.NodeResolver;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.session.ServerLimits;
import io.tdconnect.opcua.session.ServerSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads values from the server's history that were missed between two sessions; values that it has not kept are counted
 * as gaps.
 */
public final class HistoryFill {
    private static final Logger log = LoggerFactory.getLogger(HistoryFill.class);
    /**
     * How far clocks may be ahead of this worker's, so that the latest values are found; large enough for local time
     * instead of UTC.
     */
    private static final Duration CLOCK_AHEAD = Duration.ofDays(1);

    private final ReadOptions.History options;
    private final ReadPosition position;
    private final RecordBuffer<Reading> inbox;
    private final OpcuaMetrics metrics;

    public HistoryFill(
            ReadOptions.History options, ReadPosition position, RecordBuffer<Reading> inbox, OpcuaMetrics metrics) {
        this.options = options;
        this.position = position;
        this.inbox = inbox;
        this.metrics = metrics;
    }

    /** Values may be missed from now on, until {@link #fill} has read them. */
    public void interrupted() {
        position.hold();
    }

    /** Reads the values of each point since its last one; subscribed values arrive at the same time. */
    public void fill(ServerSession session, ServerLimits limits, List<Point> points)
            throws UaException, InterruptedException {
        Map<Instant, List<Point>> since = new TreeMap<>();
        for (Point point : points) {
            Instant reached = position.reached(point);
            if (reached != null) {
                since.computeIfAbsent(reached, key -> new ArrayList<>()).add(point);
            }
        }
        for (Map.Entry<Instant, List<Point>> group : since.entrySet()) {
            if (options.enabled()) {
                fillSince(session, limits, group.getKey(), group.getValue());
            } else {
                metrics.gaps.add(group.getValue().size());
            }
        }
        position.release();
    }

    private void fillSince(ServerSession session, ServerLimits limits, Instant reached, List<Point> points)
            throws UaException, InterruptedException {
        Instant now = Instant.now();
        Instant earliest = now.minus(options.longest());
        if (reached.isBefore(earliest)) {
            metrics.gaps.add(points.size());
            log.warn(
                    "The gap of {} is longer than {}; its beginning is not read",
                    Duration.between(reached, now),
                    options.longest());
        }
        Instant from = reached.minus(options.overlap());
        Instant to = now.plus(CLOCK_AHEAD).plus(position.longestLead());
        readHistory(session, limits, points, from.isBefore(earliest) ? earliest : from, to);
    }

    private void readHistory(ServerSession session, ServerLimits limits, List<Point> points, Instant from, Instant to)
            throws UaException, InterruptedException {
        Map<Point, NodeId> nodes = new NodeResolver(session.client(), limits.pathsPerCall())
                .resolve(points)
                .nodes();
        long before = metrics.filled.sum();
        HistoryReader reader = new HistoryReader(session.client(), limits.historyPerCall(), from, to, this::handOver);
        metrics.gaps.add(points.size() - nodes.size() + reader.read(nodes));
        log.info("Read {} values since {} from the server's history", metrics.filled.sum() - before, from);
    }

    private void handOver(Point point, DataValue[] values) throws InterruptedException {
        Instant now = Instant.now();
        List<Reading> readings = new ArrayList<>(values.length);
        for (DataValue value : values) {
            readings.add(new Reading(point, value, now));
        }
        metrics.filled.add(readings.size());
        inbox.putAll(readings);
    }
}
