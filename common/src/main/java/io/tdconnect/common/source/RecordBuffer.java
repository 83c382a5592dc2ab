// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue from client threads to {@code poll()} that keeps the order; producers wait while it is full.
 *
 * <p>Safe for any number of producers and consumers; waiting producers are served in the order of their arrival.
 *
 * @param <T> what is handed over
 */
public final class RecordBuffer<T> implements AutoCloseable {
    private final int capacity;
    private final Queue<T> items;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private @Nullable Throwable failure;
    private boolean closed;

    /** A buffer for up to {@code capacity} items. */
    public RecordBuffer(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("expected a capacity of at least 1, found " + capacity);
        }
        this.capacity = capacity;
        this.items = new ArrayDeque<>(Math.min(capacity, 1024));
    }

    /**
     * Adds an item, waiting for space.
     *
     * @throws IllegalStateException if the buffer is closed, also while waiting; the item is not added then
     */
    public void put(T item) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (items.size() >= capacity && !closed) {
                notFull.await();
            }
            if (closed) {
                throw new IllegalStateException("The buffer is closed");
            }
            add(item);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds items in order, waiting for space as often as needed; consumers may take the first ones in the meantime.
     *
     * @throws IllegalStateException if the buffer is closed, also while waiting; the remaining items are not added then
     */
    public void putAll(Collection<? extends T> added) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (T item : added) {
                while (items.size() >= capacity && !closed) {
                    notFull.await();
                }
                if (closed) {
                    throw new IllegalStateException("The buffer is closed");
                }
                add(item);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Adds an item if there is space; returns whether it did. Returns false once closed. */
    public boolean offer(T item) {
        lock.lock();
        try {
            if (closed || items.size() >= capacity) {
                return false;
            }
            add(item);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Stores the first failure of a producer, which {@link #poll} throws after the items that were added before. */
    public void fail(Throwable cause) {
        lock.lock();
        try {
            if (failure == null) {
                failure = cause;
            }
            notEmpty.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes up to {@code max} items, waiting until there is at least one.
     *
     * @return the items in order; empty if no item was added in time, or the buffer is closed and drained
     * @throws ConnectException if the buffer is drained and a producer failed: the failure itself if it is a
     *     ConnectException, else one with the failure as its cause; every further call throws it again
     */
    public List<T> poll(int max, Duration wait) throws InterruptedException {
        long remaining = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (items.isEmpty() && failure == null && !closed && remaining > 0) {
                remaining = notEmpty.awaitNanos(remaining);
            }
            if (items.isEmpty() && failure != null) {
                throw asConnectException(failure);
            }
            return take(max);
        } finally {
            lock.unlock();
        }
    }

    /** The number of waiting items. */
    public int size() {
        lock.lock();
        try {
            return items.size();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses further items and wakes all waiting threads; the remaining items can still be polled. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            notEmpty.signalAll();
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(T item) {
        items.add(item);
        notEmpty.signal();
    }

    private List<T> take(int max) {
        int count = Math.min(max, items.size());
        List<T> taken = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            taken.add(items.remove());
            notFull.signal();
        }
        if (!items.isEmpty()) {
            notEmpty.signal();
        }
        return taken;
    }

    /** The failure of a client thread as {@code poll()} throws it: itself if it is a ConnectException, else as its cause. */
    public static ConnectException asConnectException(Throwable failure) {
        return failure instanceof ConnectException known
                ? known
                : new ConnectException("The source failed: " + failure.getMessage(), failure);
    }
}
