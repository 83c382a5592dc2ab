// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.retry.Retry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Keeps one connection to a broker open, on a thread of its own: connects, subscribes, watches, and connects again.
 *
 * <p>Every connection gets a new session and new {@link PendingAcks}, so that an acknowledgement never reaches another
 * connection than the one that delivered the message.
 */
final class SessionKeeper implements Outbox, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SessionKeeper.class);
    private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);
    private static final Duration STABLE = Duration.ofSeconds(10);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final MqttSession.Factory sessions;
    private final SessionPlan plan;
    private final Retry retry;
    private final Inbox inbox;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Counters counters;
    private volatile @Nullable MqttSession current;
    private int broker;
    private boolean subscribed;

    SessionKeeper(MqttSession.Factory sessions, SessionPlan plan, Retry retry, Inbox inbox, Counters counters) {
        this.sessions = sessions;
        this.plan = plan;
        this.retry = retry;
        this.inbox = inbox;
        this.counters = counters;
        Map<String, String> context = MDC.getCopyOfContextMap();
        this.thread = new Thread(() -> run(context), "mqtt-session-" + plan.clientId());
        this.thread.setDaemon(true);
    }

    /** Starts connecting, and returns; a failure that lasts goes to the inbox. */
    void start() {
        thread.start();
    }

    @Override
    public void publish(String topic, byte[] payload) {
        MqttSession session = current;
        if (session != null) {
            session.publish(topic, payload);
        }
    }

    /** Disconnects; the broker keeps a persistent session. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.info("Client {} ended: {}", plan.clientId(), counters);
    }

    private void run(@Nullable Map<String, String> context) {
        if (context != null) {
            MDC.setContextMap(context);
        }
        try {
            while (!isClosing()) {
                MqttFailure reason = keep(connect());
                log.warn("Client {} connects again: {}", plan.clientId(), reason.getMessage());
                pause(retry.failed(reason));
                inbox.awaitDrained();
                counters.reconnects.increment();
            }
        } catch (InterruptedException e) {
            // close() asks for the end this way.
        } catch (RuntimeException | Error e) {
            inbox.fail(e);
        }
    }

    private MqttFailure keep(Connection connection) throws InterruptedException {
        try (connection) {
            current = connection.session;
            return watch(connection);
        } finally {
            current = null;
        }
    }

    private Connection connect() throws InterruptedException {
        int hopeless = 0;
        while (true) {
            try {
                return open(plan.brokers().get(broker)); // stays with a broker that works
            } catch (MqttFailure failure) {
                hopeless = failure.permanent() ? hopeless + 1 : 0;
                if (!subscribed && hopeless >= plan.brokers().size()) {
                    throw new ConnectException(failure.getMessage() + "; change " + failure.option(), failure);
                }
                broker = (broker + 1) % plan.brokers().size();
                Duration pause = retry.failed(failure);
                log.warn("Client {} retries: {}", plan.clientId(), failure.getMessage());
                pause(pause);
            }
        }
    }

    private Connection open(URI address) throws MqttFailure, InterruptedException {
        Connection connection = new Connection(address);
        try {
            boolean resumed = connection.open();
            log.info(
                    "Client {} is connected to {}, {} session",
                    plan.clientId(),
                    MqttFailure.place(address),
                    resumed ? "resumed" : "new");
            return connection;
        } catch (MqttFailure | InterruptedException | RuntimeException e) {
            connection.close();
            throw e;
        }
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
            // While messages wait in the inbox, Kafka Connect is slow or paused, and the connection is not to blame.
            if (inbox.isDrained() && connection.acks.oldest().compareTo(plan.unackedTimeout()) > 0) {
                return MqttFailure.unacknowledged(connection.acks.size(), plan.unackedTimeout());
            }
        }
    }

    private void pause(Duration duration) throws InterruptedException {
        if (closing.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("closing");
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private final class Connection implements MqttSession.Listener, AutoCloseable {
        private final MqttSession session;
        private final PendingAcks acks;
        private final CompletableFuture<MqttFailure> loss = new CompletableFuture<>();

        private Connection(URI address) throws MqttFailure {
            session = sessions.create(address, this);
            acks = new PendingAcks(session::acknowledge, System::nanoTime, counters);
        }

        private boolean open() throws MqttFailure, InterruptedException {
            boolean resumed = session.connect();
            // Subscribing anew would bring all retained messages again.
            if (!resumed || !subscribed) {
                session.subscribe(plan.filters());
                subscribed = true;
            }
            return resumed;
        }

        private @Nullable MqttFailure awaitLoss(Duration wait) throws InterruptedException {
            try {
                return loss.get(wait.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return null;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void received(MqttMessage message) {
            counters.received.increment();
            try {
                inbox.add(new Delivery(message, message.qos() == 0 ? null : acks.received(message.packetId())));
            } catch (InterruptedException e) {
                // The client library ends its thread; the broker delivers the message again if it is of QoS 1.
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                // The client library would not tell anybody.
                inbox.fail(e);
            }
        }

        @Override
        public void lost(MqttFailure cause) {
            loss.complete(cause);
        }

        @Override
        public void close() {
            acks.close();
            session.close();
        }
    }
}
