// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.tdconnect.common.source.RecordBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryData;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRawModifiedDetails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads from the server's history what changed while nobody was subscribed; what it has not kept is counted as a gap. */
final class HistoryFill {
    private static final Logger log = LoggerFactory.getLogger(HistoryFill.class);
    private static final int VALUES_PER_NODE = 1_000;
    /** How much the server's clock may be ahead of this one, so that the latest values are found. */
    private static final Duration CLOCK_AHEAD = Duration.ofMinutes(1);

    private final Options options;
    private final Progress progress;
    private final RecordBuffer<Reading> inbox;
    private final Counters counters;

    /**
     * Whether and how far back.
     *
     * @param longest time before now that is not exceeded
     * @param overlap how much older than the last value others may be that had not come yet, since the server still had
     *     them in the queues of their points
     */
    record Options(boolean enabled, Duration longest, Duration overlap) {}

    private record Pending(Point point, NodeId node, ByteString continuation) {}

    HistoryFill(Options options, Progress progress, RecordBuffer<Reading> inbox, Counters counters) {
        this.options = options;
        this.progress = progress;
        this.inbox = inbox;
        this.counters = counters;
    }

    /** From now on values may be missed, until {@link #fill} has read them. */
    void interrupted() {
        progress.hold();
    }

    /** Fills the time since the last value of each point; values that are subscribed come in between. */
    void fill(ServerSession session, Limits limits, List<Point> points) throws UaException, InterruptedException {
        Map<Instant, List<Point>> since = new TreeMap<>();
        for (Point point : points) {
            Instant reached = progress.reached(point);
            if (reached != null) {
                since.computeIfAbsent(reached, key -> new ArrayList<>()).add(point);
            }
        }
        for (Map.Entry<Instant, List<Point>> group : since.entrySet()) {
            if (options.enabled()) {
                fill(session, limits, group.getKey(), group.getValue());
            } else {
                counters.gaps.add(group.getValue().size());
            }
        }
        progress.release();
    }

    private void fill(ServerSession session, Limits limits, Instant reached, List<Point> points)
            throws UaException, InterruptedException {
        Instant now = Instant.now();
        Instant earliest = now.minus(options.longest());
        if (reached.isBefore(earliest)) {
            counters.gaps.add(points.size());
            log.warn(
                    "{} has been longer than {}; the beginning is left out",
                    Duration.between(reached, now),
                    options.longest());
        }
        Instant from = reached.minus(options.overlap());
        read(session, limits, points, from.isBefore(earliest) ? earliest : from, now.plus(CLOCK_AHEAD));
    }

    private void read(ServerSession session, Limits limits, List<Point> points, Instant from, Instant to)
            throws UaException, InterruptedException {
        ReadRawModifiedDetails details =
                new ReadRawModifiedDetails(false, new DateTime(from), new DateTime(to), uint(VALUES_PER_NODE), false);
        Map<Point, NodeId> nodes = new NodeResolver(session.client(), limits.pathsPerCall())
                .resolve(points)
                .nodes();
        List<Pending> pending = new ArrayList<>();
        nodes.forEach((point, node) -> pending.add(new Pending(point, node, ByteString.NULL_VALUE)));
        long before = counters.filled.sum();
        while (!pending.isEmpty()) {
            List<Pending> batch = List.copyOf(pending.subList(0, Math.min(limits.historyPerCall(), pending.size())));
            pending.subList(0, batch.size()).clear();
            pending.addAll(0, read(session, details, batch));
        }
        log.info("{} values since {} are from the server's history", counters.filled.sum() - before, from);
    }

    /** Reads once; returns what has more. */
    private List<Pending> read(ServerSession session, ReadRawModifiedDetails details, List<Pending> batch)
            throws UaException, InterruptedException {
        List<HistoryReadValueId> wanted = new ArrayList<>();
        for (Pending one : batch) {
            wanted.add(new HistoryReadValueId(one.node(), null, QualifiedName.NULL_VALUE, one.continuation()));
        }
        HistoryReadResult[] results = session.client()
                .historyRead(details, TimestampsToReturn.Both, false, wanted)
                .getResults();
        List<Pending> more = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            HistoryReadResult result = results == null || i >= results.length ? null : results[i];
            if (result == null || result.getStatusCode().isBad()) {
                counters.gaps.increment();
                log.debug("No history of {}: {}", batch.get(i).point().node(), result);
                continue;
            }
            hand(session, batch.get(i).point(), result.getHistoryData());
            ByteString continuation = result.getContinuationPoint();
            if (continuation != null && continuation.isNotNull()) {
                more.add(new Pending(batch.get(i).point(), batch.get(i).node(), continuation));
            }
        }
        return more;
    }

    private void hand(ServerSession session, Point point, ExtensionObject content)
            throws UaException, InterruptedException {
        if (content == null || content.isNull()) {
            return;
        }
        if (!(content.decode(session.client().getStaticEncodingContext()) instanceof HistoryData data)) {
            throw new UaException(StatusCodes.Bad_DecodingError, "expected HistoryData from the server's history");
        }
        DataValue[] values = data.getDataValues();
        if (values == null) {
            return;
        }
        Instant now = Instant.now();
        List<Reading> readings = new ArrayList<>(values.length);
        for (DataValue value : values) {
            readings.add(new Reading(point, value, now));
        }
        counters.filled.add(readings.size());
        inbox.putAll(readings);
    }
}
