// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.source.RecordBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands messages from the threads of the client library to {@code poll()}, in the order of arrival.
 *
 * <p>Messages of QoS 1 always find room: unacknowledged ones are bounded by the window of the connection, and the next
 * connection is made only when the inbox is drained. Those of QoS 0 are bounded by a capacity.
 */
final class Inbox implements AutoCloseable {
    private static final int LARGEST_WINDOW = 65_535;
    private static final Delivery QOS_0_PLACE =
            new Delivery(new MqttMessage("", new byte[0], 0, false, false, 0, 0, null), null);

    private final int capacity;
    private final BufferPolicy policy;
    private final Duration longestBlock;
    private final RecordBuffer<Delivery> arrivals;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private final Deque<Delivery> unconfirmed = new ArrayDeque<>();
    private final Counters counters;
    private boolean closed;

    /**
     * An empty inbox.
     *
     * @param capacity how many messages of QoS 0 it holds
     * @param longestBlock how long {@link BufferPolicy#BLOCK} makes the connection wait for room before it drops a
     *     message; a connection that does not read at all is given up by its keep alive
     */
    Inbox(int capacity, BufferPolicy policy, Duration longestBlock, Counters counters) {
        this.capacity = capacity;
        this.policy = policy;
        this.longestBlock = longestBlock;
        this.counters = counters;
        this.arrivals = new RecordBuffer<>(LARGEST_WINDOW + capacity);
    }

    /** Adds a message; does nothing once closed. */
    void add(Delivery delivery) throws InterruptedException {
        if (delivery.message().qos() > 0) {
            put(delivery);
        } else if (store(delivery)) {
            put(QOS_0_PLACE);
        }
    }

    /**
     * Takes up to {@code max} messages, waiting until there is at least one; empty if none came in time.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if a failure was reported and everything before it taken
     */
    List<Delivery> poll(int max, Duration wait) throws InterruptedException {
        List<Delivery> taken = arrivals.poll(max, wait);
        if (taken.isEmpty()) {
            return taken;
        }
        List<Delivery> deliveries = new ArrayList<>(taken.size());
        lock.lock();
        try {
            for (Delivery delivery : taken) {
                deliveries.add(delivery.message().qos() == 0 ? unconfirmed.remove() : delivery);
            }
            room.signalAll();
            if (arrivals.size() == 0) {
                drained.signalAll();
            }
        } finally {
            lock.unlock();
        }
        return deliveries;
    }

    /** Makes {@link #poll} fail once everything before is taken. */
    void fail(Throwable cause) {
        arrivals.fail(cause);
    }

    /** Whether everything was taken. */
    boolean isDrained() {
        return arrivals.size() == 0;
    }

    /** Waits until everything was taken. */
    void awaitDrained() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isDrained() && !closed) {
                drained.await();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
        arrivals.close();
    }

    private void put(Delivery delivery) throws InterruptedException {
        try {
            arrivals.put(delivery);
        } catch (IllegalStateException e) {
            // Closed: the broker delivers unacknowledged messages again.
        }
    }

    private boolean store(Delivery delivery) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean hasRoom = awaitRoom();
            if (closed) {
                return false;
            }
            if (!hasRoom) {
                counters.dropped.increment();
            }
            if (!hasRoom && policy == BufferPolicy.DROP_OLDEST) {
                // The place of the oldest in the order now stands for the next one, and so on.
                unconfirmed.remove();
                unconfirmed.add(delivery);
            }
            if (hasRoom) {
                unconfirmed.add(delivery);
            }
            return hasRoom;
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitRoom() throws InterruptedException {
        long remaining = policy == BufferPolicy.BLOCK ? longestBlock.toNanos() : 0;
        while (unconfirmed.size() >= capacity && !closed && remaining > 0) {
            remaining = room.awaitNanos(remaining);
        }
        return unconfirmed.size() < capacity;
    }
}
