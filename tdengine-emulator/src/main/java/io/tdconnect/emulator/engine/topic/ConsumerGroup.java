// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import io.tdconnect.emulator.engine.store.Vgroup;
import io.tdconnect.emulator.engine.store.Wal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Subscribers that share the vgroups of their topics, and the positions that they have committed; thread-safe. */
public final class ConsumerGroup {
    private final String name;
    private final Runnable onChange;
    private final List<Subscriber> members = new ArrayList<>();
    private final Map<CommitKey, Long> committed = new HashMap<>();

    ConsumerGroup(String name, Runnable onChange) {
        this.name = name;
        this.onChange = onChange;
    }

    private record CommitKey(Topic topic, int vgroup) {}

    public String name() {
        return name;
    }

    synchronized boolean subscribed(Topic topic) {
        return members.stream().anyMatch(member -> member.subscribed().contains(topic));
    }

    /** Forgets the committed positions, and returns whether there were any. */
    synchronized boolean forget(Topic topic) {
        return committed.keySet().removeIf(key -> key.topic() == topic);
    }

    public synchronized @Nullable Long committed(Topic topic, Vgroup vgroup) {
        return committed.get(new CommitKey(topic, vgroup.id()));
    }

    /** Commits a position; the commit is itself an entry of the log. */
    synchronized void commit(Topic topic, Vgroup vgroup, long position) {
        Long before = committed.put(new CommitKey(topic, vgroup.id()), position);
        if (before == null || before != position) {
            note(vgroup);
        }
    }

    void join(Subscriber subscriber) {
        synchronized (this) {
            members.add(subscriber);
            subscriber.subscribed().forEach(this::rebalance);
        }
        onChange.run();
    }

    void leave(Subscriber subscriber) {
        synchronized (this) {
            if (!members.remove(subscriber)) {
                return;
            }
            for (Topic topic : subscriber.subscribed()) {
                subscriber.owned(topic).forEach(vgroup -> note(vgroup));
                rebalance(topic);
            }
        }
        onChange.run();
    }

    /** Subscribing and committing are entries of the server's log. */
    private static void note(Vgroup vgroup) {
        vgroup.wal().append(Wal.UNDELIVERED, System.currentTimeMillis());
    }

    /** Moves vgroups only from members that have more than their share. */
    private void rebalance(Topic topic) {
        List<Subscriber> sharing = members.stream()
                .filter(member -> member.subscribed().contains(topic))
                .toList();
        if (sharing.isEmpty()) {
            return;
        }
        List<Vgroup> free = new ArrayList<>(topic.vgroups());
        int[] wanted = new int[sharing.size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = free.size() / wanted.length + (i < free.size() % wanted.length ? 1 : 0);
        }
        for (int i = 0; i < wanted.length; i++) {
            List<Vgroup> owned = sharing.get(i).owned(topic);
            List<Vgroup> kept = owned.subList(0, Math.min(owned.size(), wanted[i]));
            sharing.get(i).release(topic, owned.subList(kept.size(), owned.size()));
            free.removeAll(kept);
            wanted[i] -= kept.size();
        }
        for (int i = 0; i < wanted.length; i++) {
            for (; wanted[i] > 0; wanted[i]--) {
                Vgroup vgroup = free.remove(0);
                sharing.get(i).take(topic, vgroup, committed(topic, vgroup));
                note(vgroup);
            }
        }
    }

    public synchronized @Nullable Subscriber owner(Topic topic, Vgroup vgroup) {
        return members.stream()
                .filter(member -> member.owned(topic).contains(vgroup))
                .findFirst()
                .orElse(null);
    }

    /** The members with their vgroups, for the information schema. */
    public synchronized List<Subscriber> members() {
        return List.copyOf(members);
    }
}
