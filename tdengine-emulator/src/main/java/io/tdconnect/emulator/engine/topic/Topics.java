// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All topics and the groups that subscribe to them; thread-safe. */
public final class Topics {
    private static final int MAX_TOPICS = 20;

    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private final Map<String, ConsumerGroup> groups = new HashMap<>();
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

    public synchronized void create(Topic topic, boolean ifNotExists) throws TdengineException {
        if (topics.containsKey(topic.name())) {
            if (ifNotExists) {
                return;
            }
            throw new TdengineException(0x3e0, "Topic already exists");
        }
        if (topics.size() >= MAX_TOPICS) {
            throw new TdengineException(0x4004, "Topic num out of range");
        }
        topics.put(topic.name(), topic);
    }

    public synchronized void drop(String name, boolean ifExists) throws TdengineException {
        Topic topic = topics.get(name);
        if (topic == null) {
            if (ifExists) {
                return;
            }
            throw Failures.noTopic();
        }
        if (groups.values().stream().anyMatch(group -> group.subscribed(topic))) {
            throw new TdengineException(0x3eb, "Topic subscribed cannot be dropped");
        }
        groups.values().forEach(group -> group.forget(topic));
        topics.remove(name);
    }

    public synchronized void dropGroup(String group, String topic, boolean ifExists) throws TdengineException {
        ConsumerGroup found = groups.get(group);
        Topic of = topics.get(topic);
        if (found != null && of != null && found.subscribed(of)) {
            throw new TdengineException(0x3ec, "Consumer group being used by some consumer");
        }
        boolean known = found != null && of != null && found.forget(of);
        if (!known && !ifExists) {
            throw new TdengineException(0x3e8, "Subcribe not exist");
        }
    }

    public synchronized List<Topic> all() {
        return List.copyOf(topics.values());
    }

    public synchronized List<Topic> named(Collection<String> names) throws TdengineException {
        for (String name : names) {
            if (!topics.containsKey(name)) {
                throw Failures.noTopic();
            }
        }
        return topics.values().stream()
                .filter(topic -> names.contains(topic.name()))
                .toList();
    }

    synchronized ConsumerGroup group(String name) {
        return groups.computeIfAbsent(name, n -> new ConsumerGroup(n, this::changed));
    }

    public synchronized List<ConsumerGroup> groups() {
        return List.copyOf(groups.values());
    }

    public synchronized boolean used(Database database) {
        return topics.values().stream().anyMatch(topic -> topic.database() == database);
    }

    public void requireUnused(Database database) throws TdengineException {
        requireUnused(used(database));
    }

    public synchronized void requireUnused(SuperTable stable) throws TdengineException {
        requireUnused(topics.values().stream().anyMatch(topic -> topic.scope().stable() == stable));
    }

    private static void requireUnused(boolean used) throws TdengineException {
        if (used) {
            throw new TdengineException(0x3ed, "Topic must be dropped first");
        }
    }

    /** Refuses to change a column or tag that a topic needs. */
    public synchronized void requireUnused(@Nullable SuperTable stable, @Nullable Table table, String column)
            throws TdengineException {
        for (Topic topic : topics.values()) {
            Topic.Scope scope = topic.scope();
            boolean same = stable != null
                    ? scope.stable() == stable
                    : table != null
                            && scope.query() != null
                            && scope.stable() == null
                            && scope.query().reads(table);
            if (same && scope.columns().contains(column)) {
                throw new TdengineException(0x3c4, "Field used by topic");
            }
        }
    }

    /** Runs everything that waits for new messages. */
    public void changed() {
        if (!waiting.isEmpty()) {
            waiting.forEach(Runnable::run);
        }
    }

    /** Runs the waiter after each change, on the thread of the change, until it is removed. */
    void await(Runnable waiter) {
        waiting.add(waiter);
    }

    void remove(Runnable waiter) {
        waiting.remove(waiter);
    }
}
