// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import io.tdconnect.common.metrics.Gauge;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.source.TaskThread;
import io.tdconnect.mqtt.session.BrokerAddress;
import io.tdconnect.mqtt.session.MqttFailure;
import io.tdconnect.mqtt.session.MqttSession;
import io.tdconnect.mqtt.session.SubscriptionOptions;
import io.tdconnect.mqtt.session.SubscriptionOptions.RetainedPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to a broker open, on a thread of its own: connects, subscribes, watches, and connects again.
 */
public final class SessionKeeper implements CommandPublisher, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SessionKeeper.class);
    private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);
    private static final Duration STABLE = Duration.ofSeconds(10);
    private static final int MOST_UNSUBSCRIBED = 100;

    private final MqttSession.Factory sessions;
    private final SessionPlan plan;
    private final Retry retry;
    private final MessageBuffer buffer;
    private final TaskThread thread;
    private final MqttMetrics metrics;
    private final AtomicReference<@Nullable String> unwanted = new AtomicReference<>();
    private final Set<String> unsubscribed = new HashSet<>();
    private volatile @Nullable Connection current;
    private int broker;
    private boolean subscribed;
    private long handoverAt;

    public SessionKeeper(
            MqttSession.Factory sessions, SessionPlan plan, Retry retry, MessageBuffer buffer, MqttMetrics metrics) {
        this.sessions = sessions;
        this.plan = plan;
        this.retry = retry;
        this.buffer = buffer;
        this.metrics = metrics;
        this.thread = new TaskThread("mqtt-session-" + plan.clientId(), this::run, buffer::fail);
    }

    /** Starts connecting, and returns; a permanent failure goes to the buffer. */
    public void start() {
        thread.start();
    }

    @Override
    public boolean publish(String topic, byte[] payload) {
        Connection connection = current;
        if (connection == null) {
            return false;
        }
        try {
            connection.session().publish(topic, payload);
            return true;
        } catch (MqttFailure | IllegalArgumentException e) {
            // Paho refuses to publish to some topics from which it can receive.
            log.debug("Nothing is published to {}: {}", topic, e.getMessage());
            return false;
        }
    }

    /** The state of the connection and of the waiting messages, for operators. */
    public List<Gauge> gauges() {
        return List.of(
                new Gauge(
                        "connected",
                        "1 while there is a connection to a broker, else 0.",
                        () -> current == null ? 0L : 1L),
                new Gauge("waiting", "Messages that wait for Kafka Connect to take them.", () -> (long) buffer.size()),
                new Gauge("unacknowledged", "Messages that are not acknowledged yet.", this::unacknowledged),
                new Gauge(
                        "oldest-unacknowledged-ms",
                        "Age of the oldest message that is not acknowledged.",
                        this::oldestUnacknowledgedMillis));
    }

    private long unacknowledged() {
        Connection connection = current;
        return connection == null ? 0 : connection.acks().size();
    }

    private long oldestUnacknowledgedMillis() {
        Connection connection = current;
        return connection == null ? 0 : connection.acks().oldest().toMillis();
    }

    /** Disconnects; the broker keeps a persistent session. */
    @Override
    public void close() {
        thread.close();
        log.info("Client {} ended: {}", plan.clientId(), metrics);
    }

    private void run() throws InterruptedException {
        while (!thread.isEnding()) {
            MqttFailure reason = keep(connect());
            log.warn("Client {} connects again: {}", plan.clientId(), reason.getMessage());
            thread.pause(retry.failed(reason));
            buffer.awaitDrained();
            metrics.reconnects.increment();
        }
    }

    private MqttFailure keep(Connection connection) throws InterruptedException {
        try (connection) {
            return watch(connection);
        } finally {
            current = null;
        }
    }

    private Connection connect() throws InterruptedException {
        int permanentFailures = 0;
        while (true) {
            try {
                return open(plan.brokers().get(broker)); // stays with a broker that works
            } catch (MqttFailure failure) {
                permanentFailures = failure.permanent() ? permanentFailures + 1 : 0;
                if (!subscribed && permanentFailures >= plan.brokers().size()) {
                    throw new ConnectException(failure.getMessage() + "; change " + failure.option(), failure);
                }
                broker = (broker + 1) % plan.brokers().size();
                Duration pause = retry.failed(failure);
                log.warn("Client {} retries: {}", plan.clientId(), failure.getMessage());
                thread.pause(pause);
            }
        }
    }

    private Connection open(URI address) throws MqttFailure, InterruptedException {
        Connection connection = new Connection(sessions, address, plan.retained(), buffer, metrics);
        try {
            boolean resumed = connection.session().connect();
            // Messages may arrive before the subscription is confirmed, and may need an answer to their device.
            current = connection;
            subscribe(connection, resumed);
            log.info(
                    "Client {} is connected to {}, {} session",
                    plan.clientId(),
                    BrokerAddress.place(address),
                    resumed ? "resumed" : "new");
            return connection;
        } catch (MqttFailure | InterruptedException | RuntimeException e) {
            current = null;
            connection.close();
            throw e;
        }
    }

    /**
     * Subscribing again makes the broker send all retained messages again. So a resumed session is subscribed only at
     * the start of the task, when its filters are not known for certain.
     */
    private void subscribe(Connection connection, boolean resumed) throws MqttFailure, InterruptedException {
        Subscriptions subscriptions = plan.subscriptions();
        if (!resumed || !subscribed) {
            boolean once = resumed && plan.retained() == RetainedPolicy.FIRST_ONLY && !plan.retainedByBroker();
            connection.skipRetainedOf(once ? subscriptions.wantedBefore() : List.of());
            connection.session().subscribe(subscriptions.wanted(), plan.retained());
        }
        if (resumed && !subscribed) {
            connection.session().unsubscribe(subscriptions.obsolete());
            handoverAt = System.nanoTime() + plan.handover().toNanos();
        }
        subscribed = true;
    }

    /** Reports the topic of a message that no task wants; for any thread. */
    public void unwanted(String topic) {
        unwanted.set(topic);
    }

    /**
     * An unwanted message shows that the session still has a filter that matches it. Handles one topic at a time,
     * because there may be many.
     */
    private void unsubscribeUnwanted(MqttSession session) throws MqttFailure, InterruptedException {
        String topic = unwanted.getAndSet(null);
        if (topic == null || unsubscribed.contains(topic) || unsubscribed.size() == MOST_UNSUBSCRIBED) {
            return;
        }
        unsubscribed.add(topic);
        log.warn(
                "Client {} receives messages of topics that no filter of {} matches; its session still"
                        + " has a filter of an earlier configuration, and unsubscribes from all that match them",
                plan.clientId(),
                SubscriptionOptions.TOPICS);
        session.unsubscribe(plan.subscriptions().obsolete(topic));
    }

    private MqttFailure watch(Connection connection) throws InterruptedException {
        long stableAt = System.nanoTime() + STABLE.toNanos();
        while (true) {
            MqttFailure lost = connection.awaitLoss(WATCH_INTERVAL);
            if (lost != null) {
                return lost;
            }
            if (System.nanoTime() - stableAt >= 0) {
                retry.succeeded();
            }
            try {
                handOver(connection.session());
                unsubscribeUnwanted(connection.session());
            } catch (MqttFailure e) {
                return e;
            }
            // While messages wait in the buffer, Kafka Connect is slow or paused, and the connection is not the cause.
            if (buffer.isDrained() && connection.acks().oldest().compareTo(plan.unackedTimeout()) > 0) {
                return MqttFailure.passing(
                        DeliveryOptions.UNACKED_TIMEOUT,
                        connection.acks().size() + " messages wait longer than " + DeliveryOptions.UNACKED_TIMEOUT + "="
                                + plan.unackedTimeout().toMillis() + " for their acknowledgement",
                        null);
            }
        }
    }

    // Until the other tasks have subscribed, this session keeps what was published for them.
    private void handOver(MqttSession session) throws MqttFailure, InterruptedException {
        if (handoverAt != 0 && System.nanoTime() - handoverAt >= 0) {
            session.unsubscribe(plan.subscriptions().moved());
            handoverAt = 0;
        }
    }
}
