// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.message.TopicFilter;
import io.tdconnect.mqtt.session.MqttFailure;
import io.tdconnect.mqtt.session.MqttSession;
import io.tdconnect.mqtt.session.SubscriptionOptions.RetainedPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A session and the messages that it has delivered: puts them into the buffer, and tracks which of them are
 * unacknowledged.
 *
 * <p>Every connection has its own {@link PendingAcks}, so that an acknowledgement is only sent on the connection that
 * delivered the message.
 */
final class Connection implements MqttSession.Listener, AutoCloseable {
    private final MqttSession session;
    private final PendingAcks acks;
    private final MessageBuffer buffer;
    private final RetainedPolicy retained;
    private final MqttMetrics metrics;
    private final AtomicLong received = new AtomicLong();
    private volatile List<TopicFilter> retainedBefore = List.of();
    private volatile String lastTopic = "";
    private final CompletableFuture<MqttFailure> loss = new CompletableFuture<>();

    /** Makes a connection without opening it. */
    Connection(
            MqttSession.Factory sessions,
            URI broker,
            RetainedPolicy retained,
            MessageBuffer buffer,
            MqttMetrics metrics)
            throws MqttFailure {
        this.buffer = buffer;
        this.retained = retained;
        this.metrics = metrics;
        session = sessions.create(broker, this);
        acks = new PendingAcks(buffer.receiveMaximum(), session::acknowledge, System::nanoTime, metrics);
    }

    MqttSession session() {
        return session;
    }

    /** The messages that wait for their acknowledgement. */
    PendingAcks acks() {
        return acks;
    }

    /** How many messages have arrived. */
    long received() {
        return received.get();
    }

    /** The topic of the last message, empty before the first. */
    String lastTopic() {
        return lastTopic;
    }

    /** Skips retained messages of these filters: the session has received them after its first subscription. */
    void skipRetainedOf(List<TopicFilter> filters) {
        retainedBefore = List.copyOf(filters);
    }

    /** Waits for the end of the connection; null if it has not ended. */
    @Nullable
    MqttFailure awaitLoss(Duration wait) throws InterruptedException {
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
        received.incrementAndGet();
        metrics.received.increment();
        lastTopic = message.topic();
        try {
            PendingAcks.Ack ack = message.qos() == 0 ? null : acks.register(message.packetId());
            if (message.retained() && isUnwanted(message.topic())) {
                skip(ack);
            } else {
                buffer.put(new ReceivedMessage(message, ack));
            }
        } catch (InterruptedException e) {
            // The client library ends its thread; the broker delivers a message of QoS 1 again.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // The client library would swallow it.
            buffer.fail(e);
        }
    }

    private boolean isUnwanted(String topicOfRetained) {
        return retained == RetainedPolicy.SKIP
                || retainedBefore.stream().anyMatch(filter -> filter.matches(topicOfRetained));
    }

    private void skip(PendingAcks.@Nullable Ack ack) {
        metrics.skipped.increment();
        if (ack != null) {
            ack.acknowledge();
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
