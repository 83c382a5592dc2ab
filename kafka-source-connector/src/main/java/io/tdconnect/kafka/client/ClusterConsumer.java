// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka's consumer without a group: reads assigned partitions as bytes. For use by one thread at a time, except {@link #end}. */
public final class ClusterConsumer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ClusterConsumer.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final ClusterId cluster;

    private ClusterConsumer(Consumer<byte[], byte[]> consumer, ClusterId cluster) {
        this.consumer = consumer;
        this.cluster = cluster;
    }

    /**
     * A consumer that connects when it is used.
     *
     * @throws ClusterException if no host has an address
     */
    public static ClusterConsumer of(ConnectionOptions options, String clientId) throws ClusterException {
        return of(ConsumerSettings.of(options, clientId));
    }

    /** The same, with calls that fail if they take longer. */
    public static ClusterConsumer of(ConnectionOptions options, String clientId, Duration limit)
            throws ClusterException {
        return of(ConsumerSettings.within(limit, ConsumerSettings.of(options, clientId)));
    }

    private static ClusterConsumer of(Map<String, Object> settings) throws ClusterException {
        ClusterId cluster = new ClusterId();
        try {
            return new ClusterConsumer(new KafkaConsumer<>(settings, new ByteArrayDeserializer(), cluster), cluster);
        } catch (KafkaException e) {
            throw ClusterException.of(e);
        }
    }

    /** The partitions of topics, as far as they are known since the first call; a topic that does not exist has none. */
    public List<PartitionInfo> partitions(Collection<String> topics) throws ClusterException, InterruptedException {
        List<PartitionInfo> found = new ArrayList<>();
        for (String topic : topics) {
            List<PartitionInfo> partitions = call(() -> consumer.partitionsFor(topic));
            if (partitions != null) {
                found.addAll(partitions);
            }
        }
        return found;
    }

    /** The present partitions of all topics that may be read, without Kafka's internal ones. */
    public Map<String, List<PartitionInfo>> topics() throws ClusterException, InterruptedException {
        Map<String, List<PartitionInfo>> topics = new HashMap<>(call(consumer::listTopics));
        topics.keySet().removeIf(name -> name.startsWith("__"));
        return topics;
    }

    /** Reads these partitions in place of those before; each needs a position before {@link #poll}. */
    public void assign(Collection<TopicPartition> partitions) throws ClusterException, InterruptedException {
        call(() -> {
            consumer.assign(partitions);
            return partitions;
        });
    }

    /** Goes to a position of a partition. */
    public void seek(TopicPartition partition, long position) {
        consumer.seek(partition, position);
    }

    /**
     * The next records; none if none come in time, or the brokers do not answer.
     *
     * @throws PositionsGoneException if a position is before the first record or after the end
     */
    public ConsumerRecords<byte[], byte[]> poll(Duration wait)
            throws ClusterException, InterruptedException, PositionsGoneException {
        try {
            return call(() -> consumer.poll(wait));
        } catch (OffsetOutOfRangeException e) {
            throw new PositionsGoneException(e.offsetOutOfRangePartitions(), e);
        }
    }

    /** The positions of the first records. */
    public Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions)
            throws ClusterException, InterruptedException {
        return call(() -> consumer.beginningOffsets(partitions));
    }

    /** The positions after the last records that may be read. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
            throws ClusterException, InterruptedException {
        return call(() -> consumer.endOffsets(partitions));
    }

    /**
     * The positions of the first records at or after a time; the end of a partition without such a record.
     *
     * @param millis milliseconds since 1970
     */
    public Map<TopicPartition, Long> at(long millis, Collection<TopicPartition> partitions)
            throws ClusterException, InterruptedException {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, millis));
        Map<TopicPartition, Long> positions = new HashMap<>(ends(partitions));
        call(() -> consumer.offsetsForTimes(times)).forEach((partition, found) -> {
            if (found != null) {
                positions.put(partition, found.offset());
            }
        });
        return positions;
    }

    /** The positions of the group, of partitions for which it has one. */
    public Map<TopicPartition, Long> committed(Collection<TopicPartition> partitions)
            throws ClusterException, InterruptedException {
        Map<TopicPartition, Long> positions = new HashMap<>();
        call(() -> consumer.committed(Set.copyOf(partitions))).forEach((partition, found) -> {
            if (found != null) {
                positions.put(partition, found.offset());
            }
        });
        return positions;
    }

    /** Stores positions of the group. */
    public void commit(Map<TopicPartition, Long> positions) throws ClusterException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        positions.forEach((partition, position) -> offsets.put(partition, new OffsetAndMetadata(position)));
        call(() -> {
            consumer.commitSync(offsets);
            return offsets;
        });
    }

    /** Where the next record of a partition would be. */
    public long position(TopicPartition partition) throws ClusterException, InterruptedException {
        return call(() -> consumer.position(partition));
    }

    /** How many positions a partition has left, as far as the last answer of its broker told. */
    public OptionalLong lag(TopicPartition partition) {
        return consumer.currentLag(partition);
    }

    /** The identifier of the cluster; empty until it has answered. */
    public String clusterId() {
        return cluster.id();
    }

    /** Makes a call that is under way throw InterruptedException; any thread may ask for it. */
    public void end() {
        consumer.wakeup();
    }

    // The variant with CloseOptions is younger than the workers that are supported.
    @SuppressWarnings("deprecation")
    @Override
    public void close() {
        // With the flag set, the consumer would not say good-bye to the brokers.
        boolean interrupted = Thread.interrupted();
        try {
            consumer.close(CLOSE_LIMIT);
        } catch (KafkaException | ConcurrentModificationException e) {
            // The second one if the thread that reads has not ended in time.
            log.debug("The consumer did not close in order", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <T> T call(Supplier<T> call) throws ClusterException, InterruptedException {
        try {
            return call.get();
        } catch (OffsetOutOfRangeException e) {
            throw e;
        } catch (InterruptException | WakeupException e) {
            InterruptedException ended = new InterruptedException("The consumer is being closed");
            ended.initCause(e);
            throw ended;
        } catch (KafkaException e) {
            throw ClusterException.of(e);
        }
    }
}
