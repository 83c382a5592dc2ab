// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.read;

import io.tdconnect.kafka.client.ClusterConsumer;
import io.tdconnect.kafka.client.ClusterException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that are selected. With {@link StartPosition.Kind#LATEST} it also knows where each of them begins: the end
 * when the connector was started first, and the beginning for a partition that came later.
 *
 * <p>For use by one thread at a time, except {@link #end}.
 */
public final class PartitionCatalog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PartitionCatalog.class);
    private final TaskReader.Connector connector;
    private final SelectionOptions selection;
    private final boolean latest;
    private final Memory memory;
    private final Map<TopicPartition, Long> firsts = new HashMap<>();
    private Set<String> missing = Set.of();
    private boolean listed;
    private volatile @Nullable Long since;
    private volatile @Nullable ClusterConsumer consumer;

    /** What Connect stores about partitions. */
    @FunctionalInterface
    public interface Memory {
        /** The stored positions, of the partitions that have one. */
        Map<TopicPartition, StoredPosition> positions(Collection<TopicPartition> partitions);
    }

    public PartitionCatalog(
            TaskReader.Connector connector, SelectionOptions selection, StartPosition start, Memory memory) {
        this.connector = connector;
        this.selection = selection;
        this.latest = start.kind() == StartPosition.Kind.LATEST;
        this.memory = memory;
    }

    /** Asks the cluster for the partitions, in order. */
    public List<AssignedPartition> list() throws ClusterException, InterruptedException {
        ClusterConsumer current = consumer;
        if (current == null) {
            current = connector.connect();
            consumer = current;
        }
        List<TopicPartition> found = selected(current);
        if (latest) {
            addFirsts(found, current);
        }
        listed = true;
        return found.stream()
                .map(partition -> new AssignedPartition(partition, firsts.get(partition)))
                .sorted()
                .toList();
    }

    /** When the connector was first started, in milliseconds since 1970; null if that does not matter. */
    public @Nullable Long since() {
        return since;
    }

    /** Makes a call that is under way end; any thread may ask for it. */
    public void end() {
        ClusterConsumer current = consumer;
        if (current != null) {
            current.end();
        }
    }

    @Override
    public void close() {
        ClusterConsumer current = consumer;
        consumer = null;
        if (current != null) {
            current.close();
        }
    }

    private List<TopicPartition> selected(ClusterConsumer current) throws ClusterException, InterruptedException {
        List<PartitionInfo> all = new ArrayList<>();
        if (!listed) {
            // Unlike a list of all topics, this fails for topics that the user may not read.
            all.addAll(current.partitions(selection.topics()));
        }
        current.topics().forEach((topic, partitions) -> {
            if (listed || !selection.topics().contains(topic)) {
                all.addAll(partitions);
            }
        });
        List<TopicPartition> found = all.stream()
                .filter(info -> selection.contains(info.topic(), info.partition()))
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        reportMissing(all);
        return found;
    }

    private void reportMissing(List<PartitionInfo> found) {
        SortedSet<String> absent = missing(selection, found);
        if (!absent.isEmpty() && !absent.equals(missing)) {
            log.warn("The cluster does not have {}; they are read once they exist", absent);
        }
        missing = absent;
    }

    /** The topics by name, and partitions such as {@code tp1:3}, that are selected and do not exist. */
    public static SortedSet<String> missing(SelectionOptions selection, List<PartitionInfo> found) {
        SortedSet<String> absent = new TreeSet<>(selection.topics());
        found.forEach(info -> absent.remove(info.topic()));
        selection.partitions().forEach((topic, partitions) -> {
            if (!absent.contains(topic)) {
                Set<Integer> left = new TreeSet<>(partitions);
                found.stream()
                        .filter(info -> info.topic().equals(topic))
                        .forEach(info -> left.remove(info.partition()));
                left.forEach(partition -> absent.add(topic + ':' + partition));
            }
        });
        return absent;
    }

    private void addFirsts(List<TopicPartition> found, ClusterConsumer current)
            throws ClusterException, InterruptedException {
        List<TopicPartition> unknown = found.stream()
                .filter(partition -> !firsts.containsKey(partition))
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        current.assign(found);
        if (listed) {
            firsts.putAll(current.begins(unknown));
            return;
        }
        Long earlier = earlierStart(memory.positions(found));
        firsts.putAll(earlier == null ? current.ends(unknown) : current.at(earlier, unknown));
        since = earlier == null ? System.currentTimeMillis() : earlier;
    }

    /** When the connector was started first, in milliseconds; null if nothing is stored about it. */
    private static @Nullable Long earlierStart(Map<TopicPartition, StoredPosition> stored) {
        return stored.values().stream()
                .map(StoredPosition::since)
                .filter(Objects::nonNull)
                .min(Long::compare)
                .orElse(null);
    }
}
