// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import io.tdconnect.common.source.TaskThread;
import io.tdconnect.mqtt.session.MqttFailure;
import io.tdconnect.mqtt.session.MqttSession;
import io.tdconnect.mqtt.session.SubscriptionOptions.RetainedPolicy;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties, then ends the sessions of tasks that no longer exist, because the connector now has fewer.
 *
 * <p>A broker keeps the messages of a disconnected client, and continues to assign it a share of shared subscriptions.
 * Only the broker knows which sessions exist, so the sessions are resumed one task number after the other, until the
 * broker has no session for the next.
 */
public final class OrphanedSessions implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OrphanedSessions.class);

    private final Sessions sessions;
    private final Timing timing;
    private final MessageBuffer buffer;
    private final MqttMetrics metrics;
    private final TaskThread thread;

    /**
     * Prepares, without starting.
     *
     * @param firstTask number of the first task that no longer exists
     */
    public OrphanedSessions(
            Sessions sessions, int firstTask, Timing timing, MessageBuffer buffer, MqttMetrics metrics) {
        this.sessions = sessions;
        this.timing = timing;
        this.buffer = buffer;
        this.metrics = metrics;
        thread = new TaskThread("mqtt-orphaned-sessions", () -> run(firstTask), buffer::fail);
    }

    /** Sessions by the number of their task. */
    public interface Sessions {
        /** The plan for the session of this task: it subscribes to nothing. */
        SessionPlan plan(int task);

        /** Connections to the session that the broker keeps for this task. */
        MqttSession.Factory resuming(int task);

        /** Connections that end the session which the broker keeps for this task. */
        MqttSession.Factory ending(int task);
    }

    /**
     * How long to wait.
     *
     * @param retry pause before the next attempt after a failure
     * @param idle how long a session without subscriptions has to be silent to count as empty
     */
    public record Timing(Duration retry, Duration idle) {}

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.close();
    }

    private void run(int firstTask) throws InterruptedException {
        int task = firstTask;
        int attempt = 0;
        while (!thread.isEnding()) {
            SessionPlan plan = sessions.plan(task);
            URI broker = plan.brokers().get(attempt++ % plan.brokers().size());
            try {
                if (!empty(task, plan, broker)) {
                    return;
                }
                task++;
            } catch (MqttFailure e) {
                log.warn("Client {} may have left a session that cannot be read: {}", plan.clientId(), e.getMessage());
                if (e.permanent()) {
                    return;
                }
                thread.pause(timing.retry);
            }
        }
    }

    /** Returns whether there was a session. */
    private boolean empty(int task, SessionPlan plan, URI broker) throws MqttFailure, InterruptedException {
        boolean resumed;
        try (Connection connection =
                new Connection(sessions.resuming(task), broker, plan.retained(), buffer, metrics)) {
            resumed = connection.session().connect();
            if (resumed) {
                log.info("Client {} of an earlier task has a session, which is being emptied", plan.clientId());
                connection.session().unsubscribe(plan.subscriptions().obsolete());
                throwIfLost(connection.awaitLoss(plan.handover()));
                connection.session().unsubscribe(plan.subscriptions().moved());
                awaitNothing(connection, plan.subscriptions());
            }
        }
        end(task, broker);
        return resumed;
    }

    private void end(int task, URI broker) throws MqttFailure, InterruptedException {
        try (Connection connection =
                new Connection(sessions.ending(task), broker, RetainedPolicy.KEEP, buffer, metrics)) {
            connection.session().connect();
        }
    }

    /**
     * Returns when no message has arrived for a while and all are acknowledged. Messages that still arrive may match
     * filters that are not known; the session then unsubscribes from all that match.
     */
    private void awaitNothing(Connection connection, Subscriptions subscriptions)
            throws MqttFailure, InterruptedException {
        long received = -1;
        while (received != connection.received() || connection.acks().size() > 0) {
            if (received >= 0 && received != connection.received()) {
                connection.session().unsubscribe(subscriptions.obsolete(connection.lastTopic()));
            }
            received = connection.received();
            throwIfLost(connection.awaitLoss(timing.idle));
        }
    }

    private static void throwIfLost(@Nullable MqttFailure lost) throws MqttFailure {
        if (lost != null) {
            throw lost;
        }
    }
}
