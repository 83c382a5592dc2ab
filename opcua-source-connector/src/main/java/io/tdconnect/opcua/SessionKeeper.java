// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.source.RecordBuffer;
import io.tdconnect.common.source.TaskThread;
import io.tdconnect.opcua.node.KnownPoints;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.point.PointCatalog;
import io.tdconnect.opcua.read.HistoryFill;
import io.tdconnect.opcua.read.OpcuaMetrics;
import io.tdconnect.opcua.read.PointReader;
import io.tdconnect.opcua.read.ReadOptions;
import io.tdconnect.opcua.read.Reading;
import io.tdconnect.opcua.record.ReadingConverter;
import io.tdconnect.opcua.session.ConnectionOptions;
import io.tdconnect.opcua.session.OpcuaFailure;
import io.tdconnect.opcua.session.ServerLimits;
import io.tdconnect.opcua.session.ServerProfile;
import io.tdconnect.opcua.session.ServerSession;
import io.tdconnect.opcua.session.SessionFactory;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session open and a reader running, on a thread of its own: it connects, reads, watches and starts again.
 *
 * <p>The protocol library repairs a connection that is lost for less than the session timeout. After any other failure
 * a new session with new subscriptions replaces the old one, so there is only one way to recover.
 */
final class SessionKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SessionKeeper.class);
    private static final Duration WATCH_INTERVAL = Duration.ofMillis(200);
    private static final Duration STABLE = Duration.ofSeconds(10);

    private final SessionFactory sessions;
    private final Plan plan;
    private final Retry retry;
    private final OpcuaMetrics metrics;
    private final TaskThread thread;
    private volatile @Nullable ServerSession session;
    private volatile @Nullable PointReader reader;
    private boolean readBefore;

    /**
     * What each session reads, and how.
     *
     * @param server asks about the points at the beginning of each session
     * @param away how long a session may be disconnected before it is replaced
     * @param retryPoints how often points that cannot be read are tried again
     */
    record Plan(
            PointCatalog catalog,
            KnownPoints.Source server,
            ReadingConverter converter,
            PointReader.Factory readers,
            HistoryFill history,
            ServerProfile profile,
            Duration away,
            Duration retryPoints) {}

    SessionKeeper(SessionFactory sessions, Plan plan, Retry retry, RecordBuffer<Reading> inbox, OpcuaMetrics metrics) {
        this.sessions = sessions;
        this.plan = plan;
        this.retry = retry;
        this.metrics = metrics;
        this.thread = new TaskThread("opcua-session", this::run, inbox::fail);
    }

    /** Starts connecting and returns at once; a permanent failure is passed to the inbox. */
    void start() {
        thread.start();
    }

    /** Whether a session is connected. */
    boolean connected() {
        ServerSession current = session;
        return current != null && current.connected();
    }

    /** Number of points that cannot be read at present. */
    int unreadable() {
        PointReader current = reader;
        return current == null ? 0 : current.unreadable().size();
    }

    @Override
    public void close() {
        thread.close();
        log.info("Reading ended: {}", metrics);
    }

    private void run() throws InterruptedException {
        while (!thread.isEnding()) {
            OpcuaFailure reason = serve();
            // The server has refused this configuration from the beginning, so trying again does not help.
            if (reason.permanent() && !readBefore) {
                throw new ConnectException(reason.getMessage() + "; change " + reason.option(), reason);
            }
            Duration pause = retry.failed(reason);
            log.warn("Connecting again in {} ms: {}", pause.toMillis(), reason.getMessage());
            thread.pause(pause);
        }
    }

    private OpcuaFailure serve() throws InterruptedException {
        try (ServerSession opened = sessions.open()) {
            session = opened;
            if (readBefore) {
                metrics.reconnects.increment();
            }
            return readUntilFailure(opened);
        } catch (UaException e) {
            return new OpcuaFailure(
                    ConnectionOptions.ENDPOINT_URL,
                    false,
                    "The server failed a request: "
                            + OpcuaFailure.name(e.getStatusCode().value()) + ", " + e.getMessage()
                            + (e.getStatusCode().value() == StatusCodes.Bad_TooManyOperations
                                    ? "; a " + ReadOptions.PROFILE + " makes requests smaller"
                                    : ""),
                    e);
        } catch (OpcuaFailure e) {
            return e;
        } finally {
            plan.history().interrupted();
            session = null;
            reader = null;
        }
    }

    private OpcuaFailure readUntilFailure(ServerSession opened) throws UaException, OpcuaFailure, InterruptedException {
        List<Point> points = plan.catalog().points(opened.client());
        plan.converter().connected(plan.server().ask(opened.client(), points));
        ServerLimits limits = ServerLimits.of(opened.client(), plan.profile());
        try (PointReader started = plan.readers().open(opened, limits)) {
            started.readPoints(points);
            reader = started;
            readBefore = true;
            log.info(
                    "Reading {} points, {} cannot be read",
                    points.size(),
                    started.unreadable().size());
            warnOfUnreadable(started);
            plan.history().fill(opened, limits, points);
            return watch(opened, started, points);
        }
    }

    private OpcuaFailure watch(ServerSession opened, PointReader started, List<Point> first)
            throws UaException, OpcuaFailure, InterruptedException {
        List<Point> points = first;
        long startedAt = System.nanoTime();
        long lookedAt = startedAt;
        while (true) {
            thread.pause(WATCH_INTERVAL);
            OpcuaFailure fault = started.fault();
            if (fault != null) {
                return fault;
            }
            if (opened.away().compareTo(plan.away()) > 0) {
                return new OpcuaFailure(
                        "The server could not be reached for " + opened.away().toMillis() + " ms");
            }
            if (opened.connected() && since(startedAt).compareTo(STABLE) > 0) {
                retry.succeeded();
            }
            Duration refresh = plan.catalog().refresh();
            boolean refreshDue = refresh != null && since(lookedAt).compareTo(refresh) >= 0;
            boolean retryDue =
                    !started.unreadable().isEmpty() && since(lookedAt).compareTo(plan.retryPoints()) >= 0;
            if (opened.connected() && (refreshDue || retryDue)) {
                points = refreshDue ? refreshed(opened, points) : points;
                started.readPoints(points);
                lookedAt = System.nanoTime();
            }
        }
    }

    private List<Point> refreshed(ServerSession opened, List<Point> before) throws UaException, InterruptedException {
        List<Point> now = plan.catalog().points(opened.client());
        if (!now.equals(before)) {
            plan.converter().connected(plan.server().ask(opened.client(), now));
            log.info("Reading {} points instead of {}", now.size(), before.size());
        }
        return now;
    }

    private static void warnOfUnreadable(PointReader started) {
        started.unreadable().entrySet().stream()
                .limit(10)
                .forEach(problem -> log.warn(
                        "{} cannot be read ({}) and is tried again",
                        problem.getKey().node(),
                        problem.getValue()));
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
