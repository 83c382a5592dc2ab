// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * The messages of one connection that are not acknowledged yet.
 *
 * <p>Acknowledges in the order of arrival, as the MQTT specification demands, whatever the order in which Kafka stores
 * them. The broker reuses packet identifiers, so nothing is acknowledged after {@link #close}. Thread-safe.
 */
public final class PendingAcks implements AutoCloseable {
    private static final int PACKET_IDS = 65_536;

    private final IntConsumer acknowledge;
    private final LongSupplier nanoTime;
    private final int most;
    private final int enough;
    private final MqttMetrics metrics;
    private final Deque<Ack> waiting = new ArrayDeque<>();
    private final BitSet waitingIds = new BitSet(PACKET_IDS);
    private boolean closed;

    /**
     * The acknowledgements of a new connection.
     *
     * @param most how many messages may wait
     * @param acknowledge sends the acknowledgement of a packet identifier without blocking
     */
    public PendingAcks(int most, IntConsumer acknowledge, LongSupplier nanoTime, MqttMetrics metrics) {
        this.most = most;
        // Not one at a time: the threads would take turns for each message.
        this.enough = most - Math.max(1, most / 4);
        this.acknowledge = acknowledge;
        this.nanoTime = nanoTime;
        this.metrics = metrics;
    }

    /**
     * Registers a message; must be called in the order of arrival. Waits while the limit is reached: a broker may have a
     * larger window of its own.
     */
    public synchronized Ack register(int packetId) throws InterruptedException {
        if (waiting.size() >= most) {
            while (waiting.size() > enough && !closed) {
                wait();
            }
        }
        // MQTT 3.1 brokers may send a message twice on one connection: the first acknowledgement counts for both.
        boolean again = waitingIds.get(packetId);
        Ack ack = new Ack(packetId, nanoTime.getAsLong(), again);
        if (!closed && !again) {
            waitingIds.set(packetId);
            waiting.add(ack);
        }
        return ack;
    }

    /** How long the oldest message has been waiting; zero if no message waits. */
    synchronized Duration oldest() {
        Ack first = waiting.peek();
        return first == null ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - first.receivedNanos);
    }

    /** How many messages wait. */
    synchronized int size() {
        return waiting.size();
    }

    /** Drops every acknowledgement from now on. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        notifyAll();
    }

    private synchronized void stored(Ack ack) {
        if (ack.stored) {
            return;
        }
        ack.stored = true;
        if (closed) {
            metrics.late.increment();
        }
        while (!waiting.isEmpty() && waiting.getFirst().stored) {
            int packetId = waiting.removeFirst().packetId;
            waitingIds.clear(packetId);
            acknowledge.accept(packetId);
            metrics.acknowledged.increment();
        }
        if (waiting.size() <= enough) {
            notifyAll();
        }
    }

    /** The right to acknowledge one message. */
    public final class Ack {
        private final int packetId;
        private final long receivedNanos;
        private boolean stored;

        private Ack(int packetId, long receivedNanos, boolean stored) {
            this.packetId = packetId;
            this.receivedNanos = receivedNanos;
            this.stored = stored;
        }

        /** Reports that Kafka has the message or does not need it; further calls do nothing. */
        public void acknowledge() {
            stored(this);
        }
    }
}
