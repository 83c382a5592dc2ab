// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.read;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.tdconnect.opcua.session.ConnectionOptions;
import io.tdconnect.opcua.session.OpcuaFailure;
import io.tdconnect.opcua.session.ServerSession;
import java.time.Duration;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.jspecify.annotations.Nullable;

/** Watches whether the server still has a subscription, which the protocol library does not create again. */
public final class SubscriptionWatch implements OpcUaSubscription.SubscriptionListener {
    private static final Duration LONGEST_KEEP_ALIVE = Duration.ofSeconds(5);
    private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(10);

    private final OpcUaSubscription subscription;
    private final ServerSession session;
    private final OpcuaMetrics metrics;
    private final Receiver receiver;
    private volatile long heardAt = System.nanoTime();
    private volatile boolean delivering;
    private volatile boolean closed;
    private volatile @Nullable OpcuaFailure fault;

    /** Receives values or events on a thread of the subscription; may wait. */
    public interface Receiver {
        /** Values of items. */
        default void values(List<OpcUaMonitoredItem> items, List<DataValue> values) throws InterruptedException {}

        /** The selected fields of events of items. */
        default void events(List<OpcUaMonitoredItem> items, List<Variant[]> fields) throws InterruptedException {}
    }

    private SubscriptionWatch(
            OpcUaSubscription subscription, ServerSession session, OpcuaMetrics metrics, Receiver receiver) {
        this.subscription = subscription;
        this.session = session;
        this.metrics = metrics;
        this.receiver = receiver;
    }

    /** Creates the subscription at the server. */
    public static SubscriptionWatch create(
            OpcUaSubscription subscription, ServerSession session, OpcuaMetrics metrics, Receiver receiver)
            throws UaException {
        SubscriptionWatch watch = new SubscriptionWatch(subscription, session, metrics, receiver);
        double publishing = subscription.getPublishingInterval();
        long keepAlive = (long) Math.max(1, Math.ceil(keepAlive(subscription).toMillis() / publishing));
        long lifetime = Math.max(3 * keepAlive, (long) Math.ceil((double) SHORTEST_LIFETIME.toMillis() / publishing));
        subscription.setMaxKeepAliveCount(uint(keepAlive));
        // While Kafka is slow, no messages are requested; the server must not end the subscription meanwhile.
        subscription.setLifetimeCount(uint(lifetime));
        subscription.setSubscriptionListener(watch);
        subscription.create();
        return watch;
    }

    public OpcUaSubscription subscription() {
        return subscription;
    }

    /** Number of items. */
    int size() {
        return subscription.getMonitoredItems().size();
    }

    /** The failure that has ended the subscription; null while it works. */
    @Nullable
    public OpcuaFailure fault() {
        Duration silence = Duration.ofNanos(System.nanoTime() - heardAt);
        boolean silent =
                silence.compareTo(longestSilence()) > 0 && session.present().compareTo(longestSilence()) > 0;
        if (fault == null && !delivering && silent) {
            return new OpcuaFailure("The server has sent nothing for a subscription for " + silence.toMillis() + " ms");
        }
        return fault;
    }

    /** Refuses values from now on. */
    public void close() {
        closed = true;
    }

    @Override
    public void onDataReceived(OpcUaSubscription from, List<OpcUaMonitoredItem> items, List<DataValue> values) {
        deliver(() -> receiver.values(items, values));
    }

    @Override
    public void onEventReceived(OpcUaSubscription from, List<OpcUaMonitoredItem> items, List<Variant[]> fields) {
        deliver(() -> receiver.events(items, fields));
    }

    @Override
    public void onKeepAliveReceived(OpcUaSubscription from) {
        heardAt = System.nanoTime();
    }

    @Override
    public void onNotificationDataLost(OpcUaSubscription from) {
        metrics.lostNotifications.increment();
    }

    @Override
    public void onStatusChanged(OpcUaSubscription from, StatusCode status) {
        if (status.value() == StatusCodes.Bad_Timeout) {
            fault = new OpcuaFailure("The server has ended a subscription (" + OpcuaFailure.name(status.value()) + ")");
        }
    }

    @Override
    public void onTransferFailed(OpcUaSubscription from, StatusCode status) {
        fault = new OpcuaFailure(
                "The server has no subscription of the session before (" + OpcuaFailure.name(status.value()) + ")");
    }

    private void deliver(Delivery delivery) {
        delivering = true;
        try {
            if (!closed) {
                delivery.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fault = new OpcuaFailure("A message of the server could not be handed over");
        } catch (RuntimeException | Error e) {
            // Has no effect if the task is ending, whose inbox refuses values.
            closed = true;
            fault = new OpcuaFailure(
                    ConnectionOptions.ENDPOINT_URL, false, "A message of the server cannot be used: " + e, e);
        } finally {
            heardAt = System.nanoTime();
            delivering = false;
        }
    }

    /** With a shorter request timeout missing messages are noticed earlier. */
    private static Duration keepAlive(OpcUaSubscription subscription) {
        Duration request = ServerSession.requestTimeout(subscription.getClient());
        return request.compareTo(LONGEST_KEEP_ALIVE) < 0 ? request : LONGEST_KEEP_ALIVE;
    }

    private Duration longestSilence() {
        double interval = subscription.getRevisedPublishingInterval().orElse(subscription.getPublishingInterval());
        long count = subscription
                .getRevisedMaxKeepAliveCount()
                .orElse(subscription.getMaxKeepAliveCount())
                .longValue();
        Duration keepAlive = Duration.ofMillis((long) (interval * (count + 1)));
        return keepAlive.multipliedBy(3).plus(ServerSession.requestTimeout(subscription.getClient()));
    }

    @FunctionalInterface
    private interface Delivery {
        void run() throws InterruptedException;
    }
}
