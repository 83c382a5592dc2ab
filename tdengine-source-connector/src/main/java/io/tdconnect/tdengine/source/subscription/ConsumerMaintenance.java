// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.subscription;

import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.source.message.InFlightMessages;
import io.tdconnect.tdengine.source.topic.SubscriptionMetrics;
import io.tdconnect.tdengine.source.topic.Vgroup;
import io.tdconnect.tdengine.source.topic.Vgroups;
import io.tdconnect.tdengine.tmq.TmqConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Periodic work of a consumer between two polls: commits, checks of the WAL, passed positions. For use by one thread. */
final class ConsumerMaintenance {
    private static final Logger log = LoggerFactory.getLogger(ConsumerMaintenance.class);
    private static final long COMMIT_INTERVAL = Duration.ofSeconds(1).toNanos();
    private static final long STALL = Duration.ofSeconds(60).toNanos();
    private static final long CHECK_INTERVAL = Duration.ofSeconds(30).toNanos();

    private final List<String> topics;
    private final Vgroups vgroups;
    private final InFlightMessages inFlightMessages;
    private final SubscriptionMetrics metrics;
    private long lastCommit = System.nanoTime();
    private long lastCheck = lastCommit;

    ConsumerMaintenance(
            List<String> topics, Vgroups vgroups, InFlightMessages inFlightMessages, SubscriptionMetrics metrics) {
        this.topics = List.copyOf(topics);
        this.vgroups = vgroups;
        this.inFlightMessages = inFlightMessages;
        this.metrics = metrics;
    }

    /** Subscribing has just checked the vgroups. */
    void checked() {
        lastCheck = System.nanoTime();
    }

    /** Whether work is due, if the last message came at {@code lastPoll}. */
    boolean due(long lastPoll) {
        long now = System.nanoTime();
        return commitDue(now) || checkDue(now, lastPoll);
    }

    /** Does the work that is due. */
    void runDueWork(TmqConsumer open, long lastPoll) throws GatewayException, InterruptedException {
        long now = System.nanoTime();
        if (commitDue(now)) {
            commit(open);
            // So that a restart does not read them again.
            pass(open, vgroups.snapshots());
            lastCommit = now;
        }
        if (checkDue(now, lastPoll)) {
            checkWal(open);
            lastCheck = now;
        }
    }

    /** Commits the positions up to which Kafka has all records. */
    void commit(TmqConsumer open) throws GatewayException, InterruptedException {
        for (Map.Entry<Vgroup, Long> completed :
                inFlightMessages.takeCompleted().entrySet()) {
            commit(open, completed.getKey(), completed.getValue());
        }
    }

    /** Commits a position of a vgroup. */
    void commit(TmqConsumer open, Vgroup vgroup, long position) throws GatewayException, InterruptedException {
        try {
            open.commitOffset(vgroup.topic(), vgroup.number(), position);
        } catch (GatewayException e) {
            if (!refused(e)) {
                throw e;
            }
            // Another consumer may have the vgroup now; the position is for monitoring only.
            log.debug("The position of {} was not committed: {}", vgroup, e.getMessage());
        }
    }

    private boolean commitDue(long now) {
        return now - lastCommit > COMMIT_INTERVAL;
    }

    /** The WAL may have dropped rows while Kafka did not take more. */
    private boolean checkDue(long now, long lastPoll) {
        return now - lastCheck > CHECK_INTERVAL || now - lastPoll > STALL;
    }

    private void checkWal(TmqConsumer open) throws GatewayException, InterruptedException {
        pass(open, vgroups.begun());
        long lag = 0;
        for (String topic : topics) {
            lag += vgroups.checkWal(topic);
        }
        metrics.walChecked(vgroups.begun().size(), lag);
    }

    private void pass(TmqConsumer open, Set<Vgroup> some) throws GatewayException, InterruptedException {
        for (Vgroup vgroup : some) {
            if (inFlightMessages.none(vgroup)) {
                pass(open, vgroup);
            }
        }
    }

    private void pass(TmqConsumer open, Vgroup vgroup) throws GatewayException, InterruptedException {
        long position;
        try {
            position = open.position(vgroup.topic(), vgroup.number());
        } catch (GatewayException e) {
            if (!refused(e)) {
                throw e;
            }
            return;
        }
        if (position > vgroups.reached(vgroup).orElse(-1)) {
            vgroups.advance(vgroup, position);
            commit(open, vgroup, position);
        }
    }

    /** Whether the server refused this request, but still answers others. */
    private static boolean refused(GatewayException failure) {
        return failure.getErrorCode() != GatewayException.CONNECTION
                && failure.getErrorCode() != GatewayException.TIMEOUT;
    }
}
