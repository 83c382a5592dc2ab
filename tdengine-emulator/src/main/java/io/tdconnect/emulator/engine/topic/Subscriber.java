// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import io.tdconnect.emulator.engine.store.Vgroup;
import io.tdconnect.emulator.engine.store.Wal;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** A consumer of a group; thread-safe. */
public final class Subscriber {
    /** Stands for "no committed position". */
    public static final long NONE = -2147467247;

    private static final AtomicLong IDS = new AtomicLong();

    private final String id = "0x" + Long.toHexString(0x5cfa1fe000000000L + IDS.incrementAndGet());
    private final long since = System.currentTimeMillis();
    private final Topics all;
    private final Lock reading;
    private final ConsumerGroup group;
    private final Subscription subscription;
    private final List<Topic> topics;
    private final List<Cursor> cursors = new ArrayList<>();
    private int turn;

    /**
     * Joins the group of a subscription.
     *
     * @param all where the group is looked up
     * @param reading guards the tables while they are read
     */
    public Subscriber(Topics all, Lock reading, Subscription subscription, List<Topic> topics) {
        this.all = all;
        this.reading = reading;
        this.subscription = subscription;
        this.topics = topics;
        this.group = all.group(subscription.group());
        group.join(this);
    }

    public String id() {
        return id;
    }

    /** Milliseconds since 1970. */
    public long since() {
        return since;
    }

    List<Topic> subscribed() {
        return topics;
    }

    public Subscription subscription() {
        return subscription;
    }

    /** The names of the topics. */
    public List<String> topics() {
        return topics.stream().map(Topic::name).toList();
    }

    List<Vgroup> owned(Topic topic) {
        synchronized (group) {
            return cursors.stream()
                    .filter(cursor -> cursor.topic() == topic)
                    .map(Cursor::vgroup)
                    .toList();
        }
    }

    void release(Topic topic, List<Vgroup> vgroups) {
        synchronized (group) {
            cursors.removeIf(cursor -> cursor.topic() == topic && vgroups.contains(cursor.vgroup()));
        }
    }

    void take(Topic topic, Vgroup vgroup, @Nullable Long committed) {
        synchronized (group) {
            if (subscription.snapshot() && !subscription.latest() && committed == null) {
                cursors.add(new Cursor(topic, vgroup, new Snapshot(topic, vgroup)));
                return;
            }
            long position = committed != null
                    ? committed
                    : subscription.latest() ? vgroup.wal().end() : 0;
            cursors.add(new Cursor(topic, vgroup, position));
        }
    }

    /** The next message, or null if nothing is new. */
    public @Nullable Message poll() {
        reading.lock();
        try {
            synchronized (group) {
                if (subscription.autoCommit()) {
                    commit();
                }
                for (int i = 0; i < cursors.size(); i++) {
                    Message message = cursors.get(turn++ % cursors.size()).read(subscription);
                    if (message != null) {
                        return message;
                    }
                }
                return null;
            }
        } finally {
            reading.unlock();
        }
    }

    /**
     * The vgroups of a topic that this subscriber reads.
     *
     * @throws TdengineException 0x4009 for a topic that it did not subscribe to
     */
    public List<Assignment> assignments(String topic) throws TdengineException {
        synchronized (group) {
            requireTopic(topic);
            for (Cursor cursor : cursors) {
                if (cursor.topic().name().equals(topic)) {
                    requireInLog(cursor);
                }
            }
            return cursors.stream()
                    .filter(cursor -> cursor.topic().name().equals(topic))
                    .map(cursor -> new Assignment(
                            cursor.vgroup().id(),
                            cursor.begin(),
                            cursor.vgroup().wal().begin(),
                            cursor.vgroup().wal().end()))
                    .toList();
        }
    }

    /**
     * The position that is read next.
     *
     * @throws TdengineException 0x4008 for a vgroup of another member, 0x4009 for another topic, 0x4006 before the log
     */
    public long position(String topic, int vgroup) throws TdengineException {
        synchronized (group) {
            return requireInLog(cursor(topic, vgroup)).next();
        }
    }

    /**
     * The position that the group has committed, or {@link #NONE}.
     *
     * @throws TdengineException as for {@link #position}
     */
    public long committed(String topic, int vgroup) throws TdengineException {
        synchronized (group) {
            Cursor cursor = requireInLog(cursor(topic, vgroup));
            Long committed = group.committed(cursor.topic(), cursor.vgroup());
            return committed == null ? NONE : committed;
        }
    }

    /**
     * Continues reading at a position.
     *
     * @throws TdengineException as for {@link #position}, and 0x4007 for a position outside the log
     */
    public void seek(String topic, int vgroup, long position) throws TdengineException {
        synchronized (group) {
            inLog(topic, vgroup, position).seek(position);
        }
    }

    /**
     * Commits a position for the group.
     *
     * @throws TdengineException as for {@link #seek}
     */
    public void commit(String topic, int vgroup, long position) throws TdengineException {
        synchronized (group) {
            Cursor cursor = inLog(topic, vgroup, position);
            group.commit(cursor.topic(), cursor.vgroup(), position);
        }
    }

    /** Commits the position of this subscriber in each of its vgroups. */
    public void commit() {
        synchronized (group) {
            for (Cursor cursor : cursors) {
                if (cursor.polled() && !cursor.outsideOfLog()) {
                    group.commit(cursor.topic(), cursor.vgroup(), cursor.next());
                }
            }
        }
    }

    /** Leaves the group, whose other members take over. */
    public void close() {
        if (subscription.autoCommit()) {
            commit();
        }
        group.leave(this);
    }

    private void requireTopic(String name) throws TdengineException {
        if (topics.stream().noneMatch(topic -> topic.name().equals(name))) {
            throw new TdengineException(0x4009, "Topic does not belong to this consumer");
        }
    }

    private Cursor cursor(String topic, int vgroup) throws TdengineException {
        requireTopic(topic);
        for (Cursor cursor : cursors) {
            if (cursor.topic().name().equals(topic) && cursor.vgroup().id() == vgroup) {
                return cursor;
            }
        }
        throw new TdengineException(0x4008, "VgId does not belong to this consumer");
    }

    private static Cursor requireInLog(Cursor cursor) throws TdengineException {
        if (cursor.outsideOfLog()) {
            throw new TdengineException(0x4006, "Can not operate in snapshot mode");
        }
        return cursor;
    }

    /** The server takes -1 for the oldest position. */
    private Cursor inLog(String topic, int vgroup, long position) throws TdengineException {
        Cursor cursor = requireInLog(cursor(topic, vgroup));
        Wal wal = cursor.vgroup().wal();
        if (position != -1 && (position < wal.begin() || position > wal.end())) {
            throw new TdengineException(0x4007, "Offset out of range");
        }
        return cursor;
    }

    /** Runs the waiter after each change that may have produced a message, until {@link #ignore}. */
    public void await(Runnable waiter) {
        all.await(waiter);
    }

    /** Removes a waiter of {@link #await}. */
    public void ignore(Runnable waiter) {
        all.remove(waiter);
    }
}
