// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.read;

import io.tdconnect.common.source.RecordBuffer;
import io.tdconnect.common.source.TaskThread;
import io.tdconnect.opcua.node.NodeResolver;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.session.ConnectionOptions;
import io.tdconnect.opcua.session.OpcuaFailure;
import io.tdconnect.opcua.session.ServerLimits;
import io.tdconnect.opcua.session.ServerSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all points in batches at a fixed interval, on a thread of its own. */
public final class PollReader implements PointReader {
    private static final Logger log = LoggerFactory.getLogger(PollReader.class);
    private static final int FAILURES_ALLOWED = 3;

    private final ServerSession session;
    private final ServerLimits limits;
    private final PollOptions options;
    private final RecordBuffer<Reading> inbox;
    private final OpcuaMetrics metrics;
    private final TaskThread thread = new TaskThread("opcua-poll", this::run, this::failed);
    private boolean started;
    private volatile List<Batch> batches = List.of();
    private volatile Map<Point, String> unreadable = Map.of();
    private volatile @Nullable OpcuaFailure fault;

    private record Batch(List<Point> points, List<NodeId> nodes) {}

    private record Request(Batch batch, CompletableFuture<List<DataValue>> answer) {}

    public PollReader(
            ServerSession session,
            ServerLimits limits,
            PollOptions options,
            RecordBuffer<Reading> inbox,
            OpcuaMetrics metrics) {
        this.session = session;
        this.limits = limits;
        this.options = options;
        this.inbox = inbox;
        this.metrics = metrics;
    }

    @Override
    public void readPoints(List<Point> points) throws UaException, OpcuaFailure {
        NodeResolver resolver = new NodeResolver(session.client(), limits.pathsPerCall()).resolve(points);
        if (resolver.nodes().isEmpty() && !resolver.problems().isEmpty()) {
            throw new OpcuaFailure("None of " + points.size() + " points can be read; "
                    + points.get(0).node() + ": " + resolver.problems().get(points.get(0)));
        }
        List<Point> found = List.copyOf(resolver.nodes().keySet());
        int size =
                options.batchSize() == 0 ? limits.nodesPerRead() : Math.min(options.batchSize(), limits.nodesPerRead());
        List<Batch> made = new ArrayList<>();
        for (int from = 0; from < found.size(); from += size) {
            List<Point> part = found.subList(from, Math.min(found.size(), from + size));
            made.add(new Batch(
                    part,
                    part.stream().map(point -> resolver.nodes().get(point)).toList()));
        }
        batches = List.copyOf(made);
        unreadable = new LinkedHashMap<>(resolver.problems());
        if (!started) {
            started = true;
            thread.start();
        }
    }

    @Override
    public @Nullable OpcuaFailure fault() {
        return fault;
    }

    @Override
    public Map<Point, String> unreadable() {
        return unreadable;
    }

    @Override
    public void close() {
        thread.end();
    }

    private void run() throws InterruptedException {
        int failures = 0;
        long next = System.nanoTime();
        while (failures < FAILURES_ALLOWED) {
            try {
                readAll();
                failures = 0;
            } catch (UaException e) {
                metrics.failedReads.increment();
                // While the connection is lost, the session decides when to give up.
                failures = session.connected() ? failures + 1 : failures;
                log.warn("Values cannot be read: {}", e.getMessage());
                fault = failures < FAILURES_ALLOWED
                        ? null
                        : new OpcuaFailure("The server does not answer reads: " + e.getMessage());
            }
            next = awaitNext(next);
        }
    }

    /** A new session may receive better answers, but does not help against an Error of this Java process. */
    private void failed(Throwable cause) {
        if (cause instanceof RuntimeException) {
            fault = new OpcuaFailure(
                    ConnectionOptions.ENDPOINT_URL, false, "An answer of the server cannot be used: " + cause, cause);
        } else {
            inbox.fail(cause);
        }
    }

    private long awaitNext(long last) throws InterruptedException {
        long interval = options.interval().toNanos();
        long now = System.nanoTime();
        long missed = Math.max(0, (now - last) / interval);
        if (missed > 1) {
            metrics.missedPolls.add(missed - 1);
        }
        long next = last + interval * Math.max(1, missed);
        if (next - now > 0) {
            thread.pause(Duration.ofNanos(next - now));
        }
        return next;
    }

    private void readAll() throws UaException, InterruptedException {
        Deque<Request> pending = new ArrayDeque<>();
        try {
            for (Batch batch : batches) {
                while (pending.size() >= options.concurrent()) {
                    receive(pending.remove());
                }
                pending.add(new Request(
                        batch, session.client().readValuesAsync(0, TimestampsToReturn.Both, batch.nodes())));
            }
            while (!pending.isEmpty()) {
                receive(pending.remove());
            }
        } finally {
            pending.forEach(request -> request.answer().cancel(false));
        }
    }

    private void receive(Request request) throws UaException, InterruptedException {
        List<DataValue> values = ServerSession.answer(request.answer(), options.batchTimeout());
        List<Point> points = request.batch().points();
        if (values.size() != points.size()) {
            throw new UaException(
                    StatusCodes.Bad_UnexpectedError, values.size() + " values for " + points.size() + " points");
        }
        Instant now = Instant.now();
        List<Reading> readings = new ArrayList<>(points.size());
        for (int i = 0; i < values.size(); i++) {
            readings.add(new Reading(points.get(i), values.get(i), now));
            if (!values.get(i).statusCode().isGood()) {
                metrics.notGood.increment();
            }
        }
        metrics.received.add(readings.size());
        inbox.putAll(readings);
    }
}
