// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import io.tdconnect.common.source.RecordBuffer;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.receive.DeliveryOptions.BufferPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Hands messages from the threads of the client library to {@code poll()}, in the order of arrival.
 *
 * <p>Messages of QoS 1 always find room: unacknowledged ones are bounded by the window of the connection, and the next
 * connection is made only when the buffer is drained. Those of QoS 0 are bounded in number and bytes.
 *
 * <p>Not a {@link RecordBuffer}: a message of QoS 0 that is dropped leaves its place in the order to the next one, and a poll
 * is limited in bytes. Both need one lock over the order and the bound.
 */
public final class MessageBuffer implements AutoCloseable {
    private static final ReceivedMessage QOS_0_PLACE =
            new ReceivedMessage(new MqttMessage("", new byte[0], 0, false, false, 0, 0, null, null), null);

    private static final long LARGEST_POLL = 16L * 1024 * 1024;
    private static final int BYTES_BESIDE = 200;

    private final DeliveryOptions options;
    private final Duration longestBlock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private final Deque<ReceivedMessage> arrivals = new ArrayDeque<>();
    private final Deque<ReceivedMessage> unconfirmed = new ArrayDeque<>();
    private final MqttMetrics metrics;
    private long unconfirmedBytes;
    private int sparePlaces;
    private @Nullable Throwable failure;
    private boolean closed;

    /**
     * An empty buffer.
     *
     * @param options how many messages of QoS 0 it holds, and how many bytes of these; one message always has room
     * @param longestBlock how long {@link BufferPolicy#BLOCK} makes the connection wait for room before it drops a
     *     message; a connection that reads nothing for longer fails by its keep alive
     */
    public MessageBuffer(DeliveryOptions options, Duration longestBlock, MqttMetrics metrics) {
        this.options = options;
        this.longestBlock = longestBlock;
        this.metrics = metrics;
    }

    /** Adds a message; does nothing once closed. */
    void put(ReceivedMessage received) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!closed) {
                place(received);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes up to {@code max} messages, and not many more bytes than 16 MiB, waiting until there is at least one; empty if
     * none came in time.
     *
     * @throws ConnectException if a failure was reported and everything before it taken
     */
    public List<ReceivedMessage> poll(int max, Duration wait) throws InterruptedException {
        long remaining = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (arrivals.isEmpty() && failure == null && !closed && remaining > 0) {
                remaining = arrived.awaitNanos(remaining);
            }
            if (arrivals.isEmpty() && failure != null) {
                throw RecordBuffer.asConnectException(failure);
            }
            return take(Math.min(max, arrivals.size()));
        } finally {
            lock.unlock();
        }
    }

    /** Makes {@link #poll} fail once everything before is taken; the first failure counts. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            if (failure == null) {
                failure = cause;
            }
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many messages of a connection may be unacknowledged. */
    int receiveMaximum() {
        return options.receiveMaximum();
    }

    /** How many messages wait to be taken. */
    int size() {
        lock.lock();
        try {
            return arrivals.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether everything was taken. */
    boolean isDrained() {
        return size() == 0;
    }

    /** Waits until everything was taken. */
    void awaitDrained() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!arrivals.isEmpty() && !closed) {
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
            arrived.signalAll();
            room.signalAll();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void place(ReceivedMessage received) throws InterruptedException {
        if (received.message().qos() > 0) {
            arrivals.add(received);
        } else if (awaitRoom(size(received))) {
            addUnconfirmed(received);
        } else if (!closed && options.bufferPolicy() == BufferPolicy.DROP_OLDEST) {
            while (!hasRoom(size(received))) {
                // Its place in the order is then taken by the next one, and so on.
                unconfirmedBytes -= size(unconfirmed.remove());
                sparePlaces++;
                metrics.dropped.increment();
            }
            addUnconfirmed(received);
        } else if (!closed) {
            metrics.dropped.increment();
        }
        arrived.signal();
    }

    private void addUnconfirmed(ReceivedMessage received) {
        unconfirmed.add(received);
        unconfirmedBytes += size(received);
        if (sparePlaces > 0) {
            sparePlaces--;
        } else {
            arrivals.add(QOS_0_PLACE);
        }
    }

    private List<ReceivedMessage> take(int count) {
        List<ReceivedMessage> taken = new ArrayList<>(count);
        long bytes = 0;
        for (int i = 0; i < count && bytes < LARGEST_POLL; i++) {
            ReceivedMessage received = arrivals.remove();
            if (received.message().qos() == 0) {
                received = unconfirmed.poll();
                unconfirmedBytes -= received == null ? 0 : size(received);
            }
            if (received == null) {
                sparePlaces--;
            } else {
                taken.add(received);
                bytes += received.message().payload().length;
            }
        }
        room.signalAll();
        if (arrivals.isEmpty()) {
            drained.signalAll();
        }
        return taken;
    }

    private boolean awaitRoom(long bytes) throws InterruptedException {
        long remaining = options.bufferPolicy() == BufferPolicy.BLOCK ? longestBlock.toNanos() : 0;
        while (!hasRoom(bytes) && !closed && remaining > 0) {
            remaining = room.awaitNanos(remaining);
        }
        return hasRoom(bytes) && !closed;
    }

    private boolean hasRoom(long bytes) {
        boolean fits = unconfirmedBytes + bytes <= options.bufferBytes() || unconfirmed.isEmpty();
        return fits && unconfirmed.size() < options.bufferCapacity();
    }

    private static long size(ReceivedMessage received) {
        MqttMessage message = received.message();
        return BYTES_BESIDE + (long) message.topic().length() + message.payload().length;
    }
}
